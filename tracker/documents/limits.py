"""How much rich text one paper may hold: what is beyond would keep the renderer from finishing."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from tracker.infra.text import N_, TooComplex, rich_text
from tracker.models.errors import DomainError

MAX_CHARACTERS = 400_000
MAX_ELEMENTS = 6_000
MAX_CELLS = 2_000
MAX_COLUMNS = 20


def require_printable(sections: Iterable[dict[str, Any]]) -> None:
    """Raise DomainError, naming the section, when its text is more than paper can carry."""
    extent = _Extent()
    for section in sections:
        try:
            extent.feed(rich_text(section["body"], plain=False))
        except TooComplex as error:
            raise _refusal(section) from error
        if extent.exceeded:
            raise _refusal(section)


def _refusal(section: dict[str, Any]) -> DomainError:
    return DomainError(
        "too_complex",
        N_(
            "Bagian “%(heading)s” terlalu panjang atau tabelnya terlalu rumit untuk dicetak. "
            "Ringkas teksnya, atau jadikan lampiran."
        ),
        heading=section["heading"],
    )


class _Extent(HTMLParser):
    """Counts over all sections together, since they end up in one document."""

    def __init__(self) -> None:
        super().__init__()
        self._characters = self._elements = self._cells = self._columns = self._tables = 0
        self.exceeded = False

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
        self._characters += len(data)
        self.exceeded |= self._characters > MAX_CHARACTERS
