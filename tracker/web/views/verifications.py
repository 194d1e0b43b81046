"""The secretariat's desk: claims of agencies, oldest first, ruled on one after the other."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.models.assignment_states import Verdict
from tracker.models.assignments import Assignment
from tracker.models.updates import Verification
from tracker.policy.actions import can_rule_for, visible_assignments
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now
from tracker.web.forms.assignments import QUEUE, VerdictForm
from tracker.web.saving import attempt
from tracker.web.verification_desk import desk_page, next_claim, place_of

views = Blueprint("verifications", __name__)


@views.get("/verifikasi")
def index() -> ResponseReturnValue:
    return desk_page()


@views.get("/verifikasi/<int:assignment_id>")
def show(assignment_id: int) -> ResponseReturnValue:
    return desk_page(assignment_id)


@views.post("/tugas/<int:assignment_id>/verifikasi")
def create(assignment_id: int) -> ResponseReturnValue:
    """Refused words come back where they were typed, beside the claim as it is now."""
    place = place_of(_ruled_by_actor(assignment_id))
    form = VerdictForm.from_request()
    at_desk = form.back.data == QUEUE
    if not form.validate() or attempt(form, lambda: _verify(form, assignment_id)) is None:
        return desk_page(assignment_id, form) if at_desk else assignment_page(assignment_id, form)
    if at_desk and place:
        return redirect(next_claim(place, ruled=assignment_id), 303)
    flash(_outcome(form.verdict.data))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def _outcome(verdict: Verdict) -> str:
    told = {
        Verdict.ACCEPTED: gettext("Laporan diterima sebagai terverifikasi."),
        Verdict.RETURNED: gettext("Laporan dikembalikan dengan catatan."),
        Verdict.INFEASIBLE: gettext("Diputus tidak dapat dilaksanakan dengan alasan sah."),
    }
    return str(told[verdict])


def _ruled_by_actor(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_rule_for(actor(), assignment))
    return assignment


def _verify(form: VerdictForm, assignment_id: int) -> Verification:
    assignment = _ruled_by_actor(assignment_id)
    assignment.require_claim(form.claim.data or 0)
    return assignment.verify(
        *(form.verdict.data, form.note.data or ""),
        by=actor(),
        at=now(),
        met=form.met.data or [],
    )
