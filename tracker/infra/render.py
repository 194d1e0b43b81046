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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tracker.config import PROJECT
from tracker.infra.frames import read_frame, write_frame
from tracker.infra.render_order import CalledOff, Order, Stage
from tracker.infra.text import N_

TOO_LONG = N_(
    "Penyusunan PDF dihentikan karena terlalu lama. Sederhanakan tabel atau pecah teksnya."
)
TOO_LARGE = N_("Penyusunan PDF dihentikan karena memerlukan terlalu banyak memori.")
BROKEN = N_("Isi naskah tidak dapat disusun menjadi PDF.")
NOT_STARTED = N_("Penyusun PDF tidak dapat dijalankan. Hubungi pengelola aplikasi.")
REASONS = {"memory": TOO_LARGE, "broken": BROKEN}

READY = b"ready"
START_TIMEOUT = 60.0
PATIENCE = 6  # times its timeout, where the machine gave a process less than half of it

# The renderer learns nothing of the installation: no secret, no address of the database.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class RenderFailed(Exception):
    """No PDF could be made; reason: one Indonesian sentence for the page that waits for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Renderer:
    """A pool of rendering processes, each warm, each with the same style sheets.

    Those beyond the first are started when there is more to do at once than one can.

    stylesheets: CSS files; fonts they name must lie in their directories. timeout: seconds a
    document may take; where others keep the machine busy, up to PATIENCE times that. memory_mb:
    address space of one process. recycle_after: documents a process makes before it is replaced.
    May be used from several threads.
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
        self._arguments = [str(memory_mb), str(int(timeout) + 1), *map(str, stylesheets)]
        self._running: set[_Process] = set()
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        self.processes = processes
        for _ in range(processes - 1):
            self._idle.put(None)
        self._idle.put(self._instead_of(None))  # one is warm when the first document comes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def render(
        self,
        html: str,
        images: Mapping[str, bytes] | None = None,
        order: Order | None = None,
        stage: Stage | None = None,
    ) -> bytes:
        """PDF/A-3a and PDF/UA-1 of a whole page of HTML; the same HTML gives the same bytes.

        images: by the name under which the HTML says `image:<name>`; nothing else is fetched.
        order: through which another thread may look at it and call it off. stage: of the order,
        where this is not all of it. Raises RenderFailed, and CalledOff.
        """
        order = order or Order()
        return self._done(_printing(html, images or {}), order, stage or order.stage(0))

    def render_parts(
        self,
        parts: Sequence[str],
        overlay: Callable[[int], str],
        images: Mapping[str, bytes] | None = None,
        order: Order | None = None,
    ) -> bytes:
        """The same of one document in several pages of HTML, made side by side and then joined.

        overlay: the HTML of what is drawn over so many pages. Raises as `render`.
        """
        order = order or Order()
        order.expect(len(parts) + 1)
        with ThreadPoolExecutor(self.processes) as threads:
            made = [
                threads.submit(
                    self._done, _printing(html, images or {}), order, order.stage(number)
                )
                for number, html in enumerate(parts)
            ]
            try:
                pdfs = [part.result() for part in made]
            finally:  # what has not begun when one fails is of no use
                threads.shutdown(wait=False, cancel_futures=True)
        pages = sum(len(sizes) for sizes in self.page_sizes(pdfs))
        numbers = self.render(overlay(pages), None, order, Stage())
        return self.join(pdfs, overlay=numbers, order=order, stage=order.stage(len(parts)))

    def join(
        self,
        pdfs: Sequence[bytes],
        *,
        overlay: bytes,
        bookmarks: Sequence[str] = (),
        order: Order | None = None,
        stage: Stage | None = None,
    ) -> bytes:
        """PDFs made here before as one, see `infra.joining`. Raises as `render`."""
        told = {"act": "join", "bookmarks": list(bookmarks)}
        return self._done(_Request(told, [overlay, *pdfs]), order or Order(), stage or Stage())

    def page_sizes(self, pdfs: Sequence[bytes]) -> list[list[tuple[float, float]]]:
        """Width and height in points of every page of PDFs made here before. Raises as `render`."""
        told = self._done(_Request({"act": "measure"}, pdfs), Order(), Stage())
        return [[(page[0], page[1]) for page in pages] for pages in json.loads(told)]

    def _done(self, request: "_Request", order: Order, stage: Stage) -> bytes:
        process = self._idle.get()
        try:
            if process is None or not process.alive:
                process = self._instead_of(process)
            with order.worked_on_by(process):
                answer = process.do(request, stage, timeout=self._timeout)
            stage.finished = True
            if process.made >= self._recycle_after:
                process = self._instead_of(process)
        except BaseException as failure:
            process = self._instead_of(process)
            if order.called_off:
                raise CalledOff from failure
            raise
        finally:
            self._idle.put(process)
        return answer

    def close(self) -> None:
        """End the processes; waits for documents still being made."""
        for _ in range(self.processes):
            if process := self._idle.get():
                process.end()

    def process_ids(self) -> list[int]:
        """The processes that are there now, for whoever watches their memory."""
        return [process.id for process in self._running]

    def _instead_of(self, process: "_Process | None") -> "_Process":
        if process:
            process.end()
            self._running.discard(process)
        fresh = _Process(self._arguments)
        self._running.add(fresh)
        return fresh


@dataclass(frozen=True, slots=True)
class _Request:
    """What a process is asked for. told: as JSON; files: the bytes it is about."""

    told: dict[str, Any]
    files: Sequence[bytes]


def _printing(html: str, images: Mapping[str, bytes]) -> _Request:
    return _Request({"act": "print", "images": list(images)}, [html.encode(), *images.values()])


class _Process:
    def __init__(self, arguments: list[str]) -> None:
        self.made, self._ready, self._killed = 0, False, False
        # Its own, so that fonts unpacked by a killed process are swept away with it.
        self._directory = tempfile.TemporaryDirectory(prefix="rakor-render-")
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._popen = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
            [sys.executable, "-m", "tracker.infra.render_process", *arguments],
            cwd=PROJECT,
            env={**environment, "TMPDIR": self._directory.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C lets the worker finish what it is printing
        )

    @property
    def id(self) -> int:
        return self._popen.pid

    @property
    def alive(self) -> bool:
        return not self._killed and self._popen.poll() is None

    def do(self, request: "_Request", stage: Stage, *, timeout: float) -> bytes:
        if not self._ready:
            with self._killed_after(START_TIMEOUT, else_died_of=NOT_STARTED):
                self._ready = self._next_frame() == READY
        with self._killed_after(timeout, else_died_of=TOO_LARGE):
            self._send(request)
            while "step" in (told := json.loads(self._next_frame())):
                stage.tell(told["step"], told["pages"])
            answer = self._next_frame()
        if error := told["error"]:
            raise RenderFailed(REASONS[error])
        self.made += 1
        return answer

    def kill(self) -> None:
        self._killed = True  # it may take a moment until the system says so
        self._popen.kill()

    def end(self) -> None:
        self.kill()
        self._popen.communicate()
        self._directory.cleanup()

    @contextmanager
    def _killed_after(self, seconds: float, *, else_died_of: str) -> Iterator[None]:
        over, timed_out, computed = threading.Event(), threading.Event(), self._computed()

        def watch() -> None:
            for _ in range(PATIENCE):
                if over.wait(seconds):
                    return
                if self._computed() - computed > seconds / 2:
                    break  # it was not others who kept it waiting
            timed_out.set()
            self.kill()

        watchdog = threading.Thread(target=watch)
        watchdog.start()
        try:
            yield
        except EOFError as error:
            raise RenderFailed(TOO_LONG if timed_out.is_set() else else_died_of) from error
        finally:
            over.set()
            watchdog.join()

    def _computed(self) -> float:
        """Seconds of a processor it has used so far."""
        try:
            told = Path(f"/proc/{self.id}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("inf")  # gone, or on a system that does not tell
        return sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")

    def _send(self, request: "_Request") -> None:
        to = self._popen.stdin
        if to is None:
            raise EOFError
        with suppress(BrokenPipeError):  # it may have answered before it read everything
            told = {**request.told, "files": len(request.files)}
            for body in (json.dumps(told).encode(), *request.files):
                write_frame(to, body)
            to.flush()

    def _next_frame(self) -> bytes:
        if self._popen.stdout is None:
            raise EOFError
        return read_frame(self._popen.stdout)
