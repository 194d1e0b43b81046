"""Keberatan: an agency says why it cannot do its share as given; the secretariat rules on it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select

from tracker.models.assignments import Assignment
from tracker.models.objections import Ground, Objection, object_to
from tracker.models.organisations import Organisation
from tracker.policy.actions import can_report_for, visible_assignments
from tracker.policy.answers import can_rule_on
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now, today
from tracker.web.forms.answers import FulfilForm, ObjectionForm, Ruling, RulingForm
from tracker.web.forms.base import Form
from tracker.web.ruling import ruled
from tracker.web.saving import attempt

views = Blueprint("objections", __name__)


@views.route("/tugas/<int:assignment_id>/keberatan", methods=["GET", "POST"])
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = _own(assignment_id)
    form = ObjectionForm.from_request()
    form.awaited_id.choices = [("", gettext("Pilih instansi")), *_others(assignment)]
    if request.method == "POST" and form.validate() and _sent(form, assignment_id):
        flash(gettext("Keberatan tersampaikan kepada sekretariat."))
        return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
    page = render_template("objections/new.html", assignment=_own(assignment_id), form=form)
    return page, form.http_status


@views.post("/tugas/<int:assignment_id>/keberatan/<int:objection_id>/putusan")
def rule(assignment_id: int, objection_id: int) -> ResponseReturnValue:
    """Refused words are shown on the page of the assignment, with the objection in full."""
    _rulable(assignment_id, objection_id)
    form = RulingForm.from_request().of(objection_id)

    def act() -> Objection:
        objection = _rulable(assignment_id, objection_id)
        verb = objection.accept if form.ruling.data is Ruling.ACCEPTED else objection.decline
        verb(form.answer.data or "", by=actor(), at=now())
        return objection

    return ruled(assignment_id, form, act)


@views.post("/tugas/<int:assignment_id>/keberatan/<int:objection_id>/penarikan")
def withdraw(assignment_id: int, objection_id: int) -> ResponseReturnValue:
    _answered(assignment_id, objection_id)
    form = Form()

    def act() -> Objection:
        objection = _answered(assignment_id, objection_id)
        objection.withdraw(by=actor(), at=now())
        return objection

    if attempt(form, act) is None:
        return assignment_page(assignment_id, form)
    flash(gettext("Keberatan ditarik."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@views.post("/tugas/<int:assignment_id>/keberatan/<int:objection_id>/pemenuhan")
def fulfil(assignment_id: int, objection_id: int) -> ResponseReturnValue:
    """The agency that waited confirms that what it waited for is there."""
    _answered(assignment_id, objection_id)
    form = FulfilForm.from_request().of(objection_id)

    def act() -> Objection:
        objection = _answered(assignment_id, objection_id)
        objection.fulfil(form.closing.data or "", by=actor(), at=now())
        return objection

    if not form.validate() or attempt(form, act) is None:
        return assignment_page(assignment_id, form)
    flash(gettext("Tercatat: yang ditunggu sudah dipenuhi."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def _own(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_report_for(actor(), assignment))
    return assignment


def _answered(assignment_id: int, objection_id: int) -> Objection:
    _own(assignment_id)
    return find(_of(assignment_id), objection_id)


def _rulable(assignment_id: int, objection_id: int) -> Objection:
    find(visible_assignments(actor()), assignment_id)
    objection = find(_of(assignment_id), objection_id)
    require(can_rule_on(actor(), objection))
    return objection


def _of(assignment_id: int) -> Select[Objection]:
    return select(Objection).where(Objection.assignment_id == assignment_id)


def _sent(form: ObjectionForm, assignment_id: int) -> bool:
    return attempt(form, lambda: _raise(form, assignment_id)) is not None


def _raise(form: ObjectionForm, assignment_id: int) -> Objection:
    ground = Ground(form.ground.data)
    awaited = None
    if ground is Ground.WAITING_FOR and form.awaited_id.data:
        awaited = find(select(Organisation), form.awaited_id.data)
    return object_to(
        _own(assignment_id),
        ground,
        form.reason.data or "",
        by=actor(),
        at=now(),
        awaited=awaited,
    )


def _others(assignment: Assignment) -> list[choices.Choice]:
    own = assignment.organisation_id
    return [choice for choice in choices.organisations(today()) if choice[0] != own]
