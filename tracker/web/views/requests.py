"""Permohonan: what agencies objected to or asked for, oldest first, ruled on in place."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.reports.requests import Kind, Position, Waiting, waiting_requests
from tracker.web.access import require
from tracker.web.context import actor
from tracker.web.forms.answers import GrantForm, RulingForm
from tracker.web.paging import PAGE_SIZE, cursor, instant_of, page_of
from tracker.web.ruling import QUEUE

views = Blueprint("requests", __name__)


@views.get("/permohonan")
def index() -> ResponseReturnValue:
    require(actor().is_secretariat)
    rows = waiting_requests(db.session(), actor(), limit=PAGE_SIZE + 1, after=_after())
    page = page_of(rows, lambda row: [row.at.isoformat(), int(row.kind), row.id])
    forms = {(row.kind, row.id): _form_for(row) for row in page.rows}
    return render_template("requests/index.html", page=page, forms=forms, Kind=Kind)


def _form_for(row: Waiting) -> RulingForm:
    if row.kind is Kind.OBJECTION:
        return RulingForm(back=QUEUE).of(row.id)
    return GrantForm(granted_on=row.wished_on, back=QUEUE).of(row.id)


def _after() -> Position | None:
    match cursor():
        case [str(at), int(kind), int(row_id)]:
            instant = instant_of(at)
            return (instant, kind, row_id) if instant else None
    return None
