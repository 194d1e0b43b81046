"""Naskah: a paper on its way through the printer, and its stored bytes."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import defer, joinedload

from tracker.documents.queueing import ask_for_rendering
from tracker.infra.db import db, write
from tracker.infra.media_types import PDF
from tracker.infra.orm import kept
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.printings import call_off
from tracker.models.users import Actor
from tracker.policy.documents import can_call_off, visible_documents
from tracker.reports.editions import replacing
from tracker.reports.printings import waiting
from tracker.web.access import ROW_ID, find, find_one, require
from tracker.web.context import actor, asks_part, now
from tracker.web.paper_names import file_name
from tracker.web.readings import opened
from tracker.web.views.files import attachment

views = Blueprint("documents", __name__, url_prefix="/naskah/<int:document_id>")


@views.get("")
def show(document_id: int) -> ResponseReturnValue:
    """While the worker prints, the page asks again by itself."""
    template = "papers/_state.html" if asks_part() else "papers/show.html"
    document = _document(document_id)
    later = replacing(db.session(), document)
    standing = None if document.is_ready else waiting(db.session(), document, at=now())
    return render_template(
        template,
        document=document,
        later=later,
        waiting=standing,
        may_call_off=can_call_off(actor(), document),
    )


@views.post("/pembatalan")
def stop(document_id: int) -> ResponseReturnValue:
    with write(db.session()):
        call_off(db.session(), _unsealed(document_id), at=now())
    return redirect(url_for(".show", document_id=document_id), 303)


@views.post("/pengulangan")
def print_again(document_id: int) -> ResponseReturnValue:
    with write(db.session()):
        ask_for_rendering(db.session(), _unsealed(document_id), at=now())
    return redirect(url_for(".show", document_id=document_id), 303)


@views.get("/berkas")
def file(document_id: int) -> ResponseReturnValue:
    key, security_class, *named = find_one(_downloadable(actor()), document_id)
    if key is None:
        abort(404)
    opened(Document, document_id, security_class)
    return attachment(key, PDF, file_name(*named))


@kept
def _downloadable(actor: Actor) -> Select[*tuple[Any, ...]]:
    """What a download needs of a paper."""
    columns = (
        *(Document.pdf_key, Meeting.security_class),
        *(Document.kind, Document.edition, Meeting.subject, Meeting.starts_on),
    )
    papers = visible_documents(actor).join(Document.meeting).where(Document.id == ROW_ID)
    return papers.with_only_columns(*columns)


def _unsealed(document_id: int) -> Document:
    document = _document(document_id)
    require(can_call_off(actor(), document))
    return document


def _document(document_id: int) -> Document:
    """Without the snapshot, which only the printer reads."""
    light = visible_documents(actor()).options(
        defer(Document.snapshot), joinedload(Document.meeting)
    )
    return find(light, document_id)
