"""Draws the pages of the file on stdin as JPEGs on stdout, in a process with little of everything.

Started by `infra.previews` as `python -m tracker.infra.preview_process MEDIA_TYPE START COUNT`; the
only place that opens what a stranger drew. What was drawn before an end by force is kept.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageOps

from tracker.infra.frames import write_frame

MEMORY_BYTES = 768 * 2**20
SECONDS = 20
MAX_PIXELS = 25_000_000
MAX_EDGE = 1_600  # pixels; a page of A4 is legible at it
LARGEST_SCALE = 4  # of a page the size of a stamp
QUALITY = 82


def main(arguments: Sequence[str]) -> None:
    media_type, start, count = arguments[0], int(arguments[1]), int(arguments[2])
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to its pipe, never to a file
    data = sys.stdin.buffer.read()
    if media_type == "application/pdf":
        document = pypdfium2.PdfDocument(data)
        document.init_forms()  # what was filled in belongs to the page
        _answer(len(document), _pages(document, start, count))
    else:
        _answer(1, _picture(data) if start == 0 else iter(()))


def _answer(pages: int, pictures: Iterator[Image.Image]) -> None:
    out = sys.stdout.buffer
    write_frame(out, json.dumps(pages).encode())
    out.flush()
    for picture in pictures:
        drawn = io.BytesIO()
        picture.save(drawn, "JPEG", quality=QUALITY)
        write_frame(out, drawn.getvalue())
        out.flush()


def _pages(document: pypdfium2.PdfDocument, start: int, count: int) -> Iterator[Image.Image]:
    for number in range(start, min(start + count, len(document))):
        page = document[number]
        edge = max(*page.get_size(), 1.0)
        scale = min(MAX_EDGE / edge, LARGEST_SCALE)
        yield page.render(scale=scale).to_pil().convert("RGB")
        page.close()


def _picture(data: bytes) -> Iterator[Image.Image]:
    """Upright, on white, and without what a camera notes about places."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (MAX_EDGE, MAX_EDGE))
        image.thumbnail((MAX_EDGE, MAX_EDGE))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        ground = Image.new("RGBA", upright.size, "white")
        yield Image.alpha_composite(ground, upright).convert("RGB")


if __name__ == "__main__":
    main(sys.argv[1:])
