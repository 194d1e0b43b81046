"""Pengiriman: what went out without a meeting, what failed first, and sending that again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.deliveries import DeliveryState
from tracker.policy.deliveries import can_watch_deliveries, general_deliveries
from tracker.reports.deliveries import general_counts, general_log
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings
from tracker.web.forms.base import Form
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.saving import attempt

views = Blueprint("general_deliveries", __name__, url_prefix="/pengiriman")


@views.before_request
def _watchers_only() -> None:
    require(can_watch_deliveries(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    lines = general_log(db.session(), limit=PAGE_SIZE + 1, after=_after())
    counts = general_counts(db.session())
    return render_template(
        "general_deliveries/index.html",
        page=page_of(lines, lambda line: line.place),
        failed=counts.get(DeliveryState.FAILED, 0),
        waiting=counts.get(DeliveryState.WAITING, 0),
        mail_is_set=bool(settings().mail_url),
        gateway_is_set=bool(settings().webhook_url),
    )


@views.post("/<int:delivery_id>/pengulangan")
def retry(delivery_id: int) -> ResponseReturnValue:
    form = Form()
    if attempt(form, lambda: _retry(delivery_id)):
        flash(gettext("Kiriman masuk antrean lagi."))
    else:
        flash(str(form.form_errors[0]), "warning")
    return redirect(url_for(".index"), 303)


def _retry(delivery_id: int) -> bool:
    find(general_deliveries(actor()), delivery_id).retry(by=actor().user_id, at=now())
    return True


def _after() -> tuple[int, int] | None:
    match cursor():
        case [int(group), int(row_id)]:
            return group, row_id
    return None
