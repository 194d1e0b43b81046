"""Meja catatan: what the minute taker types, place by place, while the meeting goes on."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.line_differences import both_in_one, compare_lines
from tracker.infra.text import exact_lines
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.noted_lines import set_lines_aside, write_lines
from tracker.models.organisations import known_names
from tracker.models.phrases import phrases
from tracker.reports.notes import Note, notes_of
from tracker.reports.records import last_change
from tracker.reports.section_histories import removed_sections
from tracker.web.context import actor, asks_json, now
from tracker.web.forms.notes import NoteForm
from tracker.web.note_desk import (
    counted,
    desk_state,
    note_state,
    one_note,
    open_meeting,
    place,
    require_own_page,
    results,
    saved_words,
)
from tracker.web.saving import attempt

views = Blueprint("notes", __name__, url_prefix="/rapat/<int:meeting_id>/catatan")


@views.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return _desk(meeting_id, request.args.get("tempat", ""))


@views.post("")
def save(meeting_id: int) -> ResponseReturnValue:
    """A script asks for JSON; a plain form comes back to the desk."""
    open_meeting(meeting_id)
    form = NoteForm.from_request()
    require_own_page(form)
    if form.validate() and attempt(form, lambda: _write(meeting_id, form)):
        return _stored(meeting_id, form)
    return _conflict(meeting_id, form) if form.conflict else _refused(meeting_id, form)


@views.get("/keadaan")
def state(meeting_id: int) -> ResponseReturnValue:
    """For a desk that stays open: nothing new, or all of it."""
    meeting = open_meeting(meeting_id)
    same = request.args.get("akun") == str(actor().user_id)
    seen = request.args.get("sejak", type=int)
    if same and seen == last_change(db.session(), meeting_id):
        return "", 204, {"Content-Type": "application/json"}
    return jsonify(desk_state(meeting))


@views.post("/sisihan")
def set_aside(meeting_id: int) -> ResponseReturnValue:
    """What was typed gives way to what another stored; the history keeps it."""
    open_meeting(meeting_id)
    form = NoteForm.from_request()
    require_own_page(form)
    if form.validate() and attempt(form, lambda: _set_aside(meeting_id, form)):
        return _stored(meeting_id, form)
    return _refused(meeting_id, form)


def _write(meeting_id: int, form: NoteForm) -> bool:
    open_meeting(meeting_id)
    where = place(meeting_id, form.place.data or "")
    version, text = form.version.data or 0, form.text.data or ""
    write_lines(where, text, by=actor().user_id, at=now(), version=version)
    return True


def _set_aside(meeting_id: int, form: NoteForm) -> bool:
    open_meeting(meeting_id)
    where = place(meeting_id, form.place.data or "")
    set_lines_aside(where, form.text.data or "", by=actor().user_id, at=now())
    return True


def _stored(meeting_id: int, form: NoteForm) -> ResponseReturnValue:
    if asks_json():
        return jsonify(_state(meeting_id, form.place.data or ""))
    flash(gettext("Catatan tersimpan."))
    return redirect(url_for(".show", meeting_id=meeting_id, tempat=form.place.data), 303)


def _state(meeting_id: int, key: str) -> dict[str, Any]:
    meeting = open_meeting(meeting_id)
    return note_state(meeting, one_note(meeting_id, key), known_names(db.session()))


def _conflict(meeting_id: int, form: NoteForm) -> ResponseReturnValue:
    """Both texts side by side, and both in one to start from."""
    meeting, typed = open_meeting(meeting_id), exact_lines(form.text.data or "")
    note = one_note(meeting_id, form.place.data or "")
    merged = both_in_one(note.text, typed)
    values = {
        "meeting": meeting,
        "note": note,
        "typed": typed,
        "merged": merged,
        "pairs": compare_lines(note.text, typed),
        "saved": saved_words(note),
    }
    if asks_json():
        return {
            "code": "conflict",
            "note": _state(meeting_id, note.key),
            "merged": merged,
            "html": render_template("notes/_conflict.html", **values),
        }, 409
    return render_template("notes/conflict.html", **values), 409


def _refused(meeting_id: int, form: NoteForm) -> ResponseReturnValue:
    if asks_json():
        told = [*form.form_errors, *(error for field in form for error in field.errors)]
        return {"code": "refused", "message": str(told[0])}, 422
    return _desk(meeting_id, form.place.data or "", form)


def _desk(meeting_id: int, key: str, form: NoteForm | None = None) -> ResponseReturnValue:
    """form: what was refused, to be shown again where it was typed."""
    meeting, notes = open_meeting(meeting_id), notes_of(db.session(), meeting_id)
    known = known_names(db.session())
    page = render_template(
        "notes/show.html",
        meeting=meeting,
        notes=notes,
        current=_current(notes, key),
        form=form,
        saved={note.key: saved_words(note) for note in notes},
        counts={note.key: counted(note) for note in notes},
        results={note.key: results(note, known) for note in notes},
        removed=removed_sections(db.session(), meeting_id),
        seen=last_change(db.session(), meeting_id),
        on_device=meeting.security_class not in NAMED_ACCESS,
        names=sorted(known),
        phrases=phrases(),
    )
    return page, form.http_status if form else 200


def _current(notes: list[Note], key: str) -> Note | None:
    """The place asked for, else what the room is dealing with, else the first."""
    wanted = [note for note in notes if note.key == key] or [note for note in notes if note.in_turn]
    return next(iter([*wanted, *notes]), None)
