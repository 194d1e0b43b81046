"""What the note desk knows of a meeting: its places, who writes, and what its scripts are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import abort, render_template, url_for
from flask_babel import gettext, ngettext
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from tracker.capture.noted_lines import read_line
from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.actions import ActionState
from tracker.models.agenda import AgendaItem
from tracker.models.errors import DomainError
from tracker.models.meetings import Meeting
from tracker.models.minutes_sections import MinutesSection, Noted
from tracker.models.organisations import known_names
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.notes import Agreed, Note, notes_of
from tracker.reports.records import last_change
from tracker.web.access import find, find_meeting
from tracker.web.context import actor, now, settings
from tracker.web.forms.notes import PlaceForm

WRITING = timedelta(seconds=30)  # since a colleague's last words: still at it
_KEY = re.compile(r"(acara|bagian)-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Result:
    """An agreement beside its action. offered: whom its words name while nobody answers for it."""

    agreed: Agreed
    offered: Sequence[tuple[int, str]]


def open_meeting(meeting_id: int) -> Meeting:
    """The meeting whose record the actor keeps, and may still change."""
    meeting = find_meeting(meeting_id, can_edit_meeting)
    meeting.require_open()
    return meeting


def place(meeting_id: int, key: str) -> Noted:
    """The item of the agenda, or the section, of this key."""
    known = _KEY.fullmatch(key) or abort(404)
    noun: Any = AgendaItem if known[1] == "acara" else MinutesSection
    found: Noted = find(select(noun).where(noun.meeting_id == meeting_id), int(known[2]))
    return found


def place_of(section: MinutesSection | None) -> str:
    """The key under which the desk shows a section; empty for one that was removed."""
    if section is None:
        return ""
    item = section.agenda_item_id
    return f"acara-{item}" if item else f"bagian-{section.id}"


def require_own_page(form: PlaceForm) -> None:
    """Refuse words typed by one account while another has signed in in the same browser."""
    if form.account.data not in {None, "", str(actor().user_id)}:
        raise DomainError(
            "other_account", N_("Halaman ini dibuka oleh akun lain. Masuklah sebagai akun itu.")
        )


def one_note(meeting_id: int, key: str) -> Note:
    notes = notes_of(db.session(), meeting_id)
    return next((note for note in notes if note.key == key), None) or abort(404)


def saved_words(note: Note) -> str:
    """By whom and when a note was stored, as its state says it."""
    if note.last is None:
        return gettext("Belum ada catatan.") if not note.version else ""
    at = f"{note.last.at.astimezone(settings().zone):%H.%M}"
    if note.last.user_id == actor().user_id:
        return str(gettext("Tersimpan pukul %(at)s.", at=at))
    return str(gettext("Tersimpan pukul %(at)s oleh %(name)s.", at=at, name=note.last.name or "–"))


def counted(note: Note) -> str:
    """How much was made of a note: `2 pernyataan · 1 kesepakatan`."""
    said, agreed = len(note.statements), len(note.agreements)
    words = [
        ngettext("%(num)d pernyataan", "%(num)d pernyataan", said) if said else "",
        ngettext("%(num)d kesepakatan", "%(num)d kesepakatan", agreed) if agreed else "",
    ]
    return " · ".join(word for word in words if word)


def results(note: Note, known: dict[str, int]) -> list[Result]:
    """known: ids of organisations by casefolded name."""
    return [Result(agreed, _offered(agreed, known)) for agreed in note.agreements]


def desk_state(meeting: Meeting) -> dict[str, Any]:
    """All that an open desk has to learn: what is stored, by whom, and how to store on."""
    notes, known = notes_of(db.session(), meeting.id), known_names(db.session())
    return {
        "account": str(actor().user_id),
        "token": generate_csrf(),
        "seen": last_change(db.session(), meeting.id),
        "notes": [note_state(meeting, note, known) for note in notes],
    }


def note_state(meeting: Meeting, note: Note, known: dict[str, int]) -> dict[str, Any]:
    return {
        "key": note.key,
        "version": note.version,
        "text": note.text,
        "saved": saved_words(note),
        "writer": _writer(note),
        "counts": counted(note),
        "history": _history(meeting, note),
        "results": render_template(
            "notes/_results.html", meeting=meeting, note=note, results=results(note, known)
        ),
    }


def _history(meeting: Meeting, note: Note) -> str:
    if note.section_id is None:
        return ""
    return url_for("section_revisions.index", meeting_id=meeting.id, section_id=note.section_id)


def _writer(note: Note) -> str:
    last = note.last
    if last is None or last.user_id == actor().user_id or now() - last.at > WRITING:
        return ""
    return str(gettext("%(name)s sedang menulis di sini.", name=last.name))


def _offered(agreed: Agreed, known: dict[str, int]) -> list[tuple[int, str]]:
    if agreed.action is None or agreed.action.state is not ActionState.UNASSIGNED:
        return []
    names = read_line(agreed.agreement.text).organisations
    return [(known[name.casefold()], name) for name in names if name.casefold() in known]
