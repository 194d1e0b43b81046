"""What organisations owe: the list with its filters, and the page of one share."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.infra.words import words_of
from tracker.models.meetings import Meeting
from tracker.models.series import Series
from tracker.policy.meetings import visible_meetings
from tracker.reports.assignments import Row, Standing, Wanted, listed
from tracker.web import choices
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, today
from tracker.web.forms.assignments import FilterForm
from tracker.web.paging import PAGE_SIZE, after_day, here, page_of

views = Blueprint("assignments", __name__)

# What the list of an agency asks for in the same words.
SHARED = ("q", "keadaan", "rangkaian", "rapat")
FILTERS = ("saring", "keadaan", "instansi", "unit", "rangkaian")


@views.get("/tindak-lanjut")
def index() -> ResponseReturnValue:
    """For those who oversee others; an agency has its own list."""
    if actor().is_agency and not (actor().is_secretariat or actor().is_leader):
        return redirect(_own_list())
    form = _filter_form()
    wanted = Wanted(
        standing=form.keadaan.data or Standing.PENDING,
        organisation_id=form.instansi.data if "instansi" in form else None,
        unit_id=form.unit.data if "unit" in form else None,
        series_id=form.rangkaian.data if "rangkaian" in form else None,
        meeting_id=form.rapat.data,
        words=words_of(form.q.data or ""),
    )
    rows = listed(
        db.session(), actor(), wanted, today=today(), limit=PAGE_SIZE + 1, after=after_day()
    )
    page = page_of(rows, _key)
    meeting = _meeting(wanted.meeting_id)
    return render_template(
        "assignments/index.html", form=form, page=page, meeting=meeting, more_url=_more_url()
    )


@views.get("/tugas/<int:assignment_id>")
def show(assignment_id: int) -> ResponseReturnValue:
    return assignment_page(assignment_id)


def _own_list() -> str:
    """Narrowed as the address asks for. Put together by ourselves, as in `paging.here`."""
    kept = [(name, request.args[name]) for name in SHARED if name in request.args]
    return f"{url_for('duties.index')}?{urlencode(kept)}".rstrip("?")


def _filter_form() -> FilterForm:
    """What the address asks for; values it does not know are dropped.

    Agencies see their own work only: they are not asked whose. Hundreds of choices are fetched
    and drawn only when somebody filters.
    """
    form = FilterForm(request.args)
    every = ("", gettext("Semua"))
    if _filtering():
        form.rangkaian.choices = [every, *_series()]
    else:
        del form.rangkaian
    if _filtering() and (actor().is_secretariat or actor().is_leader):
        form.instansi.choices = [every, *choices.organisations(today())]
        form.unit.choices = [every, *choices.organising_units()]
    else:
        del form.instansi, form.unit
    form.forget_unknown()
    return form


def _filtering() -> bool:
    return any(name in request.args for name in FILTERS)


def _more_url() -> str | None:
    """The same list with its filters open; None when they are."""
    return None if _filtering() else here(saring="1")


def _series() -> list[choices.Choice]:
    """Series of which the actor sees any meeting."""
    seen = visible_meetings(actor()).where(Meeting.series_id == Series.id).exists()
    rows = db.session.execute(select(Series.id, Series.name).where(seen).order_by(Series.name))
    return [(row.id, row.name) for row in rows]


def _meeting(meeting_id: int | None) -> Meeting | None:
    """The meeting a list is narrowed to, for its title."""
    if meeting_id is None:
        return None
    return db.session.scalar(visible_meetings(actor()).where(Meeting.id == meeting_id))


def _key(row: Row) -> list[int | str]:
    due, row_id = row.position
    return [due.isoformat(), row_id]
