"""Rapat: the list, the record's front page, and the form of the meeting itself."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from babel.dates import get_month_names
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.employee_numbers import typed_doubt
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.users import Actor
from tracker.policy.meetings import (
    can_edit_meeting,
    can_read_attendance,
    can_read_record,
    can_record_meeting,
    visible_meetings,
)
from tracker.reports.meetings import MeetingFilter, MeetingRow, meeting_rows, organising_units
from tracker.web import choices
from tracker.web.access import find, find_meeting, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.meetings import MeetingFilterForm, MeetingForm
from tracker.web.meeting_form import columns_of, posted_form, stored_form
from tracker.web.meeting_page import meeting_page
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.saving import Difference, attempt, differences
from tracker.web.status import Tag, meeting_tag, minutes_tag
from tracker.web.templating import LOCALE

views = Blueprint("meetings", __name__)
FIRST_YEAR = 2015


@views.get("/rapat")
def index() -> ResponseReturnValue:
    form = _filter_form()
    wanted = MeetingFilter(
        words=form.q.data or "",
        state=form.keadaan.data,
        year=form.tahun.data,
        month=form.bulan.data,
        unit_id=form.unit.data,
        minutes=form.notula.data,
    )
    rows = meeting_rows(db.session(), actor(), wanted, limit=PAGE_SIZE + 1, after=_after())
    page = page_of(rows, lambda row: [row.starts_on and row.starts_on.isoformat(), row.id])
    return render_template(
        "meetings/index.html",
        form=form,
        page=page,
        tag_of=_tag,
        may_record=can_record_meeting(actor()),
        may_read_attendance=can_read_attendance(actor()),
    )


@views.get("/rapat/baru")
def new() -> ResponseReturnValue:
    require(can_record_meeting(actor()))
    form = posted_form(zone=settings().timezone, minute_taker_id=actor().user_id)
    return _form_page(form, None)


@views.post("/rapat/baru")
def create() -> ResponseReturnValue:
    require(can_record_meeting(actor()))
    form = posted_form()
    if form.validate():
        meeting_id = attempt(form, lambda: _add(form))
        if meeting_id:
            flash(gettext("Rapat tersimpan sebagai draf."))
            _warn_of_odd_number(form)
            return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return _form_page(form, None)


@views.get("/rapat/<int:meeting_id>")
def show(meeting_id: int) -> ResponseReturnValue:
    joined = (Meeting.organising_unit, Meeting.series, Meeting.host_organisation)
    shown = visible_meetings(actor()).options(*(joinedload(other) for other in joined))
    meeting = find(shown, meeting_id)
    return render_template("meetings/show.html", page=meeting_page(meeting, actor(), today()))


@views.get("/rapat/<int:meeting_id>/ubah")
def edit(meeting_id: int) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.require_open()
    return _form_page(stored_form(meeting), meeting)


@views.post("/rapat/<int:meeting_id>/ubah")
def update(meeting_id: int) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    form = posted_form(meeting)
    if form.validate() and attempt(form, lambda: _revise(meeting_id, form)) is not None:
        flash(gettext("Perubahan tersimpan."))
        _warn_of_odd_number(form)
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    meeting = find_meeting(meeting_id, can_edit_meeting)
    changed = differences(form, stored_form(meeting)) if form.conflict else []
    return _form_page(form, meeting, changed)


def _tag(row: MeetingRow) -> Tag:
    """How far the notula is, once there should be one and the reader may know."""
    known = row.minutes or can_read_record(actor())
    held = row.state is MeetingState.HELD
    return minutes_tag(row.minutes, row.edition) if held and known else meeting_tag(row.state)


def _add(form: MeetingForm) -> int:
    by = actor()
    meeting = Meeting.add(
        db.session(),
        by=by.user_id,
        at=now(),
        created_by=by.user_id,
        created_at=now(),
        **columns_of(form, None),
    )
    return _with_access(meeting, by)


def _revise(meeting_id: int, form: MeetingForm) -> int:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    columns = columns_of(form, meeting)
    meeting.revise(by=actor().user_id, at=now(), version=form.version.data or 0, **columns)
    return _with_access(meeting, actor())


def _with_access(meeting: Meeting, by: Actor) -> int:
    """Whoever classes a meeting Rahasia stays on its list."""
    if meeting.security_class in NAMED_ACCESS:
        grant_access(db.session(), meeting, by.user_id, by=by.user_id, at=now())
    return meeting.id


def _form_page(
    form: MeetingForm, meeting: Meeting | None, changed: Sequence[Difference] = ()
) -> ResponseReturnValue:
    page = render_template(
        "meetings/form.html",
        form=form,
        meeting=meeting,
        changed=changed,
        series_names=choices.series_names(actor()),
        organisation_names=[name for _, name in choices.organisations(today())],
    )
    return page, form.http_status


def _warn_of_odd_number(form: MeetingForm) -> None:
    """A doubt, not a refusal: the number may be right, or of another kind."""
    if odd := typed_doubt(form.chair_employee_number.data or ""):
        flash(gettext(odd), "warning")


def _filter_form() -> MeetingFilterForm:
    """What the address asks for; values it does not know are dropped."""
    form = MeetingFilterForm(request.args)
    every = ("", gettext("Semua"))
    years = range(today().year + 1, FIRST_YEAR - 1, -1)
    form.tahun.choices = [every, *((year, str(year)) for year in years)]
    form.bulan.choices = [every, *get_month_names(locale=LOCALE).items()]
    form.unit.choices = [every, *organising_units(db.session(), actor())]
    form.forget_unknown()
    return form


def _after() -> tuple[date | None, int] | None:
    """Where the page before ended; an address someone made up begins at the top."""
    match cursor():
        case [None, int(meeting_id)]:
            return None, meeting_id
        case [str(on), int(meeting_id)]:
            with suppress(ValueError):
                return date.fromisoformat(on), meeting_id
    return None
