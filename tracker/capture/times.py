"""Clock times with their zone: `pukul 09.00 WIB s.d. selesai`, `10.00–16.20 WIT`."""

import re
from dataclasses import dataclass

from tracker.capture.draft import Leaf, leaf_at
from tracker.capture.source import Source
from tracker.capture.words import ZONES

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_PART = r"(?:\s?(?P<{}>pagi|siang|sore|malam))?"
_ZONE = r"(?:\s?\(?(?P<{}>WITA|WIB|WIT)\b\)?)?"
_TIMES = re.compile(
    rf"(?P<word>\b(?:pukul|jam|pkl\.?)\s?:?\s?(?P<bare>{_CLOCK}|(?:[01]?\d|2[0-4])\b(?![.,:%]\d)))"
    rf"|(?<![\d.,:/-])(?P<clock>{_CLOCK})(?![\d.]*[.,:/%]?\d)",
    re.IGNORECASE,
)
_REST = re.compile(
    _PART.format("part")
    + _ZONE.format("zone1")
    + rf"(?:\s?(?:-|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga)\s?(?:(?:pukul|jam|pkl\.?)\s?)?"
    rf"(?:(?P<last>{_CLOCK}|(?:[01]?\d|2[0-4])(?=\s?(?:WI|pagi|siang|sore)))"
    + _PART.format("part2")
    + _ZONE.format("zone2")
    + r"|(?P<open>selesai)))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundTime:
    """A clock time or span of the text, each part with its place."""

    start: int
    end: int
    first: Leaf
    last: Leaf | None
    zone: Leaf | None
    spoken: bool
    open_ended: Leaf | None


def find_times(source: Source, start: int, end: int, *, labelled: bool = False) -> list[FoundTime]:
    """The clock times between two places.

    A bare `09.00` counts only on a `labelled` line, with a zone or with an end.
    """
    found = []
    position = start
    while match := _TIMES.search(source.plain, position, end):
        rest = _REST.match(source.plain, match.end(), end)
        position = max(match.end(), rest.end() if rest else 0)
        each = _read(source, match, rest, labelled=labelled) if rest else None
        if each:
            found.append(each)
    return found


def _read(
    source: Source, match: re.Match[str], rest: re.Match[str], *, labelled: bool
) -> FoundTime | None:
    group = "bare" if match["word"] else "clock"
    sure = labelled or rest["zone1"] or rest["zone2"] or rest["last"] or rest["open"]
    if not match["word"] and not sure:
        return None
    if match["word"] and match["bare"].isdigit() and not (rest["zone1"] or rest["part"]):
        return None
    first = _clock(source, match, group, rest["part"])
    last = _clock(source, rest, "last", rest["part2"]) if rest["last"] else None
    zone = next((_zone(source, rest, name) for name in ("zone2", "zone1") if rest[name]), None)
    end = max(match.end(), rest.end())
    until = leaf_at(source, *rest.span("open")) if rest["open"] else None
    return FoundTime(match.start(), end, first, last, zone, bool(match["word"]), until)


def _clock(source: Source, match: re.Match[str], group: str, part: str | None) -> Leaf:
    hour, _, minute = match[group].replace(".", ":").partition(":")
    late = part is not None and part.lower() in {"siang", "sore", "malam"} and int(hour) < 11
    value = f"{int(hour) + 12 * late:02}:{minute or '00'}"
    return Leaf(value, [source.evidence(*match.span(group))])


def _zone(source: Source, match: re.Match[str], group: str) -> Leaf:
    return Leaf(ZONES[match[group].upper()], [source.evidence(*match.span(group))])
