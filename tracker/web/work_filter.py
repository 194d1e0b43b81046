"""Which work a page is asked for: the same words in the address of the list and of the matrix."""

from flask import request
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.infra.words import words_of
from tracker.models.meetings import Meeting
from tracker.models.series import Series
from tracker.policy.meetings import visible_meetings
from tracker.reports.assignments import Standing, Wanted
from tracker.web import choices
from tracker.web.context import actor, today
from tracker.web.forms.assignments import FilterForm
from tracker.web.paging import here

FILTERS = ("saring", "keadaan", "instansi", "unit", "rangkaian")


def filter_form() -> FilterForm:
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


def wanted_by(form: FilterForm) -> Wanted:
    return Wanted(
        standing=form.keadaan.data or Standing.PENDING,
        organisation_id=form.instansi.data if "instansi" in form else None,
        unit_id=form.unit.data if "unit" in form else None,
        series_id=form.rangkaian.data if "rangkaian" in form else None,
        meeting_id=form.rapat.data,
        action_id=form.tindakan.data,
        words=words_of(form.q.data or ""),
    )


def more_url() -> str | None:
    """The same page with its filters open; None when they are."""
    return None if _filtering() else here(saring="1")


def _filtering() -> bool:
    return any(name in request.args for name in FILTERS)


def _series() -> list[choices.Choice]:
    """Series of which the actor sees any meeting."""
    seen = visible_meetings(actor()).where(Meeting.series_id == Series.id).exists()
    rows = db.session.execute(select(Series.id, Series.name).where(seen).order_by(Series.name))
    return [(row.id, row.name) for row in rows]
