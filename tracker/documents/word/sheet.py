"""What the papers' style sheet says that Word must know too: widths of columns, breaks, lines kept.

Read from the one style sheet, so that a column made wider there is wider here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.config import PROJECT
from tracker.documents.word.xml import CENTIMETRE, POINT

PAPERS = PROJECT / "templates" / "documents" / "papers.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)(?:\s+t[hd](?::nth-child\((\d+)\)|:(last)-child)?)?")
_LENGTH = re.compile(r"([\d.]+)(cm|mm|pt|%)")
_UNITS = {"cm": CENTIMETRE, "mm": CENTIMETRE / 10, "pt": POINT}
LAST = -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """rules: class, column (0: the thing itself), property and value, in their order."""

    rules: tuple[tuple[str, int, str, str], ...]

    def value(self, classes: Collection[str], name: str, *, column: int = 0) -> str:
        """The last that is said of a property for any of the classes; empty when nothing is."""
        said = [r[3] for r in self.rules if r[0] in classes and r[1:3] == (column, name)]
        return said[-1] if said else ""

    def widths(self, classes: Collection[str], columns: int, whole: int) -> list[int]:
        """The widths of a table's columns; those of which nothing is said share the rest."""
        said = [self._length(classes, "width", column, whole) for column in range(1, columns + 1)]
        said[-1] = self._length(classes, "width", LAST, whole) or said[-1]
        free = [width for width in said if not width]
        rest = max(whole - sum(said), len(free) * CENTIMETRE)
        widths = [width or rest // len(free) for width in said]
        return [width * whole // sum(widths) for width in widths]

    def height(self, classes: Collection[str]) -> int:
        """Of a table's rows at least; 0 when nothing is said."""
        return self._length(classes, "height", 1)

    def left(self, classes: Collection[str]) -> int:
        """How far from the edge a thing stands."""
        margins = self.value(classes, "margin").split()
        return self._told(margins[3]) if len(margins) == 4 else 0

    def _length(self, classes: Collection[str], name: str, column: int, whole: int = 0) -> int:
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
    """The rules of single classes, and of the cells of tables of a class."""
    rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", path.read_text())):
        pairs = [pair.split(":", 1) for pair in body.split(";") if ":" in pair]
        for selector in selectors.split(","):
            found = _CLASS.fullmatch(selector.strip())
            if found is None:
                continue
            cells = " " in selector.strip()
            column = (LAST if found[3] else int(found[2] or 1)) if cells else 0
            rules += [(found[1], column, n.strip(), v.strip()) for n, v in pairs]
    return Sheet(tuple(rules))
