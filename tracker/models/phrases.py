"""Frasa: sentences that minutes use again and again, shipped with the program."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "phrases.toml"


@dataclass(frozen=True, slots=True)
class Phrase:
    """text holds blanks in braces: `{nama pimpinan}`. key: a short word to find it by."""

    group: str
    key: str
    text: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """In the order of the data file, which is that of a meeting."""
    rows = tomllib.loads(_DATA.read_text("utf-8"))["phrase"]
    return tuple(Phrase(row["group"], row["key"], row["text"]) for row in rows)
