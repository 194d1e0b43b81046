"""HTML to PDF, made by processes of their own that are killed when they take too much.

Rendering is the one place where text people typed drives a large native library: it may hang,
eat memory or crash, and none of that may reach the process that asked.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tracker.config import PROJECT
from tracker.infra.text import N_

TOO_LONG = N_(
    "Penyusunan PDF dihentikan karena terlalu lama. Sederhanakan tabel atau pecah teksnya."
)
TOO_LARGE = N_("Penyusunan PDF dihentikan karena memerlukan terlalu banyak memori.")
BROKEN = N_("Isi naskah tidak dapat disusun menjadi PDF.")
REASONS = {"memory": TOO_LARGE, "broken": BROKEN}

_LENGTH = 8
# The renderer learns nothing of the installation: no secret, no address of the database.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class RenderFailed(Exception):
    """No PDF could be made; reason: one Indonesian sentence for the page that waits for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Renderer:
    """A pool of rendering processes, each warm, each with the same style sheets.

    stylesheets: CSS files; fonts they name must lie in their directories. timeout: seconds a
    document may take. memory_mb: address space of one process. recycle_after: documents a process
    makes before it is replaced. May be used from several threads.
    """

    def __init__(
        self,
        stylesheets: Sequence[Path],
        *,
        processes: int = 1,
        timeout: float = 20.0,
        memory_mb: int = 512,
        recycle_after: int = 100,
    ) -> None:
        self._timeout = timeout
        self._recycle_after = recycle_after
        self._limits = [str(memory_mb), str(int(timeout) + 1)]
        self._stylesheets = [str(path) for path in stylesheets]
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._processes = processes
        for _ in range(processes):
            self._idle.put(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def render(self, html: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF/UA bytes of a whole page of HTML; the same HTML gives the same bytes.

        images: by the name under which the HTML says `image:<name>`; nothing else is fetched.
        Raises RenderFailed.
        """
        process = self._idle.get()
        if not process.alive:
            process = self._replace(process)
        try:
            pdf = process.render(html, images or {}, timeout=self._timeout)
        except BaseException:
            process = self._replace(process)
            raise
        else:
            if process.made >= self._recycle_after:
                process = self._replace(process)
        finally:
            self._idle.put(process)
        return pdf

    def close(self) -> None:
        """End the processes; waits for documents still being made."""
        for _ in range(self._processes):
            self._idle.get().end()

    def _replace(self, process: "_Process") -> "_Process":
        process.end()
        return self._start()

    def _start(self) -> "_Process":
        return _Process([*self._limits, *self._stylesheets])


@dataclass
class _Reply:
    error: str | None
    pdf: bytes


class _Process:
    def __init__(self, arguments: list[str]) -> None:
        self.made = 0
        # Its own, so that fonts unpacked by a killed process are swept away with it.
        self._directory = tempfile.TemporaryDirectory(prefix="rakor-render-")
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._popen = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
            [sys.executable, "-m", "tracker.infra.render_process", *arguments],
            cwd=PROJECT,
            env={**environment, "TMPDIR": self._directory.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def render(self, html: str, images: Mapping[str, bytes], *, timeout: float) -> bytes:
        watchdog = threading.Timer(timeout, self._popen.kill)
        watchdog.start()
        try:
            reply = self._ask(html, images)
        except (BrokenPipeError, EOFError) as error:
            raise RenderFailed(TOO_LARGE if watchdog.is_alive() else TOO_LONG) from error
        finally:
            watchdog.cancel()
        if reply.error:
            raise RenderFailed(REASONS[reply.error])
        self.made += 1
        return reply.pdf

    def end(self) -> None:
        self._popen.kill()
        self._popen.communicate()
        self._directory.cleanup()

    def _ask(self, html: str, images: Mapping[str, bytes]) -> _Reply:
        to, back = self._popen.stdin, self._popen.stdout
        if to is None or back is None:
            raise EOFError
        write_frame(to, json.dumps(list(images)).encode())
        for body in (html.encode(), *images.values()):
            write_frame(to, body)
        to.flush()
        return _Reply(error=json.loads(read_frame(back)), pdf=read_frame(back))


def write_frame(stream: IO[bytes], body: bytes) -> None:
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)


def read_frame(stream: IO[bytes]) -> bytes:
    """The next length-prefixed bytes. Raises EOFError when the other side is gone."""
    length = int.from_bytes(_read(stream, _LENGTH), "big")
    return _read(stream, length)


def _read(stream: IO[bytes], length: int) -> bytes:
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return body
