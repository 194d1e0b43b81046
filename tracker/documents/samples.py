"""Naskah contoh: a paper that shows settings before they are saved, as they would really print.

Its facts are the same for everybody and marked CONTOH; nothing recorded is in it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from tracker.documents.printouts import ask_for_printout
from tracker.documents.typefaces import require_typeface
from tracker.models.letterheads import Letterhead
from tracker.models.meetings import SecurityClass
from tracker.models.paper_layouts import PaperLayout
from tracker.models.people import Signatory
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor

DAY = date(2026, 8, 20)
SEKDA = Signatory("Dr. Ir. Nama Contoh, S.E., M.M.", "Sekretaris Daerah")


class Sheet(StrEnum):
    """short: a letter of one page, with its signature in sight."""

    LETTER = "letter"
    SHORT = "short"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the settings say so far. on_behalf_of: as in `wording.signing_titles`."""

    letterhead: Letterhead
    layout: PaperLayout
    signatory: Signatory = SEKDA
    on_behalf_of: str = ""
    number: str = ""
    copies: Sequence[str] = ()
    sheet: Sheet = Sheet.LETTER


def print_sample(session: Session, sample: Sample, *, by: Actor, at: datetime) -> Printout:
    """Let the worker print it and draw its first pages; call in `write`.

    Raises DomainError for a layout out of bounds and for a face that is missing on this machine.
    """
    sample.layout.check()
    require_typeface(sample.layout.typeface)
    content: dict[str, Any] = {
        "dated_on": DAY,
        "number": sample.number,
        "signatory": asdict(sample.signatory),
        "on_behalf_of": sample.on_behalf_of,
        "copies": list(sample.copies),
        "sheet": sample.sheet,
        "layout": asdict(sample.layout),
    }
    return ask_for_printout(
        session,
        PrintoutKind.SAMPLE,
        content,
        name="Contoh naskah",
        security_class=SecurityClass.OPEN,
        letterhead=sample.letterhead,
        by=by,
        at=at,
    )
