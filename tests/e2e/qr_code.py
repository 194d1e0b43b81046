"""Reads a QR code off a picture, as a phone's camera would, for codes of up to 42 bytes.

Versions 2 and 3 at level M hold one block of data, so its codewords lie in order; what a camera
needs error correction for does not happen on a screenshot.
"""

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image

_MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)

Grid = list[list[bool]]


def read_qr(picture: Image.Image) -> str:
    """The text of the one code in the picture, dark on light, upright."""
    grid = _modules(picture)
    mask = _MASKS[(grid[8][2] << 2 | grid[8][3] << 1 | grid[8][4]) ^ 0b101]
    bits = "".join(
        str(int(grid[row][column] ^ mask(row, column))) for row, column in _path(len(grid))
    )
    assert bits[:4] == "0100", "bytes are what an address is written in"
    length = int(bits[4:12], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode("ascii")


def _modules(picture: Image.Image) -> Grid:
    dark = picture.convert("L").point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    edge = [dark.getpixel((x, top + 2)) for x in range(left, right)]
    finder = next(at for at, (here, there) in enumerate(pairwise(edge), 1) if here and not there)
    size = round((right - left) * 7 / finder)
    across, down = (right - left) / size, (bottom - top) / size
    return [
        [
            bool(dark.getpixel((left + int((c + 0.5) * across), top + int((r + 0.5) * down))))
            for c in range(size)
        ]
        for r in range(size)
    ]


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The way the data lie: pairs of columns from the right, up and down in turn."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if not _is_fixed(row, column, size):
                    yield row, column
        upwards = not upwards


def _is_fixed(row: int, column: int, size: int) -> bool:
    finders = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    aligning = size - 9 <= row <= size - 5 and size - 9 <= column <= size - 5
    return finders or aligning or row == 6 or column == 6
