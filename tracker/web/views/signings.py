"""Tanda tangan pada naskah: made here with a certificate, or by hand and scanned."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.signings import SignedPaper, record_signature, sign_paper, signing_task
from tracker.infra.db import db
from tracker.infra.media_types import PDF
from tracker.infra.signing import Signer, open_signer
from tracker.infra.storage import StoredBytes
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.signings import SigningMethod, add_scan
from tracker.policy.signings import can_keep_paper
from tracker.web.access import require
from tracker.web.context import actor, now, settings, store
from tracker.web.forms.signings import ScanForm, SignatureForm
from tracker.web.paper_page import find_document, places_to_sign
from tracker.web.saving import attempt
from tracker.web.uploads import keep_upload

SCANS = (PDF, "image/jpeg", "image/png")

views = Blueprint("signings", __name__, url_prefix="/naskah/<int:document_id>")


@views.get("/tanda-tangan")
def new(document_id: int) -> ResponseReturnValue:
    document, signer = find_document(document_id), _signer()
    return _page(document, _form(document, signer), signer)


@views.post("/tanda-tangan")
def create(document_id: int) -> ResponseReturnValue:
    """Within the request: what was typed for it must not wait in a queue."""
    document, signer = find_document(document_id), _signer()
    form = _form(document, signer)
    if form.validate() and _sign(document_id, form, signer):
        flash(gettext("Naskah ditandatangani. Berkas bertanda tangan siap diunduh."))
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(document, form, signer)


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


def _signer() -> Signer:
    return open_signer(settings()) or abort(404)


def _sign(document_id: int, form: SignatureForm, signer: Signer) -> bool:
    """The signer may take a minute: no transaction is open meanwhile, and what it gives back is
    recorded only if all is still as it was.
    """
    try:
        document, place = find_document(document_id), form.place.data
        task = signing_task(db.session(), document, place, at=now())
        db.session.rollback()
        signed = sign_paper(task, signer, form.credentials(), store())
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    return attempt(form, lambda: _record(document_id, signed, signer)) is not None


def _record(document_id: int, signed: SignedPaper, signer: Signer) -> bool:
    document = find_document(document_id)
    require(signed.task.place in places_to_sign(document))
    record_signature(document, signed, SigningMethod(signer.method), by=actor(), at=now())
    return True


def _add_scan(document_id: int, scan: StoredBytes) -> bool:
    document = find_document(document_id, can_keep_paper)
    add_scan(document, scan, by=actor(), at=now())
    return True


def _form(document: Document, signer: Signer) -> SignatureForm:
    form = SignatureForm.from_request()
    form.offer(places_to_sign(document), asks_nik=signer.asks_nik)
    return form


def _page(document: Document, form: SignatureForm, signer: Signer) -> ResponseReturnValue:
    page = render_template("signings/new.html", document=document, form=form, signer=signer)
    return page, form.http_status


def _scan_page(document: Document, form: ScanForm) -> ResponseReturnValue:
    return render_template("signings/scan.html", document=document, form=form), form.http_status
