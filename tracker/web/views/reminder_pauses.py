"""Jeda: nobody is reminded for a while, or one organisation is not."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.reminder_pauses import ReminderPause
from tracker.policy.reminders import can_pause_reminders
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.base import Form, options
from tracker.web.forms.reminders import ReminderPauseForm
from tracker.web.saving import attempt

views = Blueprint("reminder_pauses", __name__, url_prefix="/pengingat/jeda")


@views.before_request
def _secretariat_only() -> None:
    require(can_pause_reminders(actor()))


@views.get("/baru")
def new() -> ResponseReturnValue:
    return _page(ReminderPauseForm(since=today()))


@views.post("/baru")
def create() -> ResponseReturnValue:
    form = ReminderPauseForm.from_request()
    _with_choices(form)
    if form.validate() and attempt(form, lambda: _add(form)):
        flash(gettext("Jeda tersimpan. Yang masih benar diingatkan sesudahnya."))
        return redirect(url_for("reminders.index"), 303)
    return _page(form)


@views.post("/<int:pause_id>/pengakhiran")
def lift(pause_id: int) -> ResponseReturnValue:
    find(select(ReminderPause), pause_id)
    form = Form()
    if attempt(form, lambda: _lift(pause_id)):
        flash(gettext("Jeda diakhiri. Pengingat berjalan lagi."))
    else:
        flash(" ".join(form.form_errors), "warning")
    return redirect(url_for("reminders.index"), 303)


def _add(form: ReminderPauseForm) -> bool:
    made_by, by = actor().name, actor().user_id
    ReminderPause.add(db.session(), by=by, at=now(), made_by=made_by, **form.values())
    return True


def _lift(pause_id: int) -> bool:
    find(select(ReminderPause), pause_id).lift(by=actor().user_id, at=now())
    return True


def _with_choices(form: ReminderPauseForm) -> None:
    every = options([("", gettext("Semua instansi"))])
    form.organisation_id.choices = [*every, *choices.organisations(today())]


def _page(form: ReminderPauseForm) -> ResponseReturnValue:
    _with_choices(form)
    return render_template("reminders/pause.html", form=form), form.http_status
