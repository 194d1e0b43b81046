"""Compares what the reader gave with what a person read, field by field."""

from collections import Counter, defaultdict
from typing import Any

HEAD = ("subject", "date", "start_time", "end_time", "zone", "venue", "mode", "host", "chair")
LISTS = ("organisations", "references", "indicators", "statements", "agreements")
Score = dict[str, Counter[str]]


def compare(expected: dict[str, Any], got: dict[str, Any]) -> Score:
    """Per field: how many values a person found (expected), of those read (right), and invented."""
    score: Score = defaultdict(Counter)
    for field in (*HEAD, "minute_taker"):
        _leaf(score, field, expected[field], got[field])
    for field in LISTS:
        _rows(score, field, expected[field], got[field])
    codes = [{w["code"] for w in draft["warnings"]} for draft in (expected, got)]
    score["warnings"] += Counter(
        expected=len(codes[0]), right=len(codes[0] & codes[1]), invented=len(codes[1] - codes[0])
    )
    return score


def _rows(score: Score, field: str, expected: list[Any], got: list[Any]) -> None:
    left = {_key(row): row for row in got}
    for row in expected:
        other = left.pop(_key(row), None)
        for name, value in row.items():
            if name in {"value", "source", "order", "as_written"}:
                continue
            _leaf(score, f"{field}.{name}", value, other[name] if other else None)
        if "value" in row:
            score[field] += Counter(expected=1, right=int(other is not None))
    score[field]["invented"] += len(left)


def _key(row: dict[str, Any]) -> Any:
    """What tells one row from another: its own value, or the place of its text or figure."""
    for name in ("text", "number", "value", "target", "rank"):
        part = row.get(name)
        if isinstance(part, dict):
            return name, part["source"][0]["start"]
        if part is not None:
            return name, part
    raise AssertionError(row)


def _leaf(score: Score, field: str, expected: Any, got: Any) -> None:
    wanted, read = _value(expected), _value(got)
    counts = Counter(expected=len(wanted), right=len(wanted & read), invented=len(read - wanted))
    score[field] += counts


def _value(leaf: Any) -> set[str]:
    if leaf is None:
        return set()
    if isinstance(leaf, list):
        return {str(each["value"]) for each in leaf}
    return {str(leaf["value"]) if isinstance(leaf, dict) else str(leaf)}
