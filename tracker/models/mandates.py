"""Who signs for whom: a.n. to one level below the giver, u.b. to the level after that."""

import re
from itertools import pairwise

from sqlalchemy.orm import Session

from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.letterheads import is_regency
from tracker.models.people import bare_title

# Levels from the top; a title may stand on several ladders. Titles on none are on no level we know.
_HEAD_OF_REGION = r"Gubernur|Bupati|Wali\s?kota"
_BELOW_HEAD = r"Wakil\s+(?:Gubernur|Bupati|Wali\s?kota)|Sekretaris\s+Daerah"
_SECTION = r"Kepala\s+Bagian|Kabag"
_SUBSECTION = r"Kepala\s+Sub\s?bagian|Kasubbag|Kepala\s+Seksi|Kepala\s+Sub\s?bidang"
_AGENCY = (
    r"Kepala\s+(?:Dinas|Badan|Satuan)|Inspektur(?!\s+Pembantu)|Sekretaris\s+(?:DPRD|Dewan)|Direktur"
)
_UNDER_AGENCY = (
    r"Sekretaris\s+(?!Daerah|DPRD|Dewan)|Sekretaris$|Kepala\s+Bidang|Inspektur\s+Pembantu"
    r"|Wakil\s+Direktur"
)
_AGENCY_LADDER = (_HEAD_OF_REGION, _AGENCY, rf"{_UNDER_AGENCY}|{_SECTION}", _SUBSECTION)
# A perangkat daerah answers to the head of region through the Sekda, so that either may mandate it.
_THROUGH_SEKDA = (_BELOW_HEAD, _AGENCY)
_PROVINCE = (
    (_HEAD_OF_REGION, _BELOW_HEAD, "Asisten", r"Kepala\s+Biro", _SECTION, _SUBSECTION),
    _AGENCY_LADDER,
    _THROUGH_SEKDA,
)
# A kabupaten or kota has no Biro: its Bagian stand below the Asisten.
_REGENCY = (
    (_HEAD_OF_REGION, _BELOW_HEAD, "Asisten", _SECTION, _SUBSECTION),
    _AGENCY_LADDER,
    _THROUGH_SEKDA,
)
_MARK = re.compile(r"^\s*(a\.?\s?n|u\.?\s?b)\.\s*", re.I)


def given_mandate(session: Session, signed_for: str, sub_delegated: str, *, position: str) -> str:
    """`mandate` by the ladder of this installation's government."""
    return mandate(signed_for, sub_delegated, position=position, regency=is_regency(session))


def mandate(signed_for: str, sub_delegated: str, *, position: str, regency: bool = False) -> str:
    """The givers of a mandate from the top, with semicolons; empty who signs in his own right.

    signed_for: the title that gives it (a.n.). sub_delegated: the title through which it came
    (u.b.). position: the title of who signs. Each in whatever capacity. regency: of a kabupaten or
    kota. Raises DomainError beside the field when a level is skipped, since a mandate reaches one
    level down, with u.b. two (Permendagri 1/2023).
    """
    givers = [_MARK.sub("", title) for title in (signed_for, sub_delegated) if title]
    if sub_delegated and not signed_for:
        raise DomainError(
            "mandate_without_giver",
            N_("Sebutkan dahulu pejabat yang memberi mandat (a.n.)."),
            field="signed_for",
        )
    for giver, taker in pairwise([*givers, position]):
        if not _follows(giver, taker, _REGENCY if regency else _PROVINCE):
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


def _follows(giver: str, taker: str, ladders: tuple[tuple[str, ...], ...]) -> bool:
    upper, lower = bare_title(giver.strip()), bare_title(taker.strip())
    if not (_is_known(upper, ladders) and _is_known(lower, ladders)):
        return upper.casefold() != lower.casefold()
    steps = [(_level(upper, ladder), _level(lower, ladder)) for ladder in ladders]
    return any(above is not None and below == above + 1 for above, below in steps)


def _is_known(title: str, ladders: tuple[tuple[str, ...], ...]) -> bool:
    return any(_level(title, ladder) is not None for ladder in ladders)


def _level(title: str, ladder: tuple[str, ...]) -> int | None:
    matches = (re.match(rf"(?:{level})(?!\w)", title, re.I) for level in ladder)
    return next((number for number, found in enumerate(matches) if found), None)
