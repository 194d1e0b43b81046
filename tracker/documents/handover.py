"""Daftar serah terima tugas: what an office owes on the day its desk changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.documents.printouts import ask_for_printout
from tracker.models.assignment_states import OPEN_STATES, Part
from tracker.models.letterheads import letterhead_of
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor
from tracker.reports.handover import Owed, owed_by

NOTE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Hand:
    """One of the two who sign; what is empty stays a blank to fill by hand."""

    name: str
    position: str


def print_handover(
    session: Session,
    organisation: Organisation,
    *,
    giver: Hand,
    taker: Hand,
    by: Actor,
    at: datetime,
    zone: ZoneInfo,
) -> Printout:
    """The list of what the organisation has not finished, with both to sign; call in `write`.

    It tells what `by` sees. Raises DomainError when it is more than a paper can carry.
    """
    owed = owed_by(session, by, organisation.id)
    today = at.astimezone(zone).date()
    content = {
        "organisation": organisation.name,
        "on": today,
        "giver": {"name": giver.name, "position": giver.position},
        "taker": {"name": taker.name, "position": taker.position},
        "items": [_item(one, today, zone) for one in owed],
        "overdue": sum(_is_late(one, today) for one in owed),
    }
    return ask_for_printout(
        session,
        PrintoutKind.HANDOVER,
        content,
        name=f"Serah terima tugas {organisation.short_name} {today.isoformat()}",
        security_class=_highest(owed),
        letterhead=letterhead_of(session, organisation),
        by=by,
        at=at,
    )


def _item(owed: Owed, today: date, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "reference": owed.reference,
        "sentence": owed.sentence,
        "expected_output": owed.expected_output,
        "meeting": owed.meeting,
        "meeting_on": owed.meeting_on,
        "supporting": owed.part is Part.SUPPORTING,
        "state": owed.state.label,
        "late": (today - owed.due_on).days if owed.due_on and _is_late(owed, today) else 0,
        "due_on": owed.due_on,
        "first_due_on": owed.first_due_on if owed.first_due_on != owed.due_on else None,
        "reported_on": owed.reported_at.astimezone(zone).date() if owed.reported_at else None,
        "note": shorten(owed.note or "", NOTE_LIMIT, placeholder=" …"),
    }


def _is_late(owed: Owed, today: date) -> bool:
    return owed.state in OPEN_STATES and owed.due_on is not None and owed.due_on < today


def _highest(owed: Sequence[Owed]) -> SecurityClass:
    classes = [SecurityClass.OPEN, *(one.security_class for one in owed)]
    return max(classes, key=list(SecurityClass).index)
