"""What the papers' style sheet says that Word must know too: widths of columns, breaks, lines kept.

Read from the one style sheet, so that a column made wider there is wider here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.config import PROJECT
from tracker.documents.word.xml import CENTIMETRE

PAPERS = PROJECT / "templates" / "documents" / "papers.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)(?:\s+t[hd](?::nth-child\((\d+)\))?)?")
_WIDTH = re.compile(r"(auto|([\d.]+)(cm|mm|%))")
_UNITS = {"cm": CENTIMETRE, "mm": CENTIMETRE / 10}


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
        said = [self._width(classes, column, whole) for column in range(1, columns + 1)]
        free = [width for width in said if not width]
        rest = max(whole - sum(said), len(free) * CENTIMETRE)
        widths = [width or rest // len(free) for width in said]
        return [width * whole // sum(widths) for width in widths]

    def _width(self, classes: Collection[str], column: int, whole: int) -> int:
        found = _WIDTH.fullmatch(self.value(classes, "width", column=column))
        if found is None or found[1] == "auto":
            return 0
        share = float(found[2])
        return round(share * whole / 100 if found[3] == "%" else share * _UNITS[found[3]])


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
            column = int(found[2] or 1) if cells else 0
            rules += [(found[1], column, n.strip(), v.strip()) for n, v in pairs]
    return Sheet(tuple(rules))
