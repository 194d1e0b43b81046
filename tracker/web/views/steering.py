"""The secretariat changes the course of a share: hands it on, opens it again, or ends it.

Or it ends the whole action, for every organisation at once.
"""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.models.actions import Action
from tracker.models.assigning import reassign as hand_on
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.policy.actions import (
    can_cancel_action,
    can_rule_for,
    visible_actions,
    visible_assignments,
)
from tracker.reports.responsible import responsible_for
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.assignments import ReasonForm, ReassignForm
from tracker.web.saving import attempt

views = Blueprint("steering", __name__)


@views.route("/tugas/<int:assignment_id>/pengalihan", methods=["GET", "POST"])
def reassign(assignment_id: int) -> ResponseReturnValue:
    form = ReassignForm.from_request()
    form.organisation_id.choices = [("", gettext("Pilih instansi")), *_others(assignment_id)]

    def act() -> Assignment:
        heir = find(select(Organisation), form.organisation_id.data or 0)
        share = _steered(assignment_id)
        return hand_on(share, heir, form.reason.data or "", by=actor(), at=now())

    return _step("reassign", assignment_id, form, act, gettext("Tindak lanjut dialihkan."))


@views.route("/tugas/<int:assignment_id>/pembukaan-kembali", methods=["GET", "POST"])
def reopen(assignment_id: int) -> ResponseReturnValue:
    form = ReasonForm.from_request()

    def act() -> Assignment:
        assignment = _steered(assignment_id)
        assignment.reopen(form.reason.data or "", by=actor(), at=now())
        return assignment

    return _step("reopen", assignment_id, form, act, gettext("Tindak lanjut dibuka kembali."))


@views.route("/tugas/<int:assignment_id>/pembatalan", methods=["GET", "POST"])
def cancel(assignment_id: int) -> ResponseReturnValue:
    form = ReasonForm.from_request()

    def act() -> Assignment:
        assignment = _steered(assignment_id)
        assignment.cancel(form.reason.data or "", by=actor(), at=now())
        return assignment

    return _step("cancel", assignment_id, form, act, gettext("Tindak lanjut dibatalkan."))


@views.route("/tindak-lanjut/<int:action_id>/pembatalan", methods=["GET", "POST"])
def cancel_action(action_id: int) -> ResponseReturnValue:
    _cancellable(action_id)
    form = ReasonForm.from_request()

    def act() -> Action:
        action = _cancellable(action_id)
        action.cancel(form.reason.data or "", by=actor(), at=now())
        return action

    if request.method == "POST" and form.validate() and attempt(form, act) is not None:
        flash(gettext("Tindak lanjut dibatalkan untuk semua instansi."))
        return redirect(url_for("actions.show", action_id=action_id), 303)
    shares = responsible_for(db.session(), actor(), action_id)
    page = render_template(
        "actions/cancel.html",
        action=_cancellable(action_id),
        form=form,
        affected=[share.organisation for share in shares if share.state in PENDING_STATES],
    )
    return page, form.http_status


def _step(
    name: str, assignment_id: int, form: ReasonForm, act: Callable[[], Assignment], done: str
) -> ResponseReturnValue:
    """Ask first what happens to whom; posted with a reason, do it and show where it led."""
    _steered(assignment_id)
    if request.method == "POST" and form.validate():
        outcome = attempt(form, act)
        if outcome:
            flash(done)
            return redirect(url_for("assignments.show", assignment_id=outcome.id), 303)
    page = render_template(
        f"assignments/{name}.html", assignment=_steered(assignment_id), form=form
    )
    return page, form.http_status


def _steered(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_rule_for(actor(), assignment))
    return assignment


def _cancellable(action_id: int) -> Action:
    action = find(visible_actions(actor()), action_id)
    require(can_cancel_action(actor(), action))
    return action


def _others(assignment_id: int) -> list[choices.Choice]:
    own = _steered(assignment_id).organisation_id
    return [choice for choice in choices.organisations(today()) if choice[0] != own]
