"""Instansi lain menunggu Anda: what others cannot go on without, and saying that it is there."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.objections import Objection
from tracker.policy.answers import visible_waits
from tracker.reports.objections import Position, waiting_on
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.answers import FulfilForm
from tracker.web.paging import PAGE_SIZE, cursor, instant_of, page_of
from tracker.web.saving import attempt

views = Blueprint("waits", __name__)


@views.get("/ditunggu")
def index() -> ResponseReturnValue:
    require(actor().is_agency)
    return _page()


@views.post("/ditunggu/<int:objection_id>/pemenuhan")
def fulfil(objection_id: int) -> ResponseReturnValue:
    """One that no longer stands is not there for the organisation that was waited for."""
    require(actor().is_agency)
    find(visible_waits(actor()), objection_id)
    form = FulfilForm.from_request().of(objection_id)

    def act() -> Objection:
        objection = find(visible_waits(actor()), objection_id)
        objection.fulfil(form.closing.data or "", by=actor(), at=now())
        return objection

    if not form.validate() or attempt(form, act) is None:
        return _page(form)
    flash(gettext("Tercatat. Instansi yang menunggu membacanya pada tugasnya."))
    return redirect(url_for("waits.index"), 303)


def _page(posted: FulfilForm | None = None) -> ResponseReturnValue:
    rows = waiting_on(
        db.session(),
        actor(),
        today=today(),
        zone=settings().zone,
        limit=PAGE_SIZE + 1,
        after=_after(),
    )
    page = page_of(rows, lambda row: [row.raised_at.isoformat(), row.objection_id])
    forms = {row.objection_id: FulfilForm().of(row.objection_id) for row in page.rows}
    if posted:
        forms[posted.row_id] = posted
    text = render_template("waits/index.html", page=page, forms=forms, posted=posted)
    return text, posted.http_status if posted else 200


def _after() -> Position | None:
    match cursor():
        case [str(at), int(row_id)]:
            instant = instant_of(at)
            return (instant, row_id) if instant else None
    return None
