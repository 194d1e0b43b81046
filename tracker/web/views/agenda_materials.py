"""Bahan acara: files given to one item; they stand among the meeting's attachments too."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy import select

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.agenda import AgendaItem
from tracker.models.attachments import attach
from tracker.models.files import FileKind
from tracker.policy.meetings import can_edit_meeting
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now
from tracker.web.forms.agenda import MaterialForm
from tracker.web.saving import attempt
from tracker.web.uploads import keep_uploads

views = Blueprint(
    "agenda_materials", __name__, url_prefix="/rapat/<int:meeting_id>/agenda/<int:item_id>/bahan"
)


@views.get("")
def new(meeting_id: int, item_id: int) -> ResponseReturnValue:
    item = _item(meeting_id, item_id)
    item.meeting.require_open()
    return _page(MaterialForm(), item)


@views.post("")
def create(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """All files or none: one that is refused is named beside the field."""
    item = _item(meeting_id, item_id)
    item.meeting.require_open()
    form = MaterialForm.from_request()
    if form.validate():
        kept = keep_uploads(form.files)
        if not form.files.errors and attempt(form, lambda: _attach(meeting_id, item_id, kept)):
            flash(ngettext("%(num)d bahan terlampir.", "%(num)d bahan terlampir.", len(kept)))
            return redirect(url_for("agenda.index", meeting_id=meeting_id), 303)
    return _page(form, _item(meeting_id, item_id))


def _item(meeting_id: int, item_id: int) -> AgendaItem:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    return find(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id), item_id)


def _attach(meeting_id: int, item_id: int, kept: Sequence[StoredBytes]) -> bool:
    item = _item(meeting_id, item_id)
    for stored in kept:
        attach(
            *(db.session(), item.meeting, stored, FileKind.PRESENTATION),
            by=actor().user_id,
            at=now(),
            agenda_item_id=item.id,
        )
    return True


def _page(form: MaterialForm, item: AgendaItem) -> ResponseReturnValue:
    page = render_template("agenda_materials/new.html", form=form, item=item, meeting=item.meeting)
    return page, form.http_status
