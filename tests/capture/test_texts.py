"""Whole texts as offices and newspapers write them (people and figures invented), each read
beforehand by a person who had not seen the reader."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.capture.scoring import compare
from tracker.capture.reader import read_bytes

TEXTS = Path(__file__).parent / "texts"
SEED = "ucj-lampung-2025-09-18"
DEMO = Path(tracker.__file__ or "").parent / "demo"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in TEXTS.glob("*.expected.json"))


def content(name: str) -> bytes:
    folder = DEMO if name == SEED else TEXTS
    return (folder / f"{name}.txt").read_bytes()


def expected(name: str) -> dict[str, Any]:
    return json.loads((TEXTS / f"{name}.expected.json").read_text("utf-8"))  # type: ignore[no-any-return]  # an object


def evidence(node: Any) -> list[dict[str, Any]]:
    """Every source of a draft."""
    if isinstance(node, list):
        return [each for item in node for each in evidence(item)]
    if not isinstance(node, dict):
        return []
    if node.keys() == {"text", "start", "end"}:
        return [node]
    return [each for item in node.values() for each in evidence(item)]


def test_the_first_real_text_is_read_exactly() -> None:
    assert read_bytes(content(SEED)) == expected(SEED)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_where_it_says(name: str) -> None:
    text = content(name).decode()
    draft = read_bytes(content(name))
    sources = evidence(draft)
    assert all(text[each["start"] : each["end"]] == each["text"] for each in sources)
    assert all(each["text"].strip() for each in sources)


def test_nothing_is_invented_and_four_fifths_of_every_field_are_found() -> None:
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for name in NAMES:
        for field, counts in compare(expected(name), read_bytes(content(name))).items():
            total[field] += counts
    invented = {field: c["invented"] for field, c in total.items() if c["invented"]}
    missed = {f: c for f, c in total.items() if c["right"] < 0.8 * c["expected"]}
    assert (invented, missed) == ({}, {})
    assert sum(c["expected"] for c in total.values()) > 1000


@pytest.mark.parametrize("name", ["antrean-truk-hampir-kosong", "rapat-ditunda"])
def test_a_text_that_says_nothing_gives_nothing(name: str) -> None:
    draft = read_bytes(content(name))
    empty = ("date", "start_time", "venue", "host", "chair", "minute_taker")
    assert [draft[field] for field in empty] == [None] * 6
    assert draft["agreements"] == draft["organisations"] == draft["statements"] == []
    assert set(empty) <= set(draft["unknown"])
