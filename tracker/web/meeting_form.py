"""The form of a meeting: filled from the record, offered its choices, read back as columns."""

from typing import Any

from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.meetings import Meeting
from tracker.models.organisations import known_names
from tracker.models.people import Appointment
from tracker.models.series import series_named
from tracker.models.users import User
from tracker.web import choices
from tracker.web.access import require
from tracker.web.context import actor, now, today
from tracker.web.forms.meetings import AS_RECORDED, SELF_WRITTEN, MeetingForm


def posted_form(meeting: Meeting | None = None, **values: Any) -> MeetingForm:
    """What was posted; on GET the given values."""
    return _with_choices(MeetingForm.from_request(**values), meeting)


def stored_form(meeting: Meeting) -> MeetingForm:
    """The record as it is now."""
    form = MeetingForm(
        obj=meeting,
        series_name=meeting.series.name if meeting.series else "",
        chair=AS_RECORDED if meeting.chair_person_id else "",
    )
    return _with_choices(form, meeting)


def columns_of(form: MeetingForm, meeting: Meeting | None) -> dict[str, Any]:
    """The columns of a meeting, with the names looked up that are known; call inside `write`."""
    session, by = db.session(), actor().user_id
    values = form.columns()
    unit_id = form.organising_unit_id.data
    require(actor().serves(unit_id))
    series = series_named(session, form.series_name.data or "", unit_id, by=by, at=now())
    values["series_id"] = series.id if series else None
    values["host_organisation_id"] = known_names(session).get(values["host"].casefold())
    return values | _chair(form, meeting) | _minute_taker(form)


def _with_choices(form: MeetingForm, meeting: Meeting | None) -> MeetingForm:
    units = choices.units(actor())
    if meeting and meeting.organising_unit_id not in dict(units):
        units.insert(0, (meeting.organising_unit_id, meeting.organising_unit.name))
    form.organising_unit_id.choices = units
    form.chair.choices = [("", SELF_WRITTEN), *_officials(meeting)]
    takers = choices.minute_takers(actor(), today())
    if meeting and meeting.minute_taker_id and meeting.minute_taker_id not in dict(takers):
        takers.append((meeting.minute_taker_id, meeting.minute_taker_name))
    form.minute_taker_id.choices = [*takers, ("", SELF_WRITTEN)]
    return form


def _officials(meeting: Meeting | None) -> list[tuple[str, str]]:
    officials = [(str(key), label) for key, label in choices.officials(today())]
    if meeting is None or meeting.chair_person_id is None:
        return officials
    recorded = f"{meeting.chair_position} · {meeting.chair_name}"
    return [(AS_RECORDED, gettext("Seperti tercatat: %(who)s", who=recorded)), *officials]


def _chair(form: MeetingForm, meeting: Meeting | None) -> dict[str, Any]:
    """Name and titles as the chosen official signs them (Pasal 44 Permendagri 1/2023)."""
    if form.chair.data == AS_RECORDED and meeting:
        names = ("name", "position", "rank_grade", "employee_number", "person_id")
        return {f"chair_{name}": getattr(meeting, f"chair_{name}") for name in names}
    if not form.chair.data:
        return {"chair_person_id": None}
    appointment = db.session.get_one(Appointment, int(form.chair.data))
    signature = appointment.signature()
    return {
        "chair_name": signature.name,
        "chair_position": signature.position,
        "chair_rank_grade": signature.rank_grade,
        "chair_employee_number": signature.employee_number,
        "chair_person_id": appointment.person_id,
    }


def _minute_taker(form: MeetingForm) -> dict[str, Any]:
    user_id = form.minute_taker_id.data
    if user_id is None:
        return {"minute_taker_id": None}
    user = db.session.get_one(User, user_id)
    name = user.person.full_name if user.person else user.name
    return {"minute_taker_id": user_id, "minute_taker_name": name}
