"""The state of a meeting: scheduled, held, postponed, cancelled."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.models.meetings import Meeting, MeetingState
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.web.access import find, require
from tracker.web.context import actor, now
from tracker.web.forms.meetings import MeetingStateForm
from tracker.web.saving import attempt

views = Blueprint("meeting_states", __name__)


@views.get("/rapat/<int:meeting_id>/status")
def edit(meeting_id: int) -> ResponseReturnValue:
    meeting = _editable(meeting_id)
    return _page(_offer(MeetingStateForm(), meeting), meeting)


@views.post("/rapat/<int:meeting_id>/status")
def update(meeting_id: int) -> ResponseReturnValue:
    """Cancelling asks once more before it is done."""
    meeting = _editable(meeting_id)
    form = _offer(MeetingStateForm.from_request(), meeting)
    if not form.validate():
        return _page(form, meeting)
    if form.state.data is MeetingState.CANCELLED and not form.confirmed.data:
        return render_template("meeting_states/cancel.html", meeting=meeting)
    if attempt(form, lambda: _move(meeting_id, form.state.data)):
        flash(gettext("Status rapat tersimpan."))
        return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)
    return _page(form, _editable(meeting_id))


def _editable(meeting_id: int) -> Meeting:
    meeting = find(visible_meetings(actor()), meeting_id)
    require(can_edit_meeting(actor(), meeting))
    return meeting


def _move(meeting_id: int, state: MeetingState) -> bool:
    _editable(meeting_id).move_to(state, by=actor().user_id, at=now())
    return True


def _offer(form: MeetingStateForm, meeting: Meeting) -> MeetingStateForm:
    form.state.choices = [(state.value, gettext(state.label)) for state in meeting.next_states]
    return form


def _page(form: MeetingStateForm, meeting: Meeting) -> ResponseReturnValue:
    page = render_template("meeting_states/edit.html", form=form, meeting=meeting)
    return page, form.http_status
