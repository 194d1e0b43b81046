"""An agency reports progress with evidence, and may take a claim back before it is ruled on."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.assignment_states import CLAIMS, Report
from tracker.models.assignments import Assignment
from tracker.models.updates import StatusUpdate, latest_update
from tracker.policy.actions import can_report_for, visible_assignments
from tracker.reports.duties import Narrowed, duties
from tracker.web.access import find, require
from tracker.web.assignment_page import assignment_page
from tracker.web.context import actor, asks_json, now, today
from tracker.web.forms.assignments import UpdateForm
from tracker.web.forms.base import Form
from tracker.web.saving import attempt
from tracker.web.sendings import accepted, refused, stored_report
from tracker.web.uploads import keep_uploads

views = Blueprint("updates", __name__)

NEXT = 3


@views.post("/tugas/<int:assignment_id>/perkembangan")
def create(assignment_id: int) -> ResponseReturnValue:
    _own(assignment_id)
    form = UpdateForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        blocked = (
            form.files.errors or attempt(form, lambda: _post(form, kept, assignment_id)) is None
        )
        if not blocked:
            return accepted(url_for("updates.sent", assignment_id=assignment_id))
    return refused(form) if asks_json() else assignment_page(assignment_id, form)


@views.get("/tugas/<int:assignment_id>/terkirim")
def sent(assignment_id: int) -> ResponseReturnValue:
    """Thanks for the last report, and leads on to what presses most now."""
    assignment = _own(assignment_id)
    update = db.session.scalar(latest_update(assignment_id))
    if update is None:
        return redirect(url_for("assignments.show", assignment_id=assignment_id))
    title, thanks = _thanks(update.report)
    others = Narrowed(but=assignment_id)
    owed = duties(db.session(), actor(), others, at=now(), today=today(), limit=NEXT)
    return render_template(
        "updates/sent.html",
        assignment=assignment,
        title=title,
        thanks=thanks,
        urgent=owed.most_urgent(today()),
        numbers=owed.numbers,
    )


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
    return stored_report(_own(assignment_id), form, kept, by=actor())


def _withdraw(assignment_id: int) -> Assignment:
    assignment = _own(assignment_id)
    assignment.withdraw_claim(by=actor(), at=now())
    return assignment


def _thanks(report: Report) -> tuple[str, str]:
    """What stands above the page, and the sentence below."""
    if report in CLAIMS:
        told = gettext("Laporan terkirim dan menunggu verifikasi sekretariat.")
        return gettext("Laporan terkirim"), told
    return gettext("Perkembangan tersimpan"), gettext("Terima kasih. Perkembangan tersimpan.")
