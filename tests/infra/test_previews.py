"""Pictures of files that strangers made: what can be drawn is, and nothing else happens."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from tests.evidence import pdf_of, photo
from tracker.infra.previews import BROKEN, pictures_of

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


def sizes(pictures):
    return [Image.open(io.BytesIO(image)).size for image in pictures.images]


def png_saying(width, height):
    """A few bytes that claim to be a picture of this size."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + end


def page_of_spaces(megabytes):
    """A PDF of some kilobytes whose second page has that many megabytes of spaces, packed twice."""
    press = zlib.compressobj(9)
    first, again = (press.compress(b" " * 2**20) + press.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    content = zlib.compress(first + again * (megabytes - 1) + press.flush(), 9)
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, content)
        filters = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
        stream.write(content, filter=pikepdf.Array(filters))
        pdf.pages[1].Contents = stream
        pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()


def test_pages_are_drawn_some_at_a_time():
    first = pictures_of(pdf_of(3), PDF, start=0, count=2)
    assert (first.pages, len(first.images), first.failure) == (3, 2, "")
    assert max(sizes(first)[0]) == 1600
    rest = pictures_of(pdf_of(3), PDF, start=2, count=2)
    assert (len(rest.images), rest.failure) == (1, "")


def test_a_photo_stands_upright_is_made_smaller_and_tells_no_place():
    drawn = pictures_of(photo(2000, 1000, turned=True), JPEG, start=0, count=10)
    assert sizes(drawn) == [(800, 1600)]
    assert not dict(Image.open(io.BytesIO(drawn.images[0])).getexif())


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7 rusak", PDF),
        (png_saying(60_000, 60_000), PNG),
        (png_saying(100, 100), PNG),
        (b"<svg onload='x'/>", PNG),
        (photo(), PDF),
    ],
)
def test_what_is_broken_or_pretends_is_only_said(data, media_type):
    drawn = pictures_of(data, media_type, start=0, count=10)
    assert (drawn.images, drawn.failure) == ([], BROKEN)


def test_what_was_drawn_before_an_end_by_force_is_kept():
    drawn = pictures_of(page_of_spaces(600), PDF, start=0, count=10)
    assert (drawn.pages, len(drawn.images), drawn.failure) == (2, 1, BROKEN)


def test_what_takes_too_long_is_ended():
    drawn = pictures_of(pdf_of(1), PDF, start=0, count=1, seconds=0.01)
    assert (drawn.pages, drawn.images, drawn.failure) == (0, [], BROKEN)
