"""Where on a paper a signature's block finds room: above the name, beside the code, or nearby.

The page is drawn small and looked at, so that it holds whatever the paper looks like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

SIZES = ((160.0, 60.0), (136.0, 52.0), (112.0, 44.0))
CELL = 3  # points
PADDING = 3.0
MARGIN = 24.0  # what printers leave out
CODE = 64.0  # from where the link begins to the right of the code above it


_Size = tuple[float, float]
_Spot = tuple[float, float]


class NoRoom(Exception):
    """No block of the least size fits on the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """In points from the lower left corner of the page, which is counted from 1."""

    page: int
    page_height: float
    left: float
    bottom: float
    width: float
    height: float

    def from_above(self) -> dict[str, float]:
        """The same with its upper left corner."""
        top = self.page_height - self.bottom - self.height
        return {
            "page": self.page,
            "left": self.left,
            "top": top,
            "width": self.width,
            "height": self.height,
        }


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float


def find_places(pdf: bytes, *, link: str, names: Sequence[str]) -> list[Place]:
    """One for each name, on the last page with a link to this address.

    Raises NoRoom, and ValueError without such a page.
    """
    number, links = _linked_page(pdf, link)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()  # signatures made before take room as well
    page = document[number]
    room, places = _Room(page), []
    for name in names:
        size, spot = _free_spot(page, room, links, name)
        room.take(*spot, *size)
        places.append(Place(number + 1, page.get_size()[1], *spot, *size))
    return places


def _free_spot(page: Any, room: "_Room", links: list[_Box], name: str) -> tuple[_Size, _Spot]:
    above, beside, width = _above(page, name), _beside(links), page.get_size()[0]
    wanted = ((size, spot) for spots in (above, beside) for size in SIZES for spot in spots)
    anywhere = ((size, spot) for size in SIZES for spot in _around(links, size, width))
    for size, spot in chain(wanted, anywhere):
        if room.is_free(*spot, *size):
            return size, spot
    raise NoRoom


def _linked_page(pdf: bytes, link: str) -> tuple[int, list[_Box]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        for number in reversed(range(len(document.pages))):
            notes: Any = document.pages[number].obj.get("/Annots", [])
            links = [_box(note.Rect) for note in notes if _leads_to(note, link)]
            if links:
                return number, links
    raise ValueError("no page links there")


def _leads_to(note: Any, link: str) -> bool:
    return "/A" in note and str(note.A.get("/URI", "")) == link


def _box(rectangle: Any) -> _Box:
    x, y, other_x, other_y = (float(edge) for edge in rectangle)
    return _Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def _above(page: Any, name: str) -> list[_Spot]:
    """Over the lowest mention: a signature stands below whatever else names its maker."""
    text, boxes = page.get_textpage(), []
    search = text.search(name, match_case=True)
    while hit := search.get_next():
        boxes.append(_box(text.get_charbox(hit[0])))
    lowest = sorted(boxes, key=lambda box: box.bottom)[:1]
    return [(box.left, box.top + lift) for box in lowest for lift in range(4, 24, CELL)]


def _beside(links: list[_Box]) -> list[_Spot]:
    """Right of the code, which stands a line or two above the link."""
    left, top = min(box.left for box in links), max(box.top for box in links)
    lifts, shifts = range(18, 46, CELL), range(0, 16, CELL)
    return [(left + CODE + shift, top + lift) for lift in lifts for shift in shifts]


def _around(links: list[_Box], size: _Size, width: float) -> list[_Spot]:
    """Every spot of the page, the nearest first."""
    left, top = min(box.left for box in links), max(box.top for box in links)
    spots = (
        (float(x), float(y))
        for x in range(int(MARGIN), int(width - size[0] - MARGIN), 4 * CELL)
        for y in range(int(MARGIN), 1200, 4 * CELL)
    )
    return sorted(spots, key=lambda spot: (spot[0] - left) ** 2 + (spot[1] - top) ** 2)


class _Room:
    """The page as cells that are white or not."""

    def __init__(self, page: Any) -> None:
        picture = page.render(scale=2 / CELL * 2).to_pil().convert("L")
        self._columns, self._rows = picture.width // 4, picture.height // 4
        small = picture.resize((self._columns, self._rows), Image.Resampling.BOX)
        self._white = [value >= 254 for value in small.tobytes()]

    def is_free(self, left: float, bottom: float, width: float, height: float) -> bool:
        right, top = (left + width) / CELL, (bottom + height) / CELL
        edge = MARGIN / CELL
        inside = left >= MARGIN and bottom >= MARGIN and right < self._columns - edge
        return (
            inside
            and top < self._rows - edge
            and all(all(self._white[row]) for row in self._strips(left, bottom, width, height))
        )

    def take(self, left: float, bottom: float, width: float, height: float) -> None:
        for row in self._strips(left, bottom, width, height):
            self._white[row] = [False] * (row.stop - row.start)

    def _strips(self, left: float, bottom: float, width: float, height: float) -> Iterator[slice]:
        """The cells of a box and its padding, row by row."""
        first, last = int((left - PADDING) / CELL), int((left + width + PADDING) / CELL)
        lowest = self._rows - 1 - int((bottom - PADDING) / CELL)
        highest = self._rows - 1 - int((bottom + height + PADDING) / CELL)
        for row in range(highest, lowest + 1):
            yield slice(row * self._columns + first, row * self._columns + last + 1)
