"""A signature drawn on a screen: points in, the data of one SVG path out.

Evidence of presence, no electronic signature in the sense of law. Nothing of what a browser sent
is stored as it came: only M, L and numbers within the box leave this file.
"""

import json
import math
from itertools import pairwise
from typing import Any

from tracker.infra.text import N_
from tracker.models.errors import DomainError

WIDTH, HEIGHT = 300, 100
MAX_TEXT = 100_000
MAX_STROKES = 60
MAX_POINTS = 5_000
SHORTEST = 20.0  # of all its strokes together, in units of the box
# Points nearer than this to the one before are left out; the next only when too many are left.
SPACINGS = (0.8, 1.6, 3.2)
MAX_PATH = 6_000  # characters: a hall full of the longest still prints

Point = tuple[float, float]


def path_of(drawn: str) -> str:
    """SVG path data in a box of WIDTH by HEIGHT; "" when nothing was drawn.

    drawn: JSON, {"width": …, "height": …, "strokes": [[x, y, x, y, …], …]}, in the measures of the
    canvas. Raises DomainError for anything else, for too much, and for a mere dot.
    """
    if not drawn:
        return ""
    if len(drawn) > MAX_TEXT:
        raise _unreadable()
    strokes = _strokes(drawn)
    if not strokes:
        return ""
    if sum(math.dist(*pair) for stroke in strokes for pair in pairwise(stroke)) < SHORTEST:
        raise DomainError(
            "signature_short", N_("Tanda tangan terlalu pendek. Ulangi."), field="signature"
        )
    for spacing in SPACINGS:
        path = "".join(_path(_thinned(stroke, spacing)) for stroke in strokes)
        if len(path) <= MAX_PATH:
            return path
    raise DomainError(
        "signature_dense",
        N_("Tanda tangan terlalu rumit. Ulangi dengan lebih sederhana."),
        field="signature",
    )


def _strokes(drawn: str) -> list[list[Point]]:
    try:
        told: Any = json.loads(drawn)
        width, height = _number(told["width"]), _number(told["height"])
        numbers = [[_number(n) for n in stroke] for stroke in told["strokes"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _unreadable() from error
    if not (0 < width <= 10_000 and 0 < height <= 10_000) or len(numbers) > MAX_STROKES:
        raise _unreadable()
    if sum(map(len, numbers)) > 2 * MAX_POINTS or any(len(stroke) % 2 for stroke in numbers):
        raise _unreadable()
    scale = min(WIDTH / width, HEIGHT / height)
    left, top = (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2
    return [
        [
            (_within(left + x * scale, WIDTH), _within(top + y * scale, HEIGHT))
            for x, y in zip(stroke[::2], stroke[1::2], strict=True)
        ]
        for stroke in numbers
        if stroke
    ]


def _thinned(stroke: list[Point], spacing: float) -> list[Point]:
    kept = [stroke[0]]
    for point in stroke[1:]:
        if math.dist(kept[-1], point) >= spacing:
            kept.append(point)
    return kept


def _path(stroke: list[Point]) -> str:
    return f"M{'L'.join(_written(point) for point in stroke)}"


def _written(point: Point) -> str:
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in point)


def _number(value: object) -> float:
    if type(value) not in {int, float} or not math.isfinite(number := float(str(value))):
        raise ValueError("no number")
    return number


def _within(number: float, most: int) -> float:
    return min(max(number, 0.0), float(most))


def _unreadable() -> DomainError:
    return DomainError(
        "signature_unreadable", N_("Tanda tangan tidak terbaca. Ulangi."), field="signature"
    )
