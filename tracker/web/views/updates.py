"""An agency reports progress with evidence, and may take a claim back before it is ruled on."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.assignment_states import CLAIMS, Report
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, stored_file
from tracker.models.updates import StatusUpdate
from tracker.policy.actions import can_report_for, visible_assignments
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, now
from tracker.web.forms.assignments import UpdateForm
from tracker.web.forms.base import Form
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads

views = Blueprint("updates", __name__)


@views.post("/tugas/<int:assignment_id>/perkembangan")
def create(assignment_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = UpdateForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        refused = (
            form.files.errors or attempt(form, lambda: _post(form, kept, assignment_id)) is None
        )
        if not refused:
            flash(_thanks(Report(form.report.data)))
            return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
    return assignment_page(assignment_id, form)


@views.post("/tugas/<int:assignment_id>/penarikan")
def withdraw(assignment_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = Form()
    if not attempt(form, lambda: _withdraw(assignment_id)):
        return assignment_page(assignment_id, form)
    flash(gettext("Laporan selesai ditarik. Tindak lanjut ini kembali dalam proses."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def _own(assignment_id: int) -> Assignment:
    assignment = find(visible_assignments(actor()), assignment_id)
    require(can_report_for(actor(), assignment))
    return assignment


def _post(form: UpdateForm, kept: Sequence[StoredBytes], assignment_id: int) -> StatusUpdate:
    assignment = _own(assignment_id)
    mine = partial(
        stored_file,
        db.session(),
        kind=FileKind.EVIDENCE,
        by=actor().user_id,
        at=now(),
        assignment_id=assignment_id,
    )
    return assignment.post_update(
        Report(form.report.data),
        form.note.data or "",
        by=actor(),
        at=now(),
        files=[mine(stored=one) for one in kept],
        link=(form.link.data or "").strip(),
    )


def _withdraw(assignment_id: int) -> Assignment:
    assignment = _own(assignment_id)
    assignment.withdraw_claim(by=actor(), at=now())
    return assignment


def _thanks(report: Report) -> str:
    if report in CLAIMS:
        return str(gettext("Laporan terkirim dan menunggu verifikasi sekretariat."))
    return str(gettext("Perkembangan tersimpan."))
