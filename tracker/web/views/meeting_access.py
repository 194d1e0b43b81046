"""Akses: who may see a meeting classed Rahasia or Sangat Rahasia."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db, write
from tracker.models.meeting_access import MeetingAccess, grant_access, revoke_access
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.users import User
from tracker.policy.meetings import can_edit_meeting
from tracker.web.access import find_meeting
from tracker.web.context import actor, now
from tracker.web.forms.meetings import MeetingAccessForm
from tracker.web.saving import attempt

views = Blueprint("meeting_access", __name__)


@views.get("/rapat/<int:meeting_id>/akses")
def index(meeting_id: int) -> ResponseReturnValue:
    return _page(MeetingAccessForm(), _secret(meeting_id))


@views.post("/rapat/<int:meeting_id>/akses")
def create(meeting_id: int) -> ResponseReturnValue:
    form = MeetingAccessForm.from_request()
    meeting = _secret(meeting_id)
    _offer(form, meeting)
    if form.validate() and attempt(form, lambda: _grant(meeting_id, form.user_id.data)):
        flash(gettext("Akses diberikan."))
        return redirect(url_for(".index", meeting_id=meeting_id), 303)
    return _page(form, _secret(meeting_id))


@views.post("/rapat/<int:meeting_id>/akses/<int:user_id>/pencabutan")
def destroy(meeting_id: int, user_id: int) -> ResponseReturnValue:
    with write(db.session()):
        meeting = _secret(meeting_id)
        revoke_access(db.session(), meeting, user_id, by=actor().user_id, at=now())
    flash(gettext("Akses dicabut."))
    return redirect(url_for(".index", meeting_id=meeting_id), 303)


def _secret(meeting_id: int) -> Meeting:
    """Other classes have no list."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    if meeting.security_class not in NAMED_ACCESS:
        abort(404)
    return meeting


def _grant(meeting_id: int, user_id: int) -> bool:
    meeting = _secret(meeting_id)
    grant_access(db.session(), meeting, user_id, by=actor().user_id, at=now())
    return True


def _page(form: MeetingAccessForm, meeting: Meeting) -> ResponseReturnValue:
    people = _offer(form, meeting)
    page = render_template("meeting_access/index.html", form=form, meeting=meeting, people=people)
    return page, form.http_status


def _offer(form: MeetingAccessForm, meeting: Meeting) -> list[tuple[int, str]]:
    """Sets the choices to those not on the list; returns those who are."""
    listed = select(MeetingAccess.user_id).where(MeetingAccess.meeting_id == meeting.id)
    rows = db.session.execute(
        select(User.id, User.name, User.id.in_(listed)).where(User.active).order_by(User.name)
    ).all()
    form.user_id.choices = [("", ""), *((key, name) for key, name, known in rows if not known)]
    return [(key, name) for key, name, known in rows if known]
