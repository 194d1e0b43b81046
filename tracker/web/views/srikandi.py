"""SRIKANDI: the package to upload there, and the number it gives, typed back beside the paper.

A number that stands on another paper is only told.
"""

import hashlib

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import func, select

from tracker.documents.srikandi import pack, package_of
from tracker.infra.db import db
from tracker.models.documents import Document
from tracker.models.srikandi_numbers import SrikandiNumber, srikandi_number_of
from tracker.policy.documents import visible_documents
from tracker.policy.signings import can_keep_paper
from tracker.web.context import actor, now, store
from tracker.web.forms.signings import SrikandiNumberForm
from tracker.web.paper_names import file_name
from tracker.web.paper_page import find_document
from tracker.web.saving import Difference, attempt, differences
from tracker.web.views.files import download

ZIP = "application/zip"

views = Blueprint("srikandi", __name__, url_prefix="/naskah/<int:document_id>/srikandi")


@views.get("/nomor")
def edit(document_id: int) -> ResponseReturnValue:
    document = find_document(document_id, can_keep_paper)
    known = srikandi_number_of(db.session(), document_id)
    return _page(document, SrikandiNumberForm(obj=known))


@views.post("/nomor")
def update(document_id: int) -> ResponseReturnValue:
    document, form = find_document(document_id, can_keep_paper), SrikandiNumberForm.from_request()
    if form.validate() and attempt(form, lambda: _save(document_id, form)):
        flash(gettext("Nomor SRIKANDI dicatat."))
        _tell_of_others(document_id, form.number.data or "")
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(document, form)


@views.get("/paket")
def package(document_id: int) -> ResponseReturnValue:
    """Packed now: the Word file is made of the paper as it was sealed."""
    document = find_document(document_id, can_keep_paper)
    meeting, wanted = document.meeting, package_of(db.session(), document)
    name = file_name(document.kind, document.edition, meeting.subject, meeting.starts_on)
    packed = pack(wanted, store())
    etag = hashlib.sha256(packed).hexdigest()
    return download(packed, ZIP, f"SRIKANDI {name.removesuffix('.pdf')}.zip", etag=etag)


def _save(document_id: int, form: SrikandiNumberForm) -> bool:
    document = find_document(document_id, can_keep_paper)
    document.meeting.hold()
    known, by, at = srikandi_number_of(db.session(), document_id), actor().user_id, now()
    if known is None:
        SrikandiNumber.add(db.session(), by=by, at=at, document=document, **form.values())
    else:
        known.revise(by=by, at=at, version=form.version.data or 0, **form.values())
    return True


def _tell_of_others(document_id: int, number: str) -> None:
    """Only of papers the actor may see."""
    seen = visible_documents(actor()).with_only_columns(Document.id)
    others = select(func.count()).where(
        SrikandiNumber.number == number,
        SrikandiNumber.document_id != document_id,
        SrikandiNumber.document_id.in_(seen),
    )
    if count := db.session.scalar(others):
        words = gettext("Nomor ini juga tercatat pada %(count)s naskah lain.", count=count)
        flash(words, "warning")


def _page(document: Document, form: SrikandiNumberForm) -> ResponseReturnValue:
    changed: list[Difference] = []
    if form.conflict and (known := srikandi_number_of(db.session(), document.id)):
        changed = differences(form, SrikandiNumberForm(obj=known))
    page = render_template("srikandi/number.html", document=document, form=form, changed=changed)
    return page, form.http_status
