"""Which position of its organisation sees to a share: its own people say so, or the secretariat."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.models.assigning import entrust
from tracker.models.assignments import Assignment
from tracker.models.people import Position
from tracker.policy.actions import can_entrust, visible_assignments
from tracker.web import choices
from tracker.web.access import find, require
from tracker.web.context import actor, now, today
from tracker.web.forms.assignments import EntrustForm
from tracker.web.saving import attempt

views = Blueprint("entrusting", __name__)


@views.route("/tugas/<int:assignment_id>/jabatan", methods=["GET", "POST"])
def edit(assignment_id: int) -> ResponseReturnValue:
    assignment = _entrusted(assignment_id)
    form = EntrustForm.from_request(obj=assignment)
    own = choices.positions_of(assignment.organisation_id, today())
    form.position_id.choices = [("", gettext("Belum ditentukan")), *own]
    if request.method == "POST" and form.validate():
        if attempt(form, lambda: _entrust(form, assignment_id)):
            flash(gettext("Jabatan yang menangani tersimpan."))
            return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
        assignment = _entrusted(assignment_id)  # as it is, whatever was refused
    page = render_template("assignments/entrust.html", assignment=assignment, form=form, own=own)
    return page, form.http_status


def _entrusted(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_entrust(actor(), assignment))
    return assignment


def _entrust(form: EntrustForm, assignment_id: int) -> Assignment:
    chosen = form.position_id.data
    position = find(select(Position), chosen) if chosen else None
    assignment = _entrusted(assignment_id)
    entrust(assignment, position, by=actor().user_id, at=now())
    return assignment
