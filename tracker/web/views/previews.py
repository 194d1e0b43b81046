"""Pratinjau: pictures of evidence, for whoever may open the file itself. Never its own bytes."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.infra.db import db, write
from tracker.models.files import FileKind, StoredFile
from tracker.models.previews import ask_for_preview, can_preview, preview_of
from tracker.policy.files import visible_files
from tracker.web.access import find
from tracker.web.context import actor, asks_part, now, store
from tracker.web.security import own_path

views = Blueprint("previews", __name__, url_prefix="/berkas/<int:file_id>/pratinjau")


@views.get("")
def show(file_id: int) -> ResponseReturnValue:
    """All pages drawn so far, large; as a part of the desk only what can be seen of the file."""
    file = _shown(file_id)
    preview = preview_of(db.session(), file.blob_id)
    template = "previews/_pictures.html" if asks_part() else "previews/show.html"
    return render_template(template, file=file, preview=preview, file_id=file_id)


@views.post("")
def create(file_id: int) -> ResponseReturnValue:
    """Ask for pictures, or for those of the pages that follow; asked twice, they come once."""
    _shown(file_id)
    with write(db.session()):
        ask_for_preview(db.session(), _shown(file_id).blob, at=now())
    if asks_part():
        return show(file_id)
    back = own_path(request.form.get("back"))
    return redirect(back or url_for(".show", file_id=file_id), 303)


@views.get("/<int:page>")
def picture(file_id: int, page: int) -> ResponseReturnValue:
    """A JPEG that our own process drew, the only bytes ever shown inside a page."""
    preview = preview_of(db.session(), _shown(file_id).blob_id)
    if preview is None or not 1 <= page <= len(preview.keys):
        abort(404)
    headers = {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return store().get(preview.keys[page - 1]), 200, headers


def _shown(file_id: int) -> StoredFile:
    """Evidence of which pictures can be made, under the right to the file itself."""
    file = find(_evidence(), file_id)
    if not can_preview(file.blob.media_type):
        abort(404)
    return file


def _evidence() -> Select[StoredFile]:
    return visible_files(actor()).where(StoredFile.kind == FileKind.EVIDENCE)
