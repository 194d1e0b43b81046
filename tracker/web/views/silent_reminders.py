"""One act reminds all who have not reported on an action; the page before it says whom and how."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from tracker.documents.silent_reminders import remind_silent, silent_on
from tracker.infra.db import db
from tracker.models.actions import Action
from tracker.policy.actions import can_edit_action, visible_actions
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.base import Form
from tracker.web.saving import attempt

views = Blueprint(
    "silent_reminders", __name__, url_prefix="/tindak-lanjut/<int:action_id>/pengingat"
)


@views.get("")
def ask(action_id: int) -> ResponseReturnValue:
    return _page(_editable(action_id), Form())


@views.post("")
def remind(action_id: int) -> ResponseReturnValue:
    _editable(action_id)
    form = Form.from_request()
    reminded = attempt(form, lambda: _remind(action_id))
    if reminded is None:
        return _page(_editable(action_id), form)
    words = ngettext("%(num)d instansi diingatkan.", "%(num)d instansi diingatkan.", reminded)
    flash(words)
    return redirect(url_for("actions.show", action_id=action_id), 303)


def _editable(action_id: int) -> Action:
    action = find(visible_actions(actor()), action_id)
    require(can_edit_action(actor(), action))
    return action


def _remind(action_id: int) -> int:
    reminded = remind_silent(
        db.session(),
        _editable(action_id),
        by=actor().user_id,
        at=now(),
        today=today(),
        settings=settings(),
    )
    return len(reminded)


def _page(action: Action, form: Form) -> ResponseReturnValue:
    silent = silent_on(db.session(), action, today=today())
    page = render_template(
        "silent_reminders/ask.html",
        action=action,
        form=form,
        to_mail=[f"{one.organisation}: {one.recipient.address}" for one in silent if one.to_mail],
        reminded=[one.organisation for one in silent if one.reminded],
        unreached=[
            f"{one.organisation}: {gettext(one.recipient.problem)}"
            for one in silent
            if one.recipient.problem and not one.reminded
        ],
    )
    return page, form.http_status
