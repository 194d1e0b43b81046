"""A real mail server on this machine, and one that fails at random stages of a transaction.

with SmtpSink() as sink: …; sink.taken is every message it took, in the order it took them.
"""

import asyncio
import random
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

STAGES = ("connect", "rcpt", "data", "unacknowledged")


@dataclass(frozen=True)
class Taken:
    """A message the server took responsibility for, whatever the sender heard of it."""

    recipients: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class SmtpSink:
    """failing: share of transactions that fail, each at one stage. refused: unknown addresses."""

    failing: float = 0.0
    seed: int = 1
    refused: frozenset[str] = frozenset()
    taken: list[Taken] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._random = random.Random(self.seed)
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(self._protocol, "127.0.0.1", 0)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        async def close() -> None:
            self._server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def plan(self) -> str:
        """At which stage this transaction fails, if at all."""
        stage = self._random.choice(STAGES) if self._random.random() < self.failing else ""
        if stage:
            self.failures.append(stage)
        return stage

    def _protocol(self) -> SMTP:
        return _Server(_Handler(self), hostname="sink.example", loop=self._loop)


class _Server(SMTP):
    def connection_made(self, transport: Any) -> None:
        handler: _Handler = self.event_handler
        handler.fails_at = handler.sink.plan()
        if handler.fails_at == "connect":
            transport.abort()
            return
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:  # never greeted, nothing to take leave of
            super().connection_lost(error)


class _Handler:
    def __init__(self, sink: SmtpSink) -> None:
        self.sink = sink
        self.fails_at = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.sink.refused:
            return "550 5.1.1 Tidak dikenal"
        if self.fails_at == "rcpt":
            return "451 4.7.1 Coba lagi nanti"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.fails_at == "data":
            return "452 4.3.1 Penyimpanan penuh"
        data = envelope.original_content or b""
        self.sink.taken.append(Taken(tuple(envelope.rcpt_tos), data))
        if self.fails_at == "unacknowledged" and server.transport:
            cast("asyncio.Transport", server.transport).abort()
        return "250 OK"
