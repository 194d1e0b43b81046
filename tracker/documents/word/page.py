"""The page of a paper in Word: what the snapshot says of it, or what papers had before it said."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in centimetres; size in points; spacing in lines."""

    width: float = 21.0
    height: float = 29.7
    top: float = 2.0
    right: float = 2.0
    bottom: float = 2.5
    left: float = 3.0
    font: str = "Arial"
    size: float = 12
    spacing: float = 1.15


def page_of(paper: dict[str, Any]) -> Page:
    """Of a decoded snapshot."""
    return Page()
