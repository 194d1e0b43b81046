"""Daftar parkir: an item leaves an agenda, waits, and comes to a later one or is dropped."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.infra.db import db, write
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_answers import park_item, take_up
from tracker.models.parked_items import ParkedItem
from tracker.policy.agenda import can_drop, visible_parked
from tracker.policy.meetings import can_edit_meeting
from tracker.web.access import find, find_meeting, require
from tracker.web.context import actor, now
from tracker.web.forms.agenda import DropForm, ParkForm
from tracker.web.saving import attempt

views = Blueprint("parked_items", __name__)


@views.get("/rapat/<int:meeting_id>/agenda/<int:item_id>/penundaan")
def ask(meeting_id: int, item_id: int) -> ResponseReturnValue:
    item = _item(meeting_id, item_id)
    item.meeting.require_open()
    return _park_page(ParkForm(), item)


@views.post("/rapat/<int:meeting_id>/agenda/<int:item_id>/penundaan")
def create(meeting_id: int, item_id: int) -> ResponseReturnValue:
    form = ParkForm.from_request()
    _item(meeting_id, item_id).meeting.require_open()
    if form.validate() and attempt(form, lambda: _park(meeting_id, item_id, form)):
        flash(gettext("Acara ditunda ke daftar parkir."))
        return redirect(url_for("agenda.index", meeting_id=meeting_id), 303)
    return _park_page(form, _item(meeting_id, item_id))


@views.post("/rapat/<int:meeting_id>/daftar-parkir/<int:parked_id>")
def use(meeting_id: int, parked_id: int) -> ResponseReturnValue:
    """Taken up by this meeting."""
    with write(db.session()):
        meeting = find_meeting(meeting_id, can_edit_meeting)
        parked = find(visible_parked(actor()), parked_id)
        take_up(parked, meeting, by=actor().user_id, at=now())
    flash(gettext("Acara dimasukkan sebagai acara terakhir."))
    return redirect(url_for("agenda.index", meeting_id=meeting_id), 303)


@views.get("/daftar-parkir/<int:parked_id>/pencoretan")
def ask_drop(parked_id: int) -> ResponseReturnValue:
    return _drop_page(DropForm(), _droppable(parked_id))


@views.post("/daftar-parkir/<int:parked_id>/pencoretan")
def drop(parked_id: int) -> ResponseReturnValue:
    parked = _droppable(parked_id)
    form = DropForm.from_request()
    if form.validate() and attempt(form, lambda: _drop(parked_id, form)):
        flash(gettext("Acara dicoret dari daftar parkir."))
        return redirect(url_for("agenda.index", meeting_id=parked.meeting_id), 303)
    return _drop_page(form, _droppable(parked_id))


def _item(meeting_id: int, item_id: int) -> AgendaItem:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    return find(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id), item_id)


def _park(meeting_id: int, item_id: int, form: ParkForm) -> bool:
    item = _item(meeting_id, item_id)
    item.expect(form.version.data or 0)
    park_item(item, form.note.data or "", by=actor().user_id, at=now())
    return True


def _droppable(parked_id: int) -> ParkedItem:
    parked = find(visible_parked(actor()), parked_id)
    require(can_drop(actor(), parked))
    return parked


def _drop(parked_id: int, form: DropForm) -> bool:
    parked = _droppable(parked_id)
    parked.drop(form.reason.data or "", by=actor().user_id, at=now())
    return True


def _park_page(form: ParkForm, item: AgendaItem) -> ResponseReturnValue:
    form.version.now_shows(item.version)
    page = render_template("parked_items/park.html", form=form, item=item, meeting=item.meeting)
    return page, form.http_status


def _drop_page(form: DropForm, parked: ParkedItem) -> ResponseReturnValue:
    page = render_template("parked_items/drop.html", form=form, parked=parked)
    return page, form.http_status
