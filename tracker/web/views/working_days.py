"""Kalender kerja: which days the office works, a year a page; the admin's edits of it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.working_days import OfficeDay
from tracker.policy.administration import can_administer
from tracker.reports.working_days import calendar_year
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    OFF,
    WORKING,
    OfficeDayForm,
    OfficeDayRemovalForm,
)
from tracker.web.saving import Difference, attempt, differences

views = Blueprint("working_days", __name__, url_prefix="/kalender-kerja")


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    year = _year()
    return render_template(
        "working_days/index.html",
        calendar=calendar_year(db.session(), year),
        previous_url=url_for(".index", tahun=year - 1) if year > FIRST_YEAR else None,
        next_url=url_for(".index", tahun=year + 1) if year < LAST_YEAR else None,
    )


@views.get("/baru")
def new() -> ResponseReturnValue:
    """For a day of the list: its date is filled in, and that it shall be worked after all."""
    listed = _day()
    values = {"day": listed, "kind": WORKING} if listed else {}
    return _form_page(OfficeDayForm.from_request(**values), None)


@views.post("/baru")
def create() -> ResponseReturnValue:
    form = OfficeDayForm.from_request()
    if form.validate() and attempt(form, lambda: _add(form)):
        return _stored(form)
    return _form_page(form, None)


@views.get("/<int:row_id>")
def edit(row_id: int) -> ResponseReturnValue:
    row = find(select(OfficeDay), row_id)
    return _form_page(_stored_form(row), row)


@views.post("/<int:row_id>")
def update(row_id: int) -> ResponseReturnValue:
    find(select(OfficeDay), row_id)
    form = OfficeDayForm.from_request()
    if form.validate() and attempt(form, lambda: _revise(row_id, form)):
        return _stored(form)
    row = find(select(OfficeDay), row_id)
    changed = differences(form, _stored_form(row)) if form.conflict else []
    return _form_page(form, row, changed)


@views.get("/<int:row_id>/hapus")
def ask(row_id: int) -> ResponseReturnValue:
    row = find(select(OfficeDay), row_id)
    return _removal_page(OfficeDayRemovalForm(version=row.version), row)


@views.post("/<int:row_id>/hapus")
def destroy(row_id: int) -> ResponseReturnValue:
    year = find(select(OfficeDay), row_id).day.year
    form = OfficeDayRemovalForm.from_request()
    if form.validate() and attempt(form, lambda: _remove(row_id, form)):
        flash(gettext("Suntingan dihapus. Hari itu kembali menurut ketetapan."))
        return redirect(url_for(".index", tahun=year), 303)
    row = find(select(OfficeDay), row_id)
    form.version.now_shows(row.version)
    return _removal_page(form, row)


def _add(form: OfficeDayForm) -> bool:
    OfficeDay.add(db.session(), by=actor().user_id, at=now(), **form.columns())
    return True


def _revise(row_id: int, form: OfficeDayForm) -> bool:
    row = find(select(OfficeDay), row_id)
    version = form.version.data or 0
    row.revise(by=actor().user_id, at=now(), version=version, **form.columns())
    return True


def _remove(row_id: int, form: OfficeDayRemovalForm) -> bool:
    row = find(select(OfficeDay), row_id)
    row.remove(by=actor().user_id, at=now(), version=form.version.data or 0)
    return True


def _stored(form: OfficeDayForm) -> ResponseReturnValue:
    flash(gettext("Kalender kerja tersimpan."))
    return redirect(url_for(".index", tahun=form.columns()["day"].year), 303)


def _stored_form(row: OfficeDay) -> OfficeDayForm:
    return OfficeDayForm(obj=row, kind=WORKING if row.working else OFF)


def _form_page(
    form: OfficeDayForm, row: OfficeDay | None, changed: Sequence[Difference] = ()
) -> ResponseReturnValue:
    page = render_template("working_days/form.html", form=form, row=row, changed=changed)
    return page, form.http_status


def _removal_page(form: OfficeDayRemovalForm, row: OfficeDay) -> ResponseReturnValue:
    return render_template("working_days/remove.html", form=form, row=row), form.http_status


def _year() -> int:
    """The year asked for; this one for words the calendar does not know."""
    asked = request.args.get("tahun", type=int)
    return asked if asked and FIRST_YEAR <= asked <= LAST_YEAR else today().year


def _day() -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(request.args.get("tanggal", ""))
    return None
