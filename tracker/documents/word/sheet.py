"""What the papers' style sheet says that Word must know too: widths of columns, breaks, lines kept.

Read from the one style sheet, so that a column made wider there is wider here.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.config import PROJECT
from tracker.documents.word.xml import CENTIMETRE, POINT

PAPERS = PROJECT / "templates" / "documents" / "papers.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_THING = re.compile(r"((?:\.[\w-]+)+)")
_CELLS = re.compile(
    r"(?:\.[\w-]+\s+)?((?:\.[\w-]+)+)\s+(t[hd])(?::nth-child\((\d+)\)|:(last)-child)?"
)
_LENGTH = re.compile(r"([\d.]+)(cm|mm|pt|%)")
_UNITS = {"cm": CENTIMETRE, "mm": CENTIMETRE / 10, "pt": POINT}
LAST = -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """rules: classes, column (0: the thing itself), property and value, in their order.

    What holds for all cells of a sort stands as a property of the thing: `td text-align`.
    """

    rules: tuple[tuple[frozenset[str], int, str, str], ...]

    def value(self, classes: Set[str], name: str, *, column: int = 0) -> str:
        """The last that is said of a property for any of the classes; empty when nothing is."""
        said = [r[3] for r in self.rules if r[0] <= classes and r[1:3] == (column, name)]
        return said[-1] if said else ""

    def widths(self, classes: Set[str], columns: int, whole: int) -> list[int]:
        """The widths of a table's columns; those of which nothing is said share the rest."""
        said = [self._length(classes, "width", column, whole) for column in range(1, columns + 1)]
        said[-1] = self._length(classes, "width", LAST, whole) or said[-1]
        free = [width for width in said if not width]
        rest = max(whole - sum(said), len(free) * CENTIMETRE)
        widths = [width or rest // len(free) for width in said]
        return [width * whole // sum(widths) for width in widths]

    def height(self, classes: Set[str]) -> int:
        """Of a table's rows at least; 0 when nothing is said."""
        return self._length(classes, "height", 1)

    def top(self, classes: Set[str]) -> int:
        """How far below the thing before it a thing stands."""
        margin = self.value(classes, "margin").split()
        return self._told(self.value(classes, "margin-top") or (margin[0] if margin else ""))

    def left(self, classes: Set[str], whole: int = 0) -> int:
        """How far from the edge a thing stands. whole: the room it has."""
        margins = self.value(classes, "margin").split()
        said = margins[3] if len(margins) == 4 else self.value(classes, "margin-left")
        return self._told(said, whole)

    def _length(self, classes: Set[str], name: str, column: int, whole: int = 0) -> int:
        return self._told(self.value(classes, name, column=column), whole)

    def _told(self, said: str, whole: int = 0) -> int:
        """0 for what is no length of paper: auto, or a part of nothing."""
        found = _LENGTH.fullmatch(said)
        if found is None:
            return 0
        share = float(found[1])
        return round(share * whole / 100 if found[2] == "%" else share * _UNITS[found[2]])


@cache
def papers_sheet() -> Sheet:
    return read_sheet(PAPERS)


def read_sheet(path: Path) -> Sheet:
    """The rules of things by their classes, and of the cells of tables and rows by theirs."""
    rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", path.read_text())):
        said = [pair.split(":", 1) for pair in body.split(";") if ":" in pair]
        for classes, column, tag in _selected(selectors):
            for name, value in said:
                rules.append((classes, column, name.strip(), value.strip()))
                if tag:
                    rules.append((classes, 0, f"{tag} {name.strip()}", value.strip()))
    return Sheet(tuple(rules))


def _selected(selectors: str) -> Iterator[tuple[frozenset[str], int, str]]:
    """What a rule is for: classes, column, and th or td when it is for all such cells.

    What is chosen in other ways is the PDF's affair.
    """
    for selector in map(str.strip, selectors.split(",")):
        if thing := _THING.fullmatch(selector):
            yield frozenset(thing[1].split(".")[1:]), 0, ""
        elif cells := _CELLS.fullmatch(selector):
            some = cells[3] or cells[4]
            column = LAST if cells[4] else int(cells[3] or 1)
            yield frozenset(cells[1].split(".")[1:]), column, "" if some else cells[2]
