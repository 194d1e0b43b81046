"""Naskah: a paper on its way through the printer, its stored bytes, and those that were signed."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.documents.queueing import ask_for_rendering
from tracker.infra.db import db, write
from tracker.infra.media_types import PDF, fitting_name
from tracker.infra.orm import kept
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.printings import call_off
from tracker.models.signings import signed_file, signings_of
from tracker.models.users import Actor
from tracker.policy.documents import can_call_off, visible_documents
from tracker.web.access import ROW_ID, find_one
from tracker.web.context import actor, asks_part, now
from tracker.web.paper_names import file_name, signed_name
from tracker.web.paper_page import find_document, paper_values
from tracker.web.readings import opened
from tracker.web.views.files import attachment

views = Blueprint("documents", __name__, url_prefix="/naskah/<int:document_id>")


@views.get("")
def show(document_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    template = "papers/_state.html" if asks_part() else "papers/show.html"
    return render_template(template, **paper_values(find_document(document_id)))


@views.post("/pembatalan")
def stop(document_id: int) -> ResponseReturnValue:
    with write(db.session()):
        call_off(db.session(), find_document(document_id, can_call_off), at=now())
    return redirect(url_for(".show", document_id=document_id), 303)


@views.post("/pengulangan")
def print_again(document_id: int) -> ResponseReturnValue:
    with write(db.session()):
        ask_for_rendering(db.session(), find_document(document_id, can_call_off), at=now())
    return redirect(url_for(".show", document_id=document_id), 303)


@views.get("/berkas")
def file(document_id: int) -> ResponseReturnValue:
    key, security_class, *named = find_one(_downloadable(actor()), document_id)
    if key is None:
        abort(404)
    opened(Document, document_id, security_class)
    return attachment(key, PDF, file_name(*named))


@views.get("/berkas-bertanda-tangan")
def signed(document_id: int) -> ResponseReturnValue:
    """With a certificate if there is one, else the newest scan."""
    _key, security_class, *named = find_one(_downloadable(actor()), document_id)
    made = signed_file(signings_of(db.session(), document_id)) or abort(404)
    opened(Document, document_id, security_class)
    name = fitting_name(signed_name(file_name(*named)), made.media_type)
    return attachment(made.file_key, made.media_type, name)


@kept
def _downloadable(actor: Actor) -> Select[*tuple[Any, ...]]:
    """What a download needs of a paper."""
    columns = (
        *(Document.pdf_key, Meeting.security_class),
        *(Document.kind, Document.edition, Meeting.subject, Meeting.starts_on),
    )
    papers = visible_documents(actor).join(Document.meeting).where(Document.id == ROW_ID)
    return papers.with_only_columns(*columns)
