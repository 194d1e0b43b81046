"""Ralat: a sealed record is opened again, with a reason, towards a new edition."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.models.corrections import open_correction
from tracker.models.minutes import Minutes
from tracker.policy.minutes import can_open_correction
from tracker.web.access import require
from tracker.web.context import actor, now
from tracker.web.forms.minutes import CorrectionForm
from tracker.web.minutes_page import find_minutes
from tracker.web.saving import attempt

views = Blueprint("corrections", __name__)


@views.get("/rapat/<int:meeting_id>/notula/ralat")
def new(meeting_id: int) -> ResponseReturnValue:
    return _page(CorrectionForm(), _correctable(meeting_id))


@views.post("/rapat/<int:meeting_id>/notula/ralat")
def create(meeting_id: int) -> ResponseReturnValue:
    form = CorrectionForm.from_request()
    _correctable(meeting_id)
    if form.validate() and attempt(form, lambda: _open(meeting_id, form.reason.data or "")):
        flash(gettext("Ralat dibuka. Catatan rapat dapat diubah lagi."))
        return redirect(url_for("minutes.show", meeting_id=meeting_id), 303)
    return _page(form, _correctable(meeting_id))


def _correctable(meeting_id: int) -> Minutes:
    minutes = find_minutes(meeting_id)
    require(can_open_correction(actor(), minutes))
    return minutes


def _open(meeting_id: int, reason: str) -> bool:
    open_correction(_correctable(meeting_id), reason, by=actor(), at=now())
    return True


def _page(form: CorrectionForm, minutes: Minutes) -> ResponseReturnValue:
    page = render_template("minutes/correct.html", form=form, minutes=minutes)
    return page, form.http_status
