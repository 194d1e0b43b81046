"""Notula: read as it will print, begun, submitted, printed as a draft."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.documents.blanks import open_blanks
from tracker.documents.review_mails import tell_attendees
from tracker.documents.sealing import draft_paper
from tracker.infra.db import db, write
from tracker.models.meetings import Meeting
from tracker.models.minutes import current_minutes, start_minutes
from tracker.models.working_days import WorkCalendar
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.minutes import can_draft_paper, can_submit_minutes
from tracker.web.access import find, find_meeting, require
from tracker.web.context import actor, now, settings
from tracker.web.forms.base import Form
from tracker.web.forms.minutes import StepForm, SubmissionForm
from tracker.web.minutes_page import find_minutes, minutes_page, newest_edition
from tracker.web.saving import attempt

CLOSE_OF_BUSINESS = time(16)

views = Blueprint("minutes", __name__, url_prefix="/rapat/<int:meeting_id>/notula")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _page(meeting_id, StepForm())


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    """Begin the first edition, once."""
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        if current_minutes(db.session(), meeting_id) is None:
            start_minutes(db.session(), meeting, by=actor().user_id, at=now())
    return redirect(url_for("meeting_parts.index", meeting_id=meeting_id, part="isi-notula"), 303)


@views.post("/pengajuan")
def submit(meeting_id: int) -> ResponseReturnValue:
    form = SubmissionForm.from_request()
    if form.validate() and attempt(form, lambda: _submit(meeting_id, form.objection_days.data)):
        flash(gettext("Notula diajukan untuk disahkan."))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _page(meeting_id, form)


@views.post("/pratinjau")
def draft(meeting_id: int) -> ResponseReturnValue:
    """The watermarked PDF of the record as it is now; the worker prints it."""
    form = StepForm()
    if document_id := attempt(form, lambda: _draft(meeting_id)):
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(meeting_id, form)


def _submit(meeting_id: int, objection_days: int) -> bool:
    meeting = find(visible_meetings(actor()), meeting_id)
    minutes = newest_edition(meeting, actor()).minutes
    require(can_submit_minutes(actor(), minutes))
    minutes.submit(
        by=actor(),
        at=now(),
        blanks=open_blanks(db.session(), meeting),
        objections_until=_end_of_window(meeting, objection_days),
    )
    tell_attendees(
        db.session(), minutes, base_url=settings().base_url, by=actor().user_id, at=now()
    )
    return True


def _end_of_window(meeting: Meeting, days: int) -> datetime | None:
    """The close of business of the last of these working days, as the meeting's place counts."""
    if not days:
        return None
    zone = ZoneInfo(meeting.zone)
    begin = now().astimezone(zone).date()
    last = WorkCalendar.load(db.session(), [begin.year]).add(begin, days)
    return datetime.combine(last, CLOSE_OF_BUSINESS, zone)


def _draft(meeting_id: int) -> int:
    minutes = find_minutes(meeting_id)
    require(can_draft_paper(actor(), minutes))
    return draft_paper(db.session(), minutes, by=actor(), at=now()).id


def _page(meeting_id: int, form: Form) -> ResponseReturnValue:
    meeting = find(visible_meetings(actor()).options(joinedload(Meeting.series)), meeting_id)
    shown = minutes_page(meeting, actor())
    usual = SubmissionForm(
        data={"objection_days": meeting.series.objection_days if meeting.series else 0}
    )
    page = render_template(
        "minutes/show.html",
        page=shown,
        form=form,
        submission=form
        if isinstance(form, SubmissionForm)
        else SubmissionForm(data={"objection_days": usual}),
    )
    return page, form.http_status
