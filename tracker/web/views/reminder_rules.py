"""Aturan pengingat: the general one, and that of a series."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.errors import Conflict
from tracker.models.reminder_rules import all_rules, drop_rule, save_rule
from tracker.models.series import Series
from tracker.policy.reminders import can_set_reminders
from tracker.policy.series import visible_series
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings
from tracker.web.forms.reminders import ReminderRuleForm, RuleRemovalForm
from tracker.web.saving import Difference, attempt, differences

views = Blueprint("reminder_rules", __name__)

PATH = "/rangkaian/<int:series_id>/pengingat"


@views.get("/pengingat/aturan")
def edit() -> ResponseReturnValue:
    require(can_set_reminders(actor(), None))
    return _page(_stored_form(None), None)


@views.post("/pengingat/aturan")
def update() -> ResponseReturnValue:
    require(can_set_reminders(actor(), None))
    form = ReminderRuleForm.from_request()
    return _answer(form, None)


@views.get(PATH)
def edit_for_series(series_id: int) -> ResponseReturnValue:
    series = _series(series_id)
    return _page(_stored_form(series), series)


@views.post(PATH)
def update_for_series(series_id: int) -> ResponseReturnValue:
    _series(series_id)
    form = ReminderRuleForm.from_request()
    del form.sends_at
    return _answer(form, series_id)


@views.post(f"{PATH}/umum")
def drop(series_id: int) -> ResponseReturnValue:
    """Back to the general rule."""
    form = RuleRemovalForm.from_request()
    _series(series_id)
    if form.validate() and attempt(form, lambda: _drop(series_id, form)):
        flash(gettext("Rangkaian ini kembali mengikuti aturan umum."))
        return redirect(url_for("series.show", series_id=series_id), 303)
    series = _series(series_id)
    shown = _stored_form(series)
    shown.form_errors.extend(form.form_errors)
    return _page(shown, series)[0], form.http_status


def _answer(form: ReminderRuleForm, series_id: int | None) -> ResponseReturnValue:
    if form.validate() and attempt(form, lambda: _save(series_id, form)):
        flash(gettext("Aturan pengingat tersimpan. Berlaku mulai pengingat berikutnya."))
        if series_id:
            return redirect(url_for("series.show", series_id=series_id), 303)
        return redirect(url_for(".edit"), 303)
    series = _series(series_id) if series_id else None
    changed = differences(form, _stored_form(series)) if form.conflict else []
    return _page(form, series, changed)


def _save(series_id: int | None, form: ReminderRuleForm) -> bool:
    save_rule(
        db.session(),
        _series(series_id) if series_id else None,
        by=actor().user_id,
        at=now(),
        version=form.version.data or 0,
        **form.columns(),
    )
    return True


def _drop(series_id: int, form: RuleRemovalForm) -> bool:
    _series(series_id)
    rule = all_rules(db.session()).of_series.get(series_id)
    if rule is None:
        raise Conflict("changed_meanwhile", gettext("Aturan ini sudah dihapus."))
    drop_rule(rule, by=actor().user_id, at=now(), version=form.version.data or 0)
    return True


def _series(series_id: int) -> Series:
    series = find(visible_series(actor()), series_id)
    require(can_set_reminders(actor(), series))
    return series


def _stored_form(series: Series | None) -> ReminderRuleForm:
    """Of a series without a rule of its own: the general one, to begin with."""
    rules = all_rules(db.session())
    rule = rules.of_series.get(series.id) if series else rules.general
    form = ReminderRuleForm.filled(rule or rules.general, rule.version or 0 if rule else 0)
    if series:
        del form.sends_at
    return form


def _page(
    form: ReminderRuleForm, series: Series | None, changed: Sequence[Difference] = ()
) -> tuple[str, int]:
    zone = settings().timezone
    page = render_template(
        "reminders/rule.html", form=form, series=series, changed=changed, zone=zone
    )
    return page, form.http_status
