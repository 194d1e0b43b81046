"""Surat pengingat and surat teguran: what an organisation still owes of a meeting.

Whom they go to, who signs and what they ask is what the letters of an escalation say too.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tracker.documents import escalation_words as words
from tracker.documents.matrix import Row
from tracker.documents.official.source import Source
from tracker.models.assignment_states import OPEN_STATES
from tracker.models.assignments import Assignment
from tracker.models.official_papers import OfficialPaper, signing_block
from tracker.models.organisations import Organisation
from tracker.models.working_days import WorkCalendar
from tracker.reports.posts import Post, assistant_of, head_of


def fill_reminder(source: Source) -> dict[str, Any]:
    """By the head of the unit; to those outside the government by the Sekda."""
    office = _office(source)
    sender = words.usual_sender(source.session, office, source.meeting.organising_unit, source.on)
    return {
        **_letter(source, sender),
        "subject": "Pengingat tindak lanjut hasil rapat",
        "parts": {
            "opening": (
                f"Dengan hormat diingatkan bahwa tindak lanjut hasil {source.called} berikut, "
                f"yang menjadi tanggung jawab {office.name}, sampai dengan tanggal surat ini "
                "belum selesai."
            ),
            "closing": words.ASK,
        },
    }


def fill_reprimand(source: Source) -> dict[str, Any]:
    """By the Sekda, with the Asisten and the head of the unit as tembusan."""
    office, unit, on = _office(source), source.meeting.organising_unit, source.on
    asisten = assistant_of(source.session, office, unit, on=on)
    copies = (asisten, head_of(source.session, unit, on=on))
    return {
        **_letter(source, source.regional_secretary),
        "subject": words.REPRIMAND,
        "copies": [post.title for post in copies if post is not None],
        "parts": {
            "opening": (
                f"Sampai dengan tanggal surat ini, tindak lanjut hasil {source.called} berikut, "
                f"yang menjadi tanggung jawab {office.name}, telah melewati tenggat dan belum "
                "diselesaikan."
            ),
            "closing": words.WARNING,
        },
    }


def open_tasks(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """What it leads and has not finished, the latest first, as of the day the letter is dated."""
    return _owed(source, paper, late_only=False)


def late_tasks(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """Of these what is past its due date; what has none cannot be."""
    return _owed(source, paper, late_only=True)


def _letter(source: Source, sender: Post) -> dict[str, Any]:
    """dated_on: the day by which lateness is counted."""
    office = _office(source)
    giver = words.giver_to(source.session, office, sender, source.on)
    return {
        "place": source.place,
        "dated_on": source.on,
        "recipient": head_of(source.session, office, on=source.on).title,
        "signatories": [signing_block(sender.signatory, on_behalf_of=giver)],
    }


def _owed(source: Source, paper: OfficialPaper, *, late_only: bool) -> dict[str, Any]:
    return {
        "nature": words.nature_to(source.meeting.security_class),
        "tasks": _tasks(source, paper.dated_on, late_only=late_only),
    }


def _tasks(source: Source, on: date | None, *, late_only: bool) -> list[dict[str, Any]]:
    office = _office(source)
    owed = [
        (row, share)
        for row in source.rows
        for share in row.leads
        if share.organisation_id == office.id and share.state in OPEN_STATES
    ]
    if late_only:
        by = on or source.on
        owed = [(row, share) for row, share in owed if (row.due_of(share) or by) < by]
    owed.sort(key=lambda task: (task[0].due_of(task[1]) or date.max, task[1].id))
    years = {day.year for row, share in owed if (day := row.due_of(share))}
    calendar = WorkCalendar.load(source.session, years | {(on or source.on).year})
    zone = ZoneInfo(source.meeting.zone)
    return [_task(row, share, on, calendar, zone) for row, share in owed]


def _task(
    row: Row, share: Assignment, on: date | None, calendar: WorkCalendar, zone: ZoneInfo
) -> dict[str, Any]:
    """late: working days; none without the day of the letter. meeting: its letter names it."""
    due, action = row.due_of(share), row.action
    late = calendar.between(due, on) if due and on and due < on else 0
    return {
        "reference": action.reference if action else "",
        "sentence": action.sentence if action else "",
        "meeting": "",
        "meeting_on": None,
        "due_on": due,
        "late": late,
        "reported_on": _day(share.reported_at, zone),
    }


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None


def _office(source: Source) -> Organisation:
    if source.organisation is None:
        raise ValueError("a letter is written to an organisation")
    return source.organisation
