"""Notula rapat lalu: read once more, and accepted by the next meeting of the series."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.acceptances import accept_previous, acceptance_of, previous_meeting
from tracker.models.meetings import Meeting
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, today
from tracker.web.forms.reviews import AcceptanceForm
from tracker.web.minutes_page import minutes_page
from tracker.web.saving import attempt

views = Blueprint("acceptances", __name__, url_prefix="/rapat/<int:meeting_id>/notula-lalu")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, AcceptanceForm())


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_edit_meeting)
    form = AcceptanceForm.from_request()
    if form.validate() and attempt(form, lambda: _accept(meeting_id, form.note.data or "")):
        flash(gettext("Notula rapat lalu diterima rapat ini."))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form)


def _accept(meeting_id: int, note: str) -> bool:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.hold()
    accept_previous(meeting, _previous(meeting), note, by=actor().user_id, at=now())
    return True


def _previous(meeting: Meeting) -> Meeting | None:
    """A Rahasia one looks absent to all but those named there."""
    before = previous_meeting(db.session(), meeting)
    if before is None:
        return None
    seen: Meeting | None = db.session.scalar(
        visible_meetings(actor()).where(Meeting.id == before.id)
    )
    return seen


def _page(meeting_id: int, form: AcceptanceForm) -> ResponseReturnValue:
    """The text as sealed; who may not see the meeting before sees none."""
    meeting = find(visible_meetings(actor()), meeting_id)
    before = _previous(meeting)
    shown = minutes_page(before, actor()) if before else None
    if shown and shown.newest is None and not can_edit_meeting(actor(), meeting):
        abort(404)
    newest = shown.newest.minutes if shown and shown.newest else None
    page = render_template(
        "acceptances/show.html",
        meeting=meeting,
        page=shown,
        accepted=acceptance_of(db.session(), newest.id) if newest else None,
        may_accept=can_edit_meeting(actor(), meeting)
        and not meeting.locked
        and (meeting.starts_on or date.max) <= today(),
        form=form,
    )
    return page, form.http_status
