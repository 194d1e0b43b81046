"""The rendering process: reads HTML from stdin, writes PDF to stdout, is killed without regret.

Started by `infra.render.Renderer` as `python -m tracker.infra.render_process MEMORY_MB SECONDS
STYLESHEET…`; the only module that imports WeasyPrint.
"""

import gc
import hashlib
import json
import logging
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from tracker.infra import pdf_metadata, pdf_tags, typography
from tracker.infra.catchwords import catchwords, style_sheet
from tracker.infra.frames import read_frame, write_frame
from tracker.infra.joining import join, page_sizes
from tracker.infra.pictures import smaller
from tracker.infra.render import READY

SECONDS_BETWEEN = 0.2  # two words about progress
ASKS_FOR_CATCHWORDS = "data-catchwords"  # on the element html
LAYOUT = 5  # WeasyPrint's number of the step that counts pages
_STEP = re.compile(r"Step (\d)(?:.* Page (\d+))?")


def main(arguments: Sequence[str]) -> None:
    memory_mb, seconds, *stylesheets = arguments
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no reply
    os.nice(5)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which then ends us
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_mb) * 2**20,) * 2)
    press = Press([Path(sheet) for sheet in stylesheets])
    press.print("<title>warm</title><p>", {})
    gc.collect()
    gc.freeze()
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(StepTeller(replies))
    write_frame(replies, READY)
    replies.flush()
    for request in _requests(requests):
        error, answer = None, b""
        _limit_cpu(int(seconds))
        try:
            files = (read_frame(requests) for _ in range(request["files"]))
            answer = _answer(press, request, files)
        except MemoryError:
            error = "memory"
        except Exception as cause:
            print(f"render: {type(cause).__name__}", file=sys.stderr)  # noqa: T201 - for the worker's log, without typed text
            error = "broken"
        write_frame(replies, json.dumps({"error": error}).encode())
        write_frame(replies, answer)
        replies.flush()
        if error:
            return  # what is left of the request is not read; a fresh process takes over
        gc.collect()


class StepTeller(logging.Handler):
    """Says on the pipe what WeasyPrint notes about its progress, now and then."""

    def __init__(self, replies: IO[bytes]) -> None:
        super().__init__()
        self._replies = replies
        self._step, self._pages, self._next = 0, 0, 0.0

    def emit(self, record: logging.LogRecord) -> None:
        known = _STEP.match(record.getMessage())
        if known is None:
            return
        step = int(known[1])
        begins, self._step = step != self._step, step
        self._pages = int(known[2] or self._pages) if step >= LAYOUT else 0
        if begins or time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS_BETWEEN
            told = {"step": step, "pages": self._pages}
            write_frame(self._replies, json.dumps(told).encode())
            self._replies.flush()


class Press:
    """Fonts and style sheets are read once; afterwards no file and no address is opened."""

    def __init__(self, stylesheets: Sequence[Path]) -> None:
        self._fonts = FontConfiguration()
        fetcher = StylesheetFetcher(stylesheets)
        self._sheets = [
            CSS(filename=str(sheet), font_config=self._fonts, url_fetcher=fetcher)
            for sheet in stylesheets
        ]

    def print(self, html: str, images: dict[str, bytes]) -> bytes:
        page = HTML(string=html, url_fetcher=ImageFetcher(images))
        typography.bind(page.etree_element)
        document = self._laid_out(page)
        if ASKS_FOR_CATCHWORDS in page.etree_element.attrib:
            words = catchwords(_sheets(document))
            document = self._laid_out(page, CSS(string=style_sheet(words))) if words else document
        pdf: bytes = document.write_pdf(
            finisher=_finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
        return pdf

    def _laid_out(self, page: HTML, *more: CSS) -> Document:
        return page.render(font_config=self._fonts, stylesheets=[*self._sheets, *more], cache={})


def _sheets(document: Document) -> list[Any]:
    return [page._page_box for page in document.pages]


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """Archival by WeasyPrint, accessible by our own hand: one run offers one standard."""
    pdf_tags.mend(pdf, _sheets(document))
    pdf_metadata.claim_accessibility(pdf)
    typography.unbind(pdf)


class StylesheetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is published without types
    """Opens files beside the style sheets, and nothing else."""

    def __init__(self, stylesheets: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=["file"], fail_on_errors=True)
        self._directories = {sheet.resolve().parent for sheet in stylesheets}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        path = Path(URLFetcherResponse(url).path or "/")
        if path.resolve().parent not in self._directories:
            raise ValueError("outside the style sheets")
        return URLFetcherResponse(url, path.read_bytes())


class ImageFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is published without types
    """Serves the images sent with the document by name; every other address is refused."""

    def __init__(self, images: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=[])
        self._images = images

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme != "image" or name not in self._images:
            raise ValueError("not an image of this document")
        return URLFetcherResponse(url, self._images[name])


def _answer(press: Press, request: dict[str, Any], files: Iterator[bytes]) -> bytes:
    """What `infra.render.Renderer` asks for; files are read one by one."""
    match request["act"]:
        case "print":
            html = next(files).decode()
            return press.print(html, {name: smaller(next(files)) for name in request["images"]})
        case "join":
            overlay = next(files)
            return join(list(files), overlay=overlay, bookmarks=request["bookmarks"])
        case _:
            return json.dumps([page_sizes(pdf) for pdf in files]).encode()


def _requests(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """One after the other, until the parent closes the pipe."""
    while True:
        try:
            yield json.loads(read_frame(stream))
        except EOFError:
            return


def _limit_cpu(seconds: int) -> None:
    """An orphan whose parent was killed must not calculate for ever."""
    allowed = int(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(sys.argv[1:])
