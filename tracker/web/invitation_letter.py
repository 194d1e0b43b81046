"""The form of the letter: filled from what is stored, or with the usual words and signatory."""

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.documents import DocumentKind
from tracker.models.invitations import Invitation
from tracker.models.meetings import Meeting
from tracker.models.paper_habits import usual_copies
from tracker.models.people import Appointment, Position, PositionLevel
from tracker.web import choices
from tracker.web.context import today
from tracker.web.forms.invitations import LetterForm
from tracker.web.forms.meetings import AS_RECORDED, SELF_WRITTEN


def posted_letter(letter: Invitation | None) -> LetterForm:
    return _with_choices(LetterForm.from_request(), letter)


def stored_letter(meeting: Meeting, letter: Invitation | None) -> LetterForm:
    """The letter as it is now; before there is one, the head of the unit signs it."""
    values: dict[str, Any] = {
        "number": meeting.invitation_number,
        "dated_on": meeting.invitation_date,
    }
    if letter is None:
        values["signatory"] = str(_head_of(meeting.organising_unit_id) or "")
        values["carbon_copies"] = "\n".join(usual_copies(db.session(), DocumentKind.INVITATION))
        return _with_choices(LetterForm(data=values), None)
    givers = [*letter.on_behalf_of.split("; "), ""]
    values |= {"signed_for": givers[0], "sub_delegated": givers[1]}
    form = LetterForm(obj=letter, data=values)
    form.carbon_copies.data = "\n".join(letter.carbon_copies)
    form.signatory.data = AS_RECORDED if letter.signatory_position else ""
    return _with_choices(form, letter)


def _with_choices(form: LetterForm, letter: Invitation | None) -> LetterForm:
    officials = [(str(key), label) for key, label in choices.officials(today())]
    if letter and letter.signatory_position:
        who = f"{letter.signatory_position} · {letter.signatory_name}"
        officials.insert(0, (AS_RECORDED, gettext("Seperti tercatat: %(who)s", who=who)))
    form.signatory.choices = [("", SELF_WRITTEN), *officials]
    return form


def _head_of(unit_id: int) -> int | None:
    """The appointment of who heads the unit today."""
    return db.session.scalar(
        select(Appointment.id)
        .join(Position, Position.id == Appointment.position_id)
        .where(Position.organisation_id == unit_id, Position.level == PositionLevel.HEAD)
        .where(Appointment.held_on(today()))
        .order_by(Appointment.since.desc())
        .limit(1)
    )
