"""How long links to tasks last, and whether reminders bring them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.action_link_rules import (
    ActionLinkRules,
    action_link_rules,
    save_action_link_rules,
)
from tracker.policy.administration import can_administer
from tracker.web.access import require
from tracker.web.context import actor, now
from tracker.web.forms.message_templates import ActionLinkRulesForm
from tracker.web.saving import attempt, differences

views = Blueprint("action_link_rules", __name__, url_prefix="/pengaturan/tautan-tugas")


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("")
def show() -> ResponseReturnValue:
    return _page(_stored_form())


@views.post("")
def update() -> ResponseReturnValue:
    form = ActionLinkRulesForm.from_request()
    if form.validate() and attempt(form, lambda: _save(form)):
        flash(gettext("Tersimpan. Tautan yang sudah dikirim tidak berubah."))
        return redirect(url_for(".show"), 303)
    return _page(form)


def _stored_form() -> ActionLinkRulesForm:
    rules, version = action_link_rules(db.session())
    return ActionLinkRulesForm(version=version, days=rules.days, in_reminders=rules.in_reminders)


def _save(form: ActionLinkRulesForm) -> bool:
    rules = ActionLinkRules(days=form.days.data or 0, in_reminders=form.in_reminders.data)
    version = form.version.data or 0
    save_action_link_rules(db.session(), rules, by=actor().user_id, at=now(), version=version)
    return True


def _page(form: ActionLinkRulesForm) -> ResponseReturnValue:
    changed = differences(form, _stored_form()) if form.conflict else []
    html = render_template("action_link_rules/show.html", form=form, changed=changed)
    return html, form.http_status
