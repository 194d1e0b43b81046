"""How much one paper may hold: what is beyond would keep the renderer from finishing in time.

A paper at these limits has some hundred pages and takes a few seconds; far beyond any meeting.
"""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from tracker.documents.shares import in_parts
from tracker.infra.text import N_, TooComplex, rich_text
from tracker.models.documents import DocumentKind
from tracker.models.errors import DomainError

MAX_CHARACTERS = 250_000
MAX_ROWS = 1_200
MAX_ELEMENTS = 3_000
MAX_CELLS = 2_000
MAX_STROKES = 2_000_000  # characters of drawn signatures
MAX_COLUMNS = 20
# Words longer than a line are broken letter by letter, at a cost that grows with their square.
LONG_WORD = 60
MAX_LONG_WORDS = 10_000


def require_printable(paper: dict[str, Any]) -> None:
    """Raise DomainError when a decoded snapshot is more than paper can carry, saying where."""
    for part in in_parts(paper):
        _require_printable(part)


def _require_printable(paper: dict[str, Any]) -> None:
    sections = paper.get("sections", [])  # only a notula has them
    strokes = sum(len(person["signature"]) for person in _signed(paper))
    lines = list(_texts({**paper, "sections": [s["heading"] for s in sections]}))
    bodies = [section["body"] for section in sections]
    rows = sum(len(part) for part in paper.values() if isinstance(part, list))
    extent = _Extent()
    extent.add_words(lines)
    exceeded = extent.exceeded or rows > MAX_ROWS or strokes > MAX_STROKES
    if exceeded or sum(map(len, [*lines, *bodies])) > MAX_CHARACTERS:
        raise DomainError(
            "too_long", N_("Naskah ini terlalu panjang untuk dicetak. Jadikan sebagian lampiran.")
        )
    for section in sections:
        try:
            extent.feed(rich_text(section["body"], plain=False))
        except TooComplex:
            extent.exceeded = True
        if extent.exceeded:
            raise DomainError(
                "too_complex",
                N_(
                    "Bagian “%(heading)s” terlalu panjang atau tabelnya terlalu rumit untuk "
                    "dicetak. Ringkas isinya, atau jadikan lampiran."
                ),
                heading=section["heading"],
            )


def _signed(paper: dict[str, Any]) -> list[dict[str, Any]]:
    rows = paper.get("rows", []) if paper["kind"] == DocumentKind.ATTENDANCE else []
    return [row for row in rows if row["signature"]]


def _texts(value: object) -> Iterator[str]:
    """Every text of a decoded snapshot, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts([v for name, v in value.items() if name != "signature"])


class _Extent(HTMLParser):
    """Counts over all sections together, since they end up in one document."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._cells = self._columns = self._tables = self._long_words = 0
        self.exceeded = False

    def add_words(self, texts: Iterable[str]) -> None:
        words = (len(word) for text in texts for word in text.split())
        self._long_words += sum(length for length in words if length > LONG_WORD)
        self.exceeded |= self._long_words > MAX_LONG_WORDS

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._elements += 1
        if tag == "table":
            self._tables += 1
        elif tag == "tr":
            self._columns = 0
        elif tag in {"td", "th"}:
            self._cells += 1
            self._columns += int(dict(attrs).get("colspan") or 1)
        self.exceeded |= (
            self._elements > MAX_ELEMENTS
            or self._cells > MAX_CELLS
            or self._columns > MAX_COLUMNS
            or self._tables > 1  # a table within a table
        )

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1

    def handle_data(self, data: str) -> None:
        self.add_words([data])
