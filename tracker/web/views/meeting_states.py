"""The state of a meeting: scheduled, held, postponed, cancelled."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from tracker.documents.invitations import tell_changes
from tracker.infra.db import db
from tracker.models.invitation_words import CALLED_OFF
from tracker.models.invitations import invitation_of
from tracker.models.meetings import Meeting, MeetingState
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.invitations import Called, called
from tracker.web.access import find_meeting
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.meetings import MeetingStateForm
from tracker.web.saving import attempt

views = Blueprint("meeting_states", __name__)


@views.get("/rapat/<int:meeting_id>/status")
def edit(meeting_id: int) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    return _page(_offer(MeetingStateForm(), meeting), meeting)


@views.post("/rapat/<int:meeting_id>/status")
def update(meeting_id: int) -> ResponseReturnValue:
    """Cancelling asks once more, and so does whatever invited people would hear of."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    form = _offer(MeetingStateForm.from_request(), meeting)
    if not form.validate():
        return _page(form, meeting)
    told = _told(meeting) if form.state.data in CALLED_OFF else []
    asks = form.state.data is MeetingState.CANCELLED or told
    if asks and not form.confirmed.data:
        state = form.state.data
        return render_template("meeting_states/ask.html", meeting=meeting, state=state, told=told)
    sent = attempt(form, lambda: _move(meeting_id, form.state.data))
    if sent is None:
        return _page(form, find_meeting(meeting_id, can_edit_meeting))
    flash(gettext("Status rapat tersimpan."))
    if sent:
        flash(ngettext("%(num)d surel dikirim.", "%(num)d surel dikirim.", sent))
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def _move(meeting_id: int, state: MeetingState) -> int:
    """Postponed or cancelled, everybody who was told is told; returns how many mails go out."""
    meeting, session, by = find_meeting(meeting_id, can_edit_meeting), db.session(), actor().user_id
    meeting.move_to(state, by=by, at=now())
    told = _told(meeting) if state in CALLED_OFF else []
    invitation = invitation_of(session, meeting_id)
    if invitation is None or not told:
        return 0
    return tell_changes(session, invitation, told, settings(), by=by, at=now(), on=today())


def _told(meeting: Meeting) -> list[Called]:
    """Whoever was invited and expects a meeting."""
    return [call for call in called(db.session(), meeting, on=today()) if call.is_told]


def _offer(form: MeetingStateForm, meeting: Meeting) -> MeetingStateForm:
    form.state.choices = [(state.value, gettext(state.label)) for state in meeting.next_states]
    return form


def _page(form: MeetingStateForm, meeting: Meeting) -> ResponseReturnValue:
    page = render_template("meeting_states/edit.html", form=form, meeting=meeting)
    return page, form.http_status
