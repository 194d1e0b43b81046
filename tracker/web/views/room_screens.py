"""Layar rapat: the projector's page, asking again by itself; keys or buttons take the agenda on.

Only the secretariat that keeps the record opens it: it shows what is being written.
"""

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.models.agenda_course import go_back, go_forward
from tracker.models.meetings import Meeting
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.reports.room_screens import board, last_event
from tracker.web.access import ROW_ID, find_meeting, find_one, require
from tracker.web.context import actor, asks_part, now
from tracker.web.forms.agenda import Step, StepForm
from tracker.web.readings import opened
from tracker.web.saving import attempt

views = Blueprint("room_screens", __name__, url_prefix="/rapat/<int:meeting_id>/layar")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    """The page; to its own script only the part that changes."""
    if asks_part():
        return _refresh(meeting_id)
    return _page(StepForm(), find_meeting(meeting_id, can_edit_meeting))


@views.post("")
def step(meeting_id: int) -> ResponseReturnValue:
    """One item on, or back."""
    find_meeting(meeting_id, can_edit_meeting)
    form = StepForm.from_request()
    if form.validate() and attempt(form, lambda: _step(meeting_id, form)):
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(form, find_meeting(meeting_id, can_edit_meeting))


def _refresh(meeting_id: int) -> ResponseReturnValue:
    """304 without a body while nothing happened, for one statement."""
    asked = visible_meetings(actor()).add_columns(last_event()).where(Meeting.id == ROW_ID)
    meeting, newest = find_one(asked, meeting_id)
    opened(Meeting, meeting.id, meeting.security_class)
    require(can_edit_meeting(actor(), meeting))
    tag = f"{meeting.id}-{newest}"
    answer = Response(status=304)
    if not request.if_none_match.contains(tag):
        answer = Response(render_template("room_screens/_board.html", **_shown(meeting)))
    answer.set_etag(tag)
    return answer


def _step(meeting_id: int, form: StepForm) -> bool:
    go = go_forward if form.step.data is Step.FORWARD else go_back
    meeting = find_meeting(meeting_id, can_edit_meeting)
    go(meeting, seen=form.seen.data or 0, by=actor().user_id, at=now())
    return True


def _shown(meeting: Meeting) -> dict[str, object]:
    return {"meeting": meeting, "board": board(db.session(), meeting), "at": now()}


def _page(form: StepForm, meeting: Meeting) -> ResponseReturnValue:
    page = render_template("room_screens/show.html", form=form, **_shown(meeting))
    return make_response(page, form.http_status)
