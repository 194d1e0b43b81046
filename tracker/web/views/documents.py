"""Naskah: a paper on its way through the printer, and its stored bytes."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import defer, joinedload

from tracker.infra.media_types import PDF
from tracker.models.documents import Document
from tracker.policy import visible_documents
from tracker.web.access import find
from tracker.web.context import actor
from tracker.web.views.files import attachment

views = Blueprint("documents", __name__, url_prefix="/naskah/<int:document_id>")


@views.get("")
def show(document_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    fragment = "HX-Request" in request.headers
    template = "papers/_state.html" if fragment else "papers/show.html"
    return render_template(template, document=_document(document_id))


@views.get("/berkas")
def file(document_id: int) -> ResponseReturnValue:
    document = _document(document_id)
    if document.pdf_key is None:
        abort(404)
    return attachment(document.pdf_key, PDF, _name(document))


def _document(document_id: int) -> Document:
    """Without the snapshot, which only the printer reads."""
    light = visible_documents(actor()).options(
        defer(Document.snapshot), joinedload(Document.meeting)
    )
    return find(light, document_id)


def _name(document: Document) -> str:
    """Notula Rapat koordinasi UCJ 2025-09-18.pdf; drafts and corrections say so."""
    meeting = document.meeting
    on = meeting.starts_on.isoformat() if meeting.starts_on else ""
    which = gettext("draf") if document.edition is None else ""
    if document.edition and document.edition > 1:
        which = gettext("ralat %(number)s", number=document.edition - 1)
    words = ["Notula", meeting.subject[:100].strip(), on, which]
    return " ".join(filter(None, words)) + ".pdf"
