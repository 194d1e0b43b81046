"""What a paper's small charts are drawn from; the numbers stand in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracker.documents.wording import figure

WIDTH = 998  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    """An indicator beside its target. value, target: as written. reached, aimed: along the bar."""

    indicator: str
    value: str
    target: str
    reached: int
    aimed: int


def bars(measurements: Sequence[dict[str, Any]]) -> list[Bar]:
    """Of measurements as a snapshot holds them, those whose target is known too."""
    return [
        _bar(m, Decimal(m["value"]), Decimal(m["target"]))
        for m in measurements
        if m["value"] and m["target"] and Decimal(m["target"]) > 0 and Decimal(m["value"]) >= 0
    ]


def _bar(measured: dict[str, Any], value: Decimal, target: Decimal) -> Bar:
    unit = measured["unit"]
    percent = figure(value, unit).endswith("%")
    whole = max(value, target, Decimal(100 if percent else 0))
    return Bar(
        measured["indicator"],
        figure(value, unit),
        figure(target, unit),
        round(WIDTH * value / whole),
        round(WIDTH * target / whole),
    )
