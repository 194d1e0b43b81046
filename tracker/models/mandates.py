"""Who signs for whom: a.n. to one level below the giver, u.b. to the level after that."""

import re
from itertools import pairwise

from tracker.infra.text import N_
from tracker.models.errors import DomainError

# The levels of a region's secretariat from the top; other titles are on no level we know.
_LEVELS = (
    r"(Gubernur|Bupati|Wali\s?kota)",
    r"(Wakil\s+(Gubernur|Bupati|Wali\s?kota)|Sekretaris\s+Daerah)",
    r"Asisten",
    r"Kepala\s+Biro",
)
_CAPACITY = r"((Plt|Plh|Pj|Pjs)\.?\s+)?"
_MARK = re.compile(r"^\s*(a\.?\s?n|u\.?\s?b)\.\s*", re.I)


def mandate(signed_for: str, sub_delegated: str, *, position: str) -> str:
    """The givers of a mandate from the top, with semicolons; empty who signs in his own right.

    signed_for: the title that gives it (a.n.). sub_delegated: the title through which it came
    (u.b.). position: the title of who signs. Raises DomainError beside the field when a level is
    skipped, since a mandate reaches one level down, with u.b. two (Permendagri 1/2023).
    """
    givers = [_MARK.sub("", title) for title in (signed_for, sub_delegated) if title]
    if sub_delegated and not signed_for:
        raise DomainError(
            "mandate_without_giver",
            N_("Sebutkan dahulu pejabat yang memberi mandat (a.n.)."),
            field="signed_for",
        )
    for giver, taker in pairwise([*givers, position]):
        if not _follows(giver, taker):
            raise DomainError(
                "mandate_skips",
                N_(
                    "Mandat %(giver)s tidak turun langsung kepada %(taker)s. Isi a.n. untuk satu "
                    "tingkat; untuk dua tingkat, isi pula u.b. dengan pejabat di antaranya."
                ),
                field="sub_delegated" if sub_delegated else "signed_for",
                giver=giver,
                taker=taker,
            )
    return "; ".join(givers)


def _follows(giver: str, taker: str) -> bool:
    upper, lower = _level(giver), _level(taker)
    if upper is None or lower is None:
        return giver.casefold() != taker.casefold()
    return lower == upper + 1


def _level(title: str) -> int | None:
    matches = (re.match(rf"{_CAPACITY}{level}\b", title, re.I) for level in _LEVELS)
    return next((number for number, found in enumerate(matches) if found), None)
