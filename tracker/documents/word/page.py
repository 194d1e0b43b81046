"""The page of a paper in the terms of a word processor."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in millimetres, sizes in points, spacing in lines.

    widest_margin: of sheets of many columns. government, office: the letterhead's sizes.
    number_above, number_below: with {PAGE} and {NUMPAGES}; from the second page on.
    """

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    widest_margin: float
    font: str
    size: float
    spacing: float
    government: float
    office: float
    double_rule: bool
    number_above: str
    number_below: str

    def turned(self, *, landscape: bool) -> Self:
        """As it is, or on its side."""
        if not landscape:
            return self
        sides = ("top", "right", "bottom", "left")
        margins = {side: min(getattr(self, side), self.widest_margin) for side in sides}
        return replace(self, width=self.height, height=self.width, **margins)
