"""A line of the notes becomes part of the record, and comes back."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select

from tracker.capture.noted_lines import NotedLine, read_line
from tracker.infra.db import db
from tracker.infra.typed_lines import taken_apart
from tracker.models.agreements import Agreement
from tracker.models.minutes_sections import MinutesSection, section_of
from tracker.models.noted_lines import (
    LineKind,
    lost_line,
    note_action,
    note_agreement,
    note_statement,
    put_back,
    take_line,
)
from tracker.models.organisations import known_names
from tracker.models.statements import Statement
from tracker.policy.actions import can_open_action
from tracker.web.access import find, require
from tracker.web.context import actor, asks_json, now, today
from tracker.web.errors import page
from tracker.web.forms.notes import LineForm, PlaceForm
from tracker.web.note_desk import (
    note_state,
    one_note,
    open_meeting,
    place,
    require_own_page,
)
from tracker.web.saving import attempt

views = Blueprint("noted_lines", __name__, url_prefix="/rapat/<int:meeting_id>")


@views.post("/catatan/baris")
def create(meeting_id: int) -> ResponseReturnValue:
    """The line is read before the write, which finds it again or refuses."""
    open_meeting(meeting_id)
    form = LineForm.from_request()
    require_own_page(form)
    if not form.validate():
        return page(422, message=gettext("Pilih baris dan jenisnya."))
    line = _line(meeting_id, form)
    told = read_line(line)
    if not told.words:
        return page(422, message=gettext("Baris ini kosong."))
    if attempt(form, lambda: _lift(meeting_id, form, line, told)):
        return _back(meeting_id, form)
    return page(409, message="; ".join(map(str, form.form_errors)))


@views.post("/pernyataan/<int:part_id>/ke-catatan")
def put_back_statement(meeting_id: int, part_id: int) -> ResponseReturnValue:
    """Undo: its words go back to the notes they came from."""
    return _undo(meeting_id, select(Statement).where(Statement.meeting_id == meeting_id), part_id)


@views.post("/kesepakatan/<int:part_id>/ke-catatan")
def put_back_agreement(meeting_id: int, part_id: int) -> ResponseReturnValue:
    return _undo(meeting_id, select(Agreement).where(Agreement.meeting_id == meeting_id), part_id)


def _undo(meeting_id: int, noted: Select[Any], part_id: int) -> ResponseReturnValue:
    open_meeting(meeting_id)
    form = PlaceForm.from_request()
    find(noted, part_id)
    if form.validate() and attempt(form, lambda: _put_back(meeting_id, noted, part_id, form)):
        return _back(meeting_id, form)
    told = form.form_errors or [gettext("Pilih catatan tempat barisnya dikembalikan.")]
    return page(409, message="; ".join(map(str, told)))


def _line(meeting_id: int, form: LineForm) -> str:
    section = section_of(place(meeting_id, form.place.data or ""))
    lines = taken_apart(section.body if section else "")[1].split("\n")
    number = form.line.data or 0
    if number >= len(lines):
        raise lost_line()
    return lines[number]


def _lift(meeting_id: int, form: LineForm, line: str, told: NotedLine) -> bool:
    meeting = open_meeting(meeting_id)
    require(can_open_action(actor(), meeting.organising_unit_id))
    section = section_of(place(meeting_id, form.place.data or ""))
    if section is None:
        raise lost_line()
    by, at = actor().user_id, now()
    take_line(section, form.line.data or 0, line, by=by, at=at, version=form.version.data or 0)
    if form.kind.data is LineKind.STATEMENT:
        note_statement(section, told.speaker, told.said, by=by, at=at)
        return True
    agreement = _agreement(section, told)
    if form.kind.data is LineKind.ACTION:
        note_action(agreement, by=by, at=at, year=today().year)
    return True


def _agreement(section: MinutesSection, told: NotedLine) -> Agreement:
    return note_agreement(
        section,
        told.words,
        by=actor().user_id,
        at=now(),
        due_on=told.due_on,
        report_to=told.report_to,
        funding=told.funding,
    )


def _put_back(meeting_id: int, noted: Select[Any], part_id: int, form: PlaceForm) -> bool:
    open_meeting(meeting_id)
    where = place(meeting_id, form.place.data or "")
    put_back(find(noted, part_id), where, by=actor(), at=now())
    return True


def _back(meeting_id: int, form: PlaceForm) -> ResponseReturnValue:
    key = form.place.data or ""
    if asks_json():
        meeting, note = open_meeting(meeting_id), one_note(meeting_id, key)
        return jsonify(note_state(meeting, note, known_names(db.session())))
    flash(gettext("Tersimpan."))
    return redirect(url_for("notes.show", meeting_id=meeting_id, tempat=key), 303)
