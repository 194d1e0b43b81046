"""Pengiriman: what became of a meeting's mail, sending again what failed, closing a link."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.meetings import Meeting
from tracker.models.paper_links import PaperLink
from tracker.policy.distribution import can_distribute
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, asks_part, now
from tracker.web.delivery_page import delivery_page
from tracker.web.forms.base import Form
from tracker.web.saving import attempt
from tracker.web.security import own_path

views = Blueprint("deliveries", __name__, url_prefix="/rapat/<int:meeting_id>/pengiriman")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    """jenis: which sorts of mail, all of them when none is named. Asked again while mail waits."""
    meeting = find_meeting(meeting_id, can_distribute)
    wanted = request.args.getlist("jenis")
    kinds = [kind for kind in DeliveryKind if not wanted or kind.value in wanted]
    template = "deliveries/_log.html" if asks_part() else "deliveries/index.html"
    back_url = (
        own_path(request.args.get("kembali")) if asks_part() else request.full_path.rstrip("?")
    )
    log = delivery_page(meeting, kinds, back_url=back_url)
    return render_template(template, meeting=meeting, log=log)


@views.post("/<int:delivery_id>/pengulangan")
def retry(meeting_id: int, delivery_id: int) -> ResponseReturnValue:
    form = Form()
    if attempt(form, lambda: _retry(meeting_id, delivery_id)):
        flash(gettext("Surel masuk antrean lagi."))
    else:
        flash(str(form.form_errors[0]), "warning")
    return _back(meeting_id)


@views.route("/<int:delivery_id>/pencabutan", methods=["GET", "POST"])
def withdraw(meeting_id: int, delivery_id: int) -> ResponseReturnValue:
    """Closing the link in a mail asks once more."""
    delivery = _delivery(find_meeting(meeting_id, can_distribute), delivery_id)
    link = _link(delivery)
    if request.method == "POST":
        attempt(Form(), lambda: _withdraw(meeting_id, delivery_id))
        flash(gettext("Tautan dicabut."))
        return redirect(url_for("distribution.show", meeting_id=meeting_id), 303)
    return render_template("deliveries/withdraw.html", delivery=delivery, link=link)


def _delivery(meeting: Meeting, delivery_id: int) -> Delivery:
    return find(select(Delivery).where(Delivery.meeting_id == meeting.id), delivery_id)


def _link(delivery: Delivery) -> PaperLink:
    link = db.session.scalar(select(PaperLink).where(PaperLink.key == delivery.key))
    return link or abort(404)


def _retry(meeting_id: int, delivery_id: int) -> bool:
    delivery = _delivery(find_meeting(meeting_id, can_distribute), delivery_id)
    delivery.retry(by=actor().user_id, at=now())
    return True


def _withdraw(meeting_id: int, delivery_id: int) -> bool:
    link = _link(_delivery(find_meeting(meeting_id, can_distribute), delivery_id))
    link.withdraw(by=actor().user_id, at=now())
    return True


def _back(meeting_id: int) -> ResponseReturnValue:
    target = own_path(request.form.get("kembali"))
    return redirect(target or url_for(".index", meeting_id=meeting_id), 303)
