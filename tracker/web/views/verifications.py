"""The secretariat's desk: claims of agencies, oldest first, accepted or returned in place."""

from contextlib import suppress
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.assignment_states import Verdict
from tracker.models.assignments import Assignment
from tracker.models.updates import Verification
from tracker.policy.actions import can_rule_for, visible_assignments
from tracker.reports.queues import Claim, claims
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now
from tracker.web.forms.assignments import QUEUE, VerdictForm
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.saving import attempt

views = Blueprint("verifications", __name__)


@views.get("/verifikasi")
def index() -> ResponseReturnValue:
    require(actor().is_secretariat)
    rows = claims(db.session(), actor(), limit=PAGE_SIZE + 1, after=_after())
    page = page_of(rows, lambda claim: [claim.claimed_at.isoformat(), claim.assignment_id])
    forms = {claim.assignment_id: _form_for(claim) for claim in page.rows}
    return render_template("verifications/index.html", page=page, forms=forms)


@views.post("/tugas/<int:assignment_id>/verifikasi")
def create(assignment_id: int) -> ResponseReturnValue:
    """Refused words are shown on the page of the assignment, with the claim in full."""
    _ruled_by_actor(assignment_id)
    form = VerdictForm.from_request()
    if not form.validate() or attempt(form, lambda: _verify(form, assignment_id)) is None:
        return assignment_page(assignment_id, form)
    flash(_outcome(form.verdict.data))
    if form.back.data == QUEUE:
        return redirect(url_for("verifications.index"), 303)
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
    return assignment.verify(form.verdict.data, form.note.data or "", by=actor(), at=now())


def _form_for(claim: Claim) -> VerdictForm:
    """One form among many on a page: its fields have ids of their own."""
    form = VerdictForm(back=QUEUE, claim=claim.update_id)
    form.note.id = f"note-{claim.assignment_id}"
    form.note.label.field_id = form.note.id
    return form


def _after() -> tuple[datetime, int] | None:
    match cursor():
        case [str(at), int(row_id)]:
            return _position(at, row_id)
    return None


def _position(at: str, row_id: int) -> tuple[datetime, int] | None:
    with suppress(ValueError, OverflowError):  # the first and last day may lie beyond UTC's
        claimed_at = datetime.fromisoformat(at)
        return (claimed_at.astimezone(UTC), row_id) if claimed_at.tzinfo else None
    return None
