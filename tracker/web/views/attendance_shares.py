"""Kehadiran: how often organisations come themselves, and the meetings behind each figure."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.policy.meetings import can_read_attendance
from tracker.reports.attendance_shares import (
    AttendanceFilter,
    Response,
    answered_meetings,
    attendance_shares,
)
from tracker.web.access import find, require
from tracker.web.context import actor, today
from tracker.web.forms.attendance_shares import AttendanceFilterForm
from tracker.web.forms.base import options
from tracker.web.paging import PAGE_SIZE, after_day, after_name, page_of

views = Blueprint("attendance_shares", __name__, url_prefix="/kehadiran")


@views.get("")
def index() -> ResponseReturnValue:
    require(can_read_attendance(actor()))
    form = _filter_form()
    rows = attendance_shares(
        db.session(), actor(), _wanted(form), limit=PAGE_SIZE + 1, after=after_name()
    )
    return render_template(
        "attendance_shares/index.html",
        form=form,
        page=page_of(rows, lambda row: [row.label, row.organisation_id]),
        responses=list(Response),
        period=_period(form),
    )


@views.get("/<int:organisation_id>")
def show(organisation_id: int) -> ResponseReturnValue:
    """?jawaban= one of the responses, or all of them."""
    require(can_read_attendance(actor()))
    organisation = find(select(Organisation), organisation_id)
    form = _filter_form()
    response = None
    with suppress(ValueError):
        response = Response(request.args.get("jawaban", ""))
    rows = answered_meetings(
        db.session(),
        actor(),
        _wanted(form),
        organisation_id,
        response,
        limit=PAGE_SIZE + 1,
        after=after_day(),
    )
    return render_template(
        "attendance_shares/show.html",
        organisation=organisation,
        response=response,
        form=form,
        page=page_of(rows, lambda row: [row.starts_on.isoformat(), row.id]),
        period=_period(form),
    )


def _filter_form() -> AttendanceFilterForm:
    """Without a period: this calendar year."""
    form = AttendanceFilterForm(request.args)
    series = select(Series.id, Series.name).order_by(Series.name).limit(300)
    every = ("", gettext("Semua rapat"))
    form.rangkaian.choices = options([every, *((s.id, s.name) for s in db.session.execute(series))])
    form.forget_unknown()
    form.dari.data = form.dari.data or date(today().year, 1, 1)
    form.sampai.data = form.sampai.data or today()
    return form


def _wanted(form: AttendanceFilterForm) -> AttendanceFilter:
    since, until = form.dari.data or today(), form.sampai.data or today()
    return AttendanceFilter(since, until, form.rangkaian.data)


def _period(form: AttendanceFilterForm) -> str:
    """The filter as the addresses of the figures carry it on."""
    wanted = _wanted(form)
    told = {"dari": wanted.since.isoformat(), "sampai": wanted.until.isoformat()}
    return urlencode(told | ({"rangkaian": str(wanted.series_id)} if wanted.series_id else {}))
