"""Order of precedence: by level of the post, then by kind of organisation, then by name."""

import re

from tracker.models.organisations import OrganisationKind
from tracker.models.people import PositionLevel

_CAPACITY = r"(?:(?:Plt|Plh|Pj|Pjs)\.?\s+)?"
# Titles as people type them, the highest first.
_TITLES = tuple(
    (level, re.compile(rf"{_CAPACITY}(?:{words})\b", re.I))
    for level, words in (
        (PositionLevel.VICE_GOVERNOR, r"Wakil\s+(?:Gubernur|Bupati|Wali\s?kota)"),
        (PositionLevel.GOVERNOR, r"Gubernur|Bupati|Wali\s?kota"),
        (PositionLevel.REGIONAL_SECRETARY, r"Sekretaris\s+Daerah|Sekda(?:prov)?"),
        (PositionLevel.ASSISTANT, r"Asisten"),
        (PositionLevel.GOVERNOR_ADVISER, r"Staf\s+Ahli"),
        (
            PositionLevel.HEAD,
            r"Inspektur(?!\s+Pembantu)|Direktur|Kepala\s+(?:Dinas|Badan|Biro|Satuan|Kantor"
            r"|Kanwil|Balai|Perwakilan|Pelaksana)|Sekretaris\s+DPRD",
        ),
    )
)
_LEVELS = list(PositionLevel)
_KINDS = list(OrganisationKind)

Rank = tuple[int, int, str]


def level_of(title: str) -> PositionLevel:
    """The level of a post by its title alone; whatever is not known stands below the heads."""
    return next((level for level, words in _TITLES if words.match(title)), PositionLevel.OFFICER)


def rank(level: PositionLevel, kind: OrganisationKind | None, name: str) -> Rank:
    """What a list in order of precedence is sorted by; unknown organisations come last."""
    place = _KINDS.index(kind) if kind else len(_KINDS)
    return _LEVELS.index(level), place, name.casefold()
