"""Tugas OPD: all that the reader's organisations owe, most pressing first."""

from contextlib import suppress
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.infra.words import words_of
from tracker.models.organisations import Organisation
from tracker.reports.duties import (
    Duty,
    Heap,
    Narrowed,
    Place,
    by_heap,
    duties,
    positions_owing,
    series_owed_in,
)
from tracker.web.access import require
from tracker.web.choices import Choice
from tracker.web.context import actor, now, today
from tracker.web.forms.duties import MINE, DutiesForm
from tracker.web.paging import PAGE_SIZE, cursor, here, page_of

views = Blueprint("duties", __name__)

FILTERS = ("saring", "tenggat", "rangkaian", "jabatan", "instansi")


@views.get("/tugas")
def index() -> ResponseReturnValue:
    require(actor().is_agency)
    form = _form()
    owed = duties(
        db.session(),
        actor(),
        _narrowed(form),
        at=now(),
        today=today(),
        limit=PAGE_SIZE + 1,
        after=_after(),
    )
    page = page_of(owed.rows, _key)
    more_url = None if _filtering() else here(saring="1")
    return render_template(
        "duties/index.html",
        form=form,
        page=page,
        numbers=owed.numbers,
        by_heap=by_heap(page.rows, today()),
        more_url=more_url,
    )


def _form() -> DutiesForm:
    """What the address asks for; choices are fetched only when somebody filters."""
    form = DutiesForm(request.args)
    every: tuple[str, str] = ("", gettext("Semua"))
    if _filtering():
        form.rangkaian.choices = [every, *series_owed_in(db.session(), actor())]
        positions = positions_owing(db.session(), actor())
        mine = [(MINE, gettext("Jabatan saya"))] if actor().posts else []
        form.jabatan.choices = [every, *mine, *((str(key), title) for key, title in positions)]
    else:
        del form.rangkaian, form.jabatan
    if _filtering() and len(actor().agencies) > 1:
        form.instansi.choices = [every, *_own_organisations()]
    else:
        del form.instansi
    form.forget_unknown()
    return form


def _filtering() -> bool:
    return any(name in request.args for name in FILTERS)


def _own_organisations() -> list[Choice]:
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(actor().agencies))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def _narrowed(form: DutiesForm) -> Narrowed:
    return Narrowed(
        heap=form.keadaan.data or Heap.PENDING,
        due=form.tenggat.data,
        organisation_id=form.instansi.data if "instansi" in form else None,
        meeting_id=form.rapat.data,
        series_id=form.rangkaian.data if "rangkaian" in form else None,
        position_ids=_positions(form.jabatan.data) if "jabatan" in form else None,
        words=words_of(form.q.data or ""),
    )


def _positions(chosen: str) -> frozenset[int] | None:
    if chosen == MINE:
        return frozenset(post.position_id for post in actor().posts)
    return frozenset({int(chosen)}) if chosen else None


def _key(row: Duty) -> list[int | str]:
    place, due, row_id = row.at
    return [place, due.isoformat(), row_id]


def _after() -> Place | None:
    """The place a next page goes on from; None when the address holds something else."""
    match cursor():
        case [int(place), str(due), int(row_id)]:
            with suppress(ValueError):
                return place, date.fromisoformat(due), row_id
    return None
