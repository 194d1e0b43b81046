"""One line of the daftar hadir: ticked, told in full, undone, or struck with a reason."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db, write
from tracker.infra.text import N_
from tracker.models.attendances import Attendance, Presence
from tracker.models.errors import Conflict
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.organisations import known_names
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.expected import expected_for
from tracker.reports.rosters import Line, expected_line, head_count, line_of, unanswered
from tracker.web import choices
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, asks_part, now, today
from tracker.web.forms.rosters import LineForm, StrikeForm
from tracker.web.saving import attempt
from tracker.web.security import own_path
from tracker.web.views.rosters import COUNTED

views = Blueprint("roster_lines", __name__, url_prefix="/rapat/<int:meeting_id>/daftar-hadir")


@views.get("/undangan/<int:invitee_id>")
def new(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """What is known of who should come, to be told in full."""
    meeting, invitee = find_meeting(meeting_id, can_edit_meeting), _invitee(meeting_id, invitee_id)
    meeting.require_open()
    form = _expected_form(invitee, Presence.PRESENT)
    return _form_page(form, meeting, _expected(invitee_id))


@views.post("/undangan/<int:invitee_id>")
def create(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_edit_meeting).require_open()
    invitee = _invitee(meeting_id, invitee_id)
    form = LineForm.from_request() if _in_full() else _expected_form(invitee, _ticked())
    form.offer(unanswered(db.session(), meeting_id))
    done = attempt(form, lambda: _answer(meeting_id, invitee_id, form)) if _fits(form) else None
    if done:
        return _done_page(meeting_id, done)
    return _form_page(form, find_meeting(meeting_id, can_edit_meeting), _expected(invitee_id))


@views.get("/peserta/<int:attendance_id>")
def edit(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    meeting, row = find_meeting(meeting_id, can_edit_meeting), _row(meeting_id, attendance_id)
    meeting.require_open()
    return _form_page(_stored_form(row), meeting, line_of(db.session(), attendance_id))


@views.post("/peserta/<int:attendance_id>")
def update(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_edit_meeting).require_open()
    row = _row(meeting_id, attendance_id)
    form = LineForm.from_request() if _in_full() else _stored_form(row, _ticked())
    form.offer(unanswered(db.session(), meeting_id), row.invitee)
    if _fits(form) and attempt(form, lambda: _change(meeting_id, attendance_id, form)):
        return _done_page(meeting_id, attendance_id)
    row = _row(meeting_id, attendance_id)
    form.version.now_shows(row.version)
    return _form_page(
        form, find_meeting(meeting_id, can_edit_meeting), line_of(db.session(), attendance_id)
    )


@views.post("/peserta/<int:attendance_id>/urungkan")
def undo(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """As if it had not been ticked; what people recorded themselves is struck with a reason."""
    find_meeting(meeting_id, can_edit_meeting)
    row = _row(meeting_id, attendance_id)
    if row.checked_in_at:
        return redirect(url_for(".ask", meeting_id=meeting_id, attendance_id=attendance_id), 303)
    with write(db.session()):
        find_meeting(meeting_id, can_edit_meeting)
        _row(meeting_id, attendance_id).remove(by=actor().user_id, at=now())
    flash(gettext("Terhapus."))
    return redirect(_back(meeting_id), 303)


@views.get("/peserta/<int:attendance_id>/pencoretan")
def ask(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    meeting, row = find_meeting(meeting_id, can_edit_meeting), _row(meeting_id, attendance_id)
    return _strike_page(StrikeForm(version=row.version), meeting, row)


@views.post("/peserta/<int:attendance_id>/pencoretan")
def strike(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    find_meeting(meeting_id, can_edit_meeting)
    _row(meeting_id, attendance_id)
    form = StrikeForm.from_request()
    if form.validate() and attempt(form, lambda: _strike(meeting_id, attendance_id, form)):
        flash(gettext("Peserta dicoret dari daftar hadir."))
        return redirect(_back(meeting_id), 303)
    row = _row(meeting_id, attendance_id)
    form.version.now_shows(row.version)
    return _strike_page(form, find_meeting(meeting_id, can_edit_meeting), row)


def _invitee(meeting_id: int, invitee_id: int) -> Invitee:
    return find(select(Invitee).where(Invitee.meeting_id == meeting_id), invitee_id)


def _row(meeting_id: int, attendance_id: int) -> Attendance:
    return find(select(Attendance).where(Attendance.meeting_id == meeting_id), attendance_id)


def _expected(invitee_id: int) -> Line:
    """The line nobody has answered yet, or the one somebody else has just recorded."""
    line = expected_line(db.session(), invitee_id)
    if line is None:
        answering = select(Attendance.id).where(Attendance.invitee_id == invitee_id)
        found = db.session.scalar(answering.order_by(Attendance.id))
        line = line_of(db.session(), found) if found else abort(404)
    return line


def _in_full() -> bool:
    return "rinci" in request.form


def _ticked() -> Presence:
    try:
        return Presence(request.form.get("presence", ""))
    except ValueError:
        abort(400)


def _fits(form: LineForm) -> bool:
    """A tick brings one word, which is known; only what was typed is looked through."""
    return not _in_full() or form.validate()


def _expected_form(invitee: Invitee, presence: Presence) -> LineForm:
    day = invitee.meeting.starts_on or today()
    known = expected_for(db.session(), invitee, on=day).values(presence)
    office = invitee.organisation.name if invitee.organisation else invitee.guest_organisation
    form = LineForm(
        presence=presence, organisation_name=office, invitee_id=invitee.id, version=0, **known
    )
    form.offer(unanswered(db.session(), invitee.meeting_id), invitee)
    return form


def _stored_form(row: Attendance, presence: Presence | None = None) -> LineForm:
    form = LineForm(obj=row)
    form.offer(unanswered(db.session(), row.meeting_id), row.invitee)
    if presence:
        form.presence.data = presence
        form.version.process_formdata([request.form.get("version", "")])
    return form


def _answer(meeting_id: int, invitee_id: int, form: LineForm) -> int:
    find_meeting(meeting_id, can_edit_meeting)
    invitee = _invitee(meeting_id, invitee_id)
    invitee.meeting.hold()
    if expected_line(db.session(), invitee_id) is None:
        raise Conflict("answered", N_("Undangan ini baru saja dicatat orang lain."))
    values = form.columns(known_names(db.session())) | {"invitee_id": invitee.id}
    return Attendance.append(invitee.meeting, by=actor().user_id, at=now(), **values).id


def _change(meeting_id: int, attendance_id: int, form: LineForm) -> bool:
    find_meeting(meeting_id, can_edit_meeting)
    row, version = _row(meeting_id, attendance_id), form.version.data or 0
    by: dict[str, Any] = {"by": actor().user_id, "at": now(), "version": version}
    if _in_full():
        row.revise(**by, **form.columns(known_names(db.session())))
    else:
        row.tick(form.presence.data, **by)
    return True


def _strike(meeting_id: int, attendance_id: int, form: StrikeForm) -> bool:
    find_meeting(meeting_id, can_edit_meeting)
    row = _row(meeting_id, attendance_id)
    row.expect(form.version.data or 0)
    row.strike(form.reason.data or "", by=actor().user_id, at=now())
    return True


def _done_page(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """Of the list only the line and its counter change; who stands in is asked for at once."""
    line = line_of(db.session(), attendance_id)
    unnamed = line.presence is Presence.REPRESENTED and not line.person_name and not _in_full()
    if not asks_part():
        address = url_for(".edit", meeting_id=meeting_id, attendance_id=attendance_id)
        return redirect(address if unnamed else _back(meeting_id), 303)
    return render_template(
        "rosters/_answer.html",
        meeting=find_meeting(meeting_id, can_edit_meeting),
        line=line,
        form=_stored_form(_row(meeting_id, attendance_id)) if unnamed else None,
        count=head_count(db.session(), meeting_id),
        counted=COUNTED,
        back=_back(meeting_id),
    )


def _form_page(form: LineForm, meeting: Meeting, line: Line) -> ResponseReturnValue:
    part = asks_part()
    page = render_template(
        "rosters/_line.html" if part else "rosters/line.html",
        form=form,
        meeting=meeting,
        line=line,
        back=_back(meeting.id),
        organisation_names=[] if part else [name for _, name in choices.organisations(today())],
    )
    refused = 422 if form.errors else 200  # htmx shows a 422, and no 409
    return page, refused if part else form.http_status


def _strike_page(form: StrikeForm, meeting: Meeting, row: Attendance) -> ResponseReturnValue:
    page = render_template(
        "rosters/strike.html", form=form, meeting=meeting, row=row, back=_back(meeting.id)
    )
    return page, form.http_status


def _back(meeting_id: int) -> str:
    """The page of the list the act came from."""
    index = url_for("rosters.show", meeting_id=meeting_id)
    asked = own_path(request.values.get("back"))
    return asked if asked and asked.split("?")[0] == index else index
