"""A real gateway for messages on this machine, which answers as it is told.

with GatewaySink() as sink: …; sink.taken is every request, in the order they came.
"""

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Posted:
    path: str
    headers: dict[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.data)


@dataclass
class GatewaySink:
    """answers: one status a request, the last for all that follow. body: what it says to each."""

    answers: list[int] = field(default_factory=lambda: [200])
    body: bytes = b"{}"
    location: str = ""
    silent: bool = False
    taken: list[Posted] = field(default_factory=list)

    def __enter__(self) -> Self:
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                sink.taken.append(Posted(self.path, dict(self.headers), self.rfile.read(length)))
                if sink.silent:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(sink.next_answer())
                if sink.location:
                    self.send_header("Location", sink.location)
                self.send_header("Content-Length", str(len(sink.body)))
                self.end_headers()
                with suppress(ConnectionError):  # who asked may have read enough
                    self.wfile.write(sink.body)

            def log_message(self, *_words: object) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/kirim?kanal=wa"
