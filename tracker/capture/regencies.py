"""Lampung's kabupaten and kota by any of their names, also where only the place is written."""

import re
from functools import cache

from tracker.capture.organisations import Mention
from tracker.models.directory import known_organisations


@cache
def regencies() -> dict[str, str]:
    """Every way a regency is written and its official name."""
    return {n: o.name for o in known_organisations() if o.kind == "regency_city" for n in o.names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((n for n in regencies() if not n.startswith("Pem")), key=len, reverse=True)
    return re.compile(rf"(?P<name>{'|'.join(map(re.escape, names))})(?!\w)")


def regency_at(prose: str, start: int, end: int) -> Mention | None:
    """The regency whose name stands at `start`, a bare place name included."""
    match = _pattern().match(prose, start, end)
    if not match:
        return None
    return Mention(start, match.end(), regencies()[match["name"]], "regency_city")
