"""Matriks tindak lanjut: on the screen page by page, as a paper, and as files for Excel."""

import hashlib
import io
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.documents import matrix_columns, wording
from tracker.documents.spreadsheets import write_csv, write_xlsx
from tracker.documents.work_matrix import MOST_ROWS, print_matrix
from tracker.infra.db import db, write
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.errors import DomainError
from tracker.reports.work_matrix import Position, Row, matrix_rows
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.assignments import FilterForm
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.readings import opened
from tracker.web.views.files import download
from tracker.web.work_filter import filter_form, more_url, wanted_by

views = Blueprint("work_matrix", __name__, url_prefix="/tindak-lanjut/matriks")

# So many rows take about a second of one processor; nobody else's page waits longer than that.
MOST_IN_XLSX, MOST_IN_CSV = 7_000, 10_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@views.get("")
def index() -> ResponseReturnValue:
    form = filter_form()
    rows = _rows(form, PAGE_SIZE + 1, after=_after())
    return render_template(
        "work_matrix/index.html",
        form=form,
        page=page_of(rows, lambda row: list(row.position)),
        more_url=more_url(),
        query=request.query_string.decode(),
        says=matrix_columns,
    )


@views.get("/xlsx")
def xlsx() -> ResponseReturnValue:
    form = filter_form()
    rows, target = _whole(form, MOST_IN_XLSX), io.BytesIO()
    title = " · ".join(["Matriks tindak lanjut", *(words for _, words in _asked(form))])
    write_xlsx(target, rows, title=title, told_on=today(), by=actor().office)
    return _file(target, XLSX, "xlsx")


@views.get("/csv")
def csv() -> ResponseReturnValue:
    rows, target = _whole(filter_form(), MOST_IN_CSV), io.BytesIO()
    write_csv(target, rows)
    return _file(target, CSV, "csv")


@views.post("/cetakan")
def create() -> ResponseReturnValue:
    """What the address asks for, printed by the worker for who asks."""
    form = filter_form()
    rows, asked = _whole(form, MOST_ROWS), _asked(form)
    with write(db.session()):
        printout = print_matrix(
            db.session(), rows, asked=asked, by=actor(), at=now(), zone=settings().zone
        )
    return redirect(url_for("printouts.show", printout_id=printout.id), 303)


def _rows(form: FilterForm, limit: int, *, after: Position = (0, 0)) -> Sequence[Row]:
    """Whoever is shown what is above Biasa has opened it."""
    found = matrix_rows(
        db.session(),
        actor(),
        wanted_by(form),
        today=today(),
        zone=settings().zone,
        after=after,
        limit=limit,
    )
    rows = list(found)
    for row in rows:
        opened(Action, row.action_id, row.security_class)
    return rows


def _whole(form: FilterForm, most: int) -> Sequence[Row]:
    """All rows that are asked for. Raises DomainError when they are more than `most`."""
    rows = _rows(form, most + 1)
    if len(rows) > most:
        raise DomainError(
            "too_many_rows",
            N_(
                "Matriks ini lebih dari %(most)s baris. Persempit saringannya, misalnya per "
                "instansi, unit, atau rangkaian."
            ),
            most=wording.figure(most),
        )
    return rows


def _asked(form: FilterForm) -> list[tuple[str, str]]:
    """What the matrix was narrowed to, as the form says it; an agency's own is always its own."""
    told = [] if _oversees() else [("Instansi", actor().office)]
    for name in ("instansi", "unit", "rangkaian", "keadaan"):
        if name in form and form[name].data:
            field: Any = form[name]
            chosen = next(choice[1] for choice in field.iter_choices() if choice[2])
            label = "Cakupan" if name == "keadaan" else str(field.label.text)
            told.append((label, str(chosen)))
    if form.q.data:
        told.append(("Memuat kata", form.q.data))
    return told


def _oversees() -> bool:
    return actor().is_secretariat or actor().is_leader


def _after() -> Position:
    match cursor():
        case [int(action_id), int(assignment_id)]:
            return action_id, assignment_id
    return 0, 0


def _file(target: io.BytesIO, media_type: str, ending: str) -> ResponseReturnValue:
    name = f"Matriks tindak lanjut {today().isoformat()}.{ending}"
    data = target.getvalue()
    return download(data, media_type, name, etag=hashlib.sha256(data).hexdigest())
