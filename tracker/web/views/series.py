"""Rangkaian rapat: the list, the page of one, its form, and the draft of its next meeting."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, tuple_
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.infra.words import words_of
from tracker.models.meetings import Meeting
from tracker.models.prepared_meetings import prepare_meeting
from tracker.models.series import Series
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.policy.series import can_read_series, visible_series
from tracker.reports.parked_items import waiting_items
from tracker.reports.series import series_rows
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.series import PreparationForm, SeriesFilterForm, SeriesForm
from tracker.web.paging import PAGE_SIZE, Page, after_day, after_name, page_of
from tracker.web.saving import Difference, attempt, differences
from tracker.web.series_form import (
    add_series,
    editable_series,
    posted_form,
    revise_series,
    stored_form,
)
from tracker.web.series_page import schedule_words, series_page

views = Blueprint("series", __name__, url_prefix="/rangkaian")


@views.get("")
def index() -> ResponseReturnValue:
    require(can_read_series(actor()))
    form = SeriesFilterForm(request.args)
    form.forget_unknown()
    words = words_of(form.cari.data or "")
    rows = series_rows(
        db.session(), actor(), words, today=today(), limit=PAGE_SIZE + 1, after=after_name()
    )
    page = page_of(rows, lambda row: [row.series.name, row.series.id])
    return render_template("series/index.html", form=form, page=page, schedule_words=schedule_words)


@views.get("/baru")
def new() -> ResponseReturnValue:
    require(can_read_series(actor()))
    form = posted_form(zone=settings().timezone, minute_taker_id=None)
    return _form_page(form, None)


@views.post("/baru")
def create() -> ResponseReturnValue:
    require(can_read_series(actor()))
    form = posted_form()
    if form.validate():
        series_id = attempt(form, lambda: add_series(form))
        if series_id:
            _say_stored(form)
            return redirect(url_for(".show", series_id=series_id), 303)
    return _form_page(form, None)


@views.get("/<int:series_id>")
def show(series_id: int) -> ResponseReturnValue:
    return _page(series_id, PreparationForm())


@views.get("/<int:series_id>/ubah")
def edit(series_id: int) -> ResponseReturnValue:
    series = editable_series(series_id)
    return _form_page(stored_form(series), series)


@views.post("/<int:series_id>/ubah")
def update(series_id: int) -> ResponseReturnValue:
    form = posted_form(editable_series(series_id))
    if form.validate() and attempt(form, lambda: revise_series(editable_series(series_id), form)):
        _say_stored(form)
        return redirect(url_for(".show", series_id=series_id), 303)
    series = editable_series(series_id)
    changed = differences(form, stored_form(series)) if form.conflict else []
    return _form_page(form, series, changed)


@views.post("/<int:series_id>/rapat")
def prepare(series_id: int) -> ResponseReturnValue:
    """The draft for the date that the page offered; asked twice, it is the same one."""
    editable_series(series_id)
    form = PreparationForm.from_request()
    if form.validate():
        meeting_id = attempt(form, lambda: _prepare(series_id, form))
        if meeting_id:
            flash(gettext("Draf rapat disiapkan. Belum ada yang diberi tahu."))
            return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)
    return _page(series_id, form)


def _prepare(series_id: int, form: PreparationForm) -> int:
    series, on = editable_series(series_id), form.on.data or today()
    return prepare_meeting(series, on, by=actor().user_id, at=now(), today=today()).id


def _page(series_id: int, form: PreparationForm) -> ResponseReturnValue:
    joined = joinedload(Series.organising_unit), joinedload(Series.chaired_by)
    series = find(visible_series(actor()).options(*joined), series_id)
    page = series_page(series, actor(), today(), _meetings(series, actor()))
    parked = waiting_items(db.session(), actor(), series_id)
    shown = render_template("series/show.html", page=page, form=form, parked=parked)
    return shown, form.http_status


def _meetings(series: Series, reader: Actor) -> Page[Meeting]:
    """Those of the series that the reader may know, newest first."""
    query: Select[Meeting] = visible_meetings(reader).where(
        Meeting.series_id == series.id, Meeting.starts_on.is_not(None)
    )
    if after := after_day():
        query = query.where(tuple_(Meeting.starts_on, Meeting.id) < after)
    newest = query.order_by(Meeting.starts_on.desc(), Meeting.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.scalars(newest).all()
    return page_of(rows, lambda row: [str(row.starts_on), row.id])


def _say_stored(form: SeriesForm) -> None:
    flash(gettext("Rangkaian tersimpan."))
    if form.first_on.data and form.first_on.data < today() and form.repeat.data:
        words = gettext(
            "Tanggal mulainya sudah lewat; yang disiapkan adalah rapat berikutnya mulai hari ini."
        )
        flash(words, "warning")


def _form_page(
    form: SeriesForm, series: Series | None, changed: Sequence[Difference] = ()
) -> ResponseReturnValue:
    page = render_template(
        "series/form.html",
        form=form,
        series=series,
        changed=changed,
        organisation_names=[name for _, name in choices.organisations(today())],
    )
    return page, form.http_status
