"""Tenggat baru: an agency asks for another due date, the secretariat rules on it."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.models.assignments import Assignment
from tracker.models.extensions import ExtensionRequest, ask_for_date
from tracker.policy.actions import can_report_for, can_rule_for, visible_assignments
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now, today
from tracker.web.forms.answers import ExtensionForm, GrantForm, Ruling
from tracker.web.forms.base import Form
from tracker.web.ruling import ruled
from tracker.web.saving import attempt

views = Blueprint("extensions", __name__)


@views.route("/tugas/<int:assignment_id>/perpanjangan", methods=["GET", "POST"])
def create(assignment_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = ExtensionForm.from_request()

    def act() -> ExtensionRequest:
        wished: date = form.wished_on.data  # type: ignore[assignment]  # the form requires it
        words = form.reason.data or ""
        return ask_for_date(_own(assignment_id), wished, words, by=actor(), at=now(), today=today())

    if request.method == "POST" and form.validate() and attempt(form, act) is not None:
        flash(gettext("Permohonan tenggat terkirim. Tenggat lama berlaku sampai ada putusan."))
        return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
    page = render_template("extensions/new.html", assignment=_own(assignment_id), form=form)
    return page, form.http_status


@views.post("/tugas/<int:assignment_id>/perpanjangan/<int:request_id>/putusan")
def rule(assignment_id: int, request_id: int) -> ResponseReturnValue:
    """Granted with the wished date unless another is given."""
    _rulable(assignment_id, request_id)
    form = GrantForm.from_request().of(request_id)

    def act() -> ExtensionRequest:
        asked = _rulable(assignment_id, request_id)
        words = form.answer.data or ""
        if form.ruling.data is Ruling.ACCEPTED:
            on = form.granted_on.data or asked.wished_on
            asked.grant(on, words, by=actor(), at=now(), today=today())
        else:
            asked.decline(words, by=actor(), at=now())
        return asked

    return ruled(assignment_id, form, act)


@views.post("/tugas/<int:assignment_id>/perpanjangan/<int:request_id>/penarikan")
def withdraw(assignment_id: int, request_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = Form()

    def act() -> ExtensionRequest:
        _own(assignment_id)
        asked = _asked(assignment_id, request_id)
        asked.withdraw(by=actor(), at=now())
        return asked

    _asked(assignment_id, request_id)
    if attempt(form, act) is None:
        return assignment_page(assignment_id, form)
    flash(gettext("Permohonan tenggat ditarik."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def _own(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_report_for(actor(), assignment))
    return assignment


def _rulable(assignment_id: int, request_id: int) -> ExtensionRequest:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_rule_for(actor(), assignment))
    return _asked(assignment_id, request_id)


def _asked(assignment_id: int, request_id: int) -> ExtensionRequest:
    asked = select(ExtensionRequest).where(ExtensionRequest.assignment_id == assignment_id)
    return find(asked, request_id)
