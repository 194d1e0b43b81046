"""A list too long for one go of the printer, as parts that are printed side by side and joined.

How it is divided follows from what it says alone: the same snapshot gives the same bytes on every
machine.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from tracker.models.printouts import PrintoutKind

# Two seconds and a half of one processor: a part ends in time also where others are at work.
ROWS = 125
DIVISIBLE = {PrintoutKind.WORK_MATRIX}


def in_parts(paper: dict[str, Any]) -> list[dict[str, Any]]:
    """A decoded snapshot as it is, or as several; what is asked of one action stays together.

    part: which of them, and how many actions the parts before it told.
    """
    if paper["kind"] not in DIVISIBLE or len(paper["items"]) <= ROWS:
        return [paper]
    parts, before = [], 0
    for number, actions in enumerate(_shares(paper["items"]), 1):
        items = [item for action in actions for item in action]
        parts.append({**paper, "items": items, "part": {"number": number, "before": before}})
        before += len(actions)
    return parts


def page_numbers(paper: dict[str, Any], pages: int) -> dict[str, Any]:
    """What to print over the pages of all parts."""
    return {**paper, "items": [], "pages": pages}


def _shares(items: Sequence[dict[str, Any]]) -> Iterator[list[list[dict[str, Any]]]]:
    """Actions with their rows, about ROWS rows at a time."""
    share: list[list[dict[str, Any]]] = []
    rows = 0
    for _, action in groupby(items, key=lambda item: item["action"]):
        share.append(list(action))
        rows += len(share[-1])
        if rows >= ROWS:
            yield share
            share, rows = [], 0
    if share:
        yield share
