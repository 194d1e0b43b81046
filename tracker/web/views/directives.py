"""Arahan outside meetings: recorded with the action it opens, and corrected afterwards."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.actions import Action, open_action
from tracker.models.directives import Directive, give_directive, require_given
from tracker.policy.actions import can_open_action, visible_actions
from tracker.policy.directives import can_edit_directive, visible_directives
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.directives import SOURCE, EditDirectiveForm, OutsideActionForm
from tracker.web.respondents import assign_respondents, offer_respondents
from tracker.web.saving import attempt, differences
from tracker.web.uploads import keep_uploads

views = Blueprint("directives", __name__)


@views.get("/tindak-lanjut/baru")
def new() -> ResponseReturnValue:
    require(actor().is_secretariat)
    return _new_page(_offered(OutsideActionForm()))


@views.post("/tindak-lanjut/baru")
def create() -> ResponseReturnValue:
    require(actor().is_secretariat)
    form = _offered(OutsideActionForm.from_request())
    if form.validate():
        kept = keep_uploads(form.files)
        action = None if form.files.errors else attempt(form, lambda: _order(form, kept))
        if action:
            flash(gettext("Tindak lanjut %(reference)s dibuka.", reference=action.reference))
            return redirect(url_for("actions.show", action_id=action.id), 303)
    return _new_page(form)


@views.get("/arahan/<int:directive_id>/ubah")
def edit(directive_id: int) -> ResponseReturnValue:
    directive = _editable(directive_id)
    return _edit_page(directive, EditDirectiveForm(obj=directive))


@views.post("/arahan/<int:directive_id>/ubah")
def update(directive_id: int) -> ResponseReturnValue:
    """Back to the action it opened."""
    _editable(directive_id)
    form = EditDirectiveForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        stored = (
            None if form.files.errors else attempt(form, lambda: _revise(form, directive_id, kept))
        )
        if stored:
            flash(gettext("Sumber arahan tersimpan."))
            return redirect(_action_url(stored), 303)
    return _edit_page(_editable(directive_id), form)


def _offered(form: OutsideActionForm) -> OutsideActionForm:
    offer_respondents(form, choices.units(actor()))
    return form


def _order(form: OutsideActionForm, kept: Sequence[StoredBytes]) -> Action:
    require(can_open_action(actor(), form.unit_id.data))
    by, at = actor().user_id, now()
    source = {name: form[name].data for name in (*SOURCE, "unit_id", "security_class")}
    directive = give_directive(db.session(), by=by, at=at, today=today(), **source)
    for stored in kept:
        directive.attach(stored, by=by, at=at)
    action = open_action(
        db.session(),
        by=by,
        at=at,
        year=today().year,
        directive=directive,
        **form.action_values(),
    )
    assign_respondents(action, form, by=by, at=at)
    return action


def _editable(directive_id: int) -> Directive:
    directive = find(visible_directives(actor()), directive_id)
    require(can_edit_directive(actor(), directive))
    return directive


def _revise(form: EditDirectiveForm, directive_id: int, kept: Sequence[StoredBytes]) -> Directive:
    directive, by, at = _editable(directive_id), actor().user_id, now()
    require_given(form.given_on.data, today())
    values = {name: form[name].data for name in SOURCE}
    directive.revise(by=by, at=at, version=form.version.data or 0, **values)
    for stored in kept:
        directive.attach(stored, by=by, at=at)
    return directive


def _new_page(form: OutsideActionForm) -> ResponseReturnValue:
    page = render_template("directives/new.html", form=form, other_names=choices.other_names())
    return page, form.http_status


def _edit_page(directive: Directive, form: EditDirectiveForm) -> ResponseReturnValue:
    stored = differences(form, EditDirectiveForm(obj=directive)) if form.conflict else []
    page = render_template(
        "directives/edit.html",
        directive=directive,
        form=form,
        differences=stored,
        back_url=_action_url(directive),
    )
    return page, form.http_status


def _action_url(directive: Directive) -> str:
    """The action that it opened first."""
    opened = visible_actions(actor()).where(Action.directive_id == directive.id)
    action = db.session.scalars(opened.order_by(Action.id).limit(1)).one()
    return url_for("actions.show", action_id=action.id)
