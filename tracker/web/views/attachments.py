"""Lampiran: the invitation letter, presentations, photos and signed lists of a meeting."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy import Select

from tracker.infra.db import db, write
from tracker.infra.storage import StoredBytes
from tracker.models.attachments import attach, detach
from tracker.models.files import FileKind, StoredFile
from tracker.models.meetings import Meeting
from tracker.policy.files import visible_files
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now
from tracker.web.forms.attachments import AttachmentForm
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads

views = Blueprint("attachments", __name__, url_prefix="/rapat/<int:meeting_id>/lampiran")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    return _page(AttachmentForm(), find(visible_meetings(actor()), meeting_id))


@views.post("")
def create(meeting_id: int) -> ResponseReturnValue:
    """All files or none: one that is refused is named beside the field."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.require_open()
    form = AttachmentForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        if not form.files.errors and attempt(form, lambda: _attach(meeting_id, form, kept)):
            flash(ngettext("%(num)d berkas terlampir.", "%(num)d berkas terlampir.", len(kept)))
            return redirect(url_for(".index", meeting_id=meeting_id), 303)
    return _page(form, find_meeting(meeting_id, can_edit_meeting))


@views.get("/<int:file_id>/hapus")
def ask(meeting_id: int, file_id: int) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.require_open()
    file = find(_listed(meeting_id), file_id)
    return render_template("attachments/remove.html", meeting=meeting, file=file)


@views.post("/<int:file_id>/hapus")
def destroy(meeting_id: int, file_id: int) -> ResponseReturnValue:
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        file = find(_listed(meeting_id), file_id)
        detach(db.session(), meeting, file, by=actor().user_id, at=now())
    flash(gettext("Lampiran dihapus."))
    return redirect(url_for(".index", meeting_id=meeting_id), 303)


def _listed(meeting_id: int) -> Select[StoredFile]:
    own = StoredFile.meeting_id == meeting_id, StoredFile.kind != FileKind.APPROVAL_PROOF
    return visible_files(actor()).where(*own).order_by(StoredFile.id)


def _attach(meeting_id: int, form: AttachmentForm, kept: Sequence[StoredBytes]) -> bool:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    for stored in kept:
        attach(db.session(), meeting, stored, form.kind.data, by=actor().user_id, at=now())
    return True


def _page(form: AttachmentForm, meeting: Meeting) -> ResponseReturnValue:
    page = render_template(
        "attachments/index.html",
        form=form,
        meeting=meeting,
        files=db.session.scalars(_listed(meeting.id)).all(),
        may_edit=can_edit_meeting(actor(), meeting) and not meeting.locked,
    )
    return page, form.http_status
