"""Tanda tangan pada naskah: the scan of what was signed by hand."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.media_types import PDF
from tracker.infra.storage import StoredBytes
from tracker.models.documents import Document
from tracker.models.signings import add_scan
from tracker.policy.signings import can_keep_paper
from tracker.web.context import actor, now
from tracker.web.forms.signings import ScanForm
from tracker.web.paper_page import find_document
from tracker.web.saving import attempt
from tracker.web.uploads import keep_upload

SCANS = (PDF, "image/jpeg", "image/png")

views = Blueprint("signings", __name__, url_prefix="/naskah/<int:document_id>")


@views.get("/pindaian")
def new_scan(document_id: int) -> ResponseReturnValue:
    return _scan_page(find_document(document_id, can_keep_paper), ScanForm())


@views.post("/pindaian")
def create_scan(document_id: int) -> ResponseReturnValue:
    document, form = find_document(document_id, can_keep_paper), ScanForm.from_request()
    if (
        form.validate()
        and (scan := keep_upload(form.scan, SCANS))
        and attempt(form, lambda: _add_scan(document_id, scan))
    ):
        flash(gettext("Pindaian naskah bertanda tangan disimpan."))
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _scan_page(document, form)


def _add_scan(document_id: int, scan: StoredBytes) -> bool:
    document = find_document(document_id, can_keep_paper)
    add_scan(document, scan, by=actor(), at=now())
    return True


def _scan_page(document: Document, form: ScanForm) -> ResponseReturnValue:
    return render_template("signings/scan.html", document=document, form=form), form.http_status
