"""Ringkasan satu halaman: one meeting for somebody who has a minute, on exactly one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.documents.printouts import ask_for_printout
from tracker.documents.snapshot import meeting_facts
from tracker.models.letterheads import letterhead_for
from tracker.models.meetings import Meeting
from tracker.models.printouts import Printout, PrintoutKind
from tracker.models.users import Actor
from tracker.reports.meeting_summaries import MeetingSummary, meeting_summary

# What one page holds in the widest margins and largest face an office may set.
MOST_AGREEMENTS, MOST_LATE = 5, 3
LINE, HALF_LINE, WORD = 140, 60, 30
BAR = 1000  # width of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class _Part:
    """Of the bar. shade: of grey, told apart in black and white."""

    label: str
    number: int
    shade: str


def print_summary(
    session: Session, meeting: Meeting, *, by: Actor, at: datetime, zone: ZoneInfo
) -> Printout:
    """What `by` may see of the meeting, as it stands at this moment; call in `write`."""
    today = at.astimezone(zone).date()
    found = meeting_summary(session, by, meeting, today=today, most_late=MOST_LATE)
    return ask_for_printout(
        session,
        PrintoutKind.SUMMARY,
        {**summary_paper(meeting_facts(meeting), found), **_stands(at, zone)},
        name=f"Ringkasan rapat {today.isoformat()}",
        security_class=meeting.security_class,
        meeting_id=meeting.id,
        letterhead=letterhead_for(session, meeting.organising_unit),
        by=by,
        at=at,
    )


def summary_paper(meeting: dict[str, Any], found: MeetingSummary) -> dict[str, Any]:
    """What the page prints, shortened to what it holds."""
    told = ("subject", "venue", "chair_name", "chair_position")
    agreements = found.agreements or []
    return {
        "meeting": {**meeting, **{name: _short(meeting[name], LINE) for name in told}},
        "agreements": [_short(text, LINE) for text in agreements[:MOST_AGREEMENTS]],
        "agreed": None if found.agreements is None else len(agreements),
        "actions": found.actions,
        "bar": _bar(_parts(found)),
        "late": [
            {
                "reference": late.reference,
                "sentence": _short(late.sentence, HALF_LINE),
                "organisation": _short(late.organisation, HALF_LINE),
                "due_on": late.due_on,
            }
            for late in found.late_first
        ],
        "more_late": found.late - len(found.late_first),
        "decisions": list(_decisions(found)),
    }


def _stands(at: datetime, zone: ZoneInfo) -> dict[str, Any]:
    return {"stands_at": at.astimezone(zone).replace(second=0, microsecond=0), "zone": zone.key}


def _parts(found: MeetingSummary) -> Sequence[_Part]:
    return (
        _Part("Terverifikasi", found.verified, "#000"),
        _Part("Menunggu verifikasi", found.awaiting, "#666"),
        _Part("Berjalan", found.running, "#aaa"),
        _Part("Terlambat", found.late, "#fff"),
        _Part("Tidak dapat dilaksanakan", found.not_feasible, "#ddd"),
    )


def _bar(parts: Sequence[_Part]) -> list[dict[str, Any]]:
    """Each part with where it begins and how wide it is; nothing is drawn of nothing."""
    whole, before, drawn = sum(part.number for part in parts), 0, list[dict[str, Any]]()
    for part in parts:
        left, right = (BAR * n // max(whole, 1) for n in (before, before + part.number))
        drawn.append({**_told(part), "left": left, "width": right - left})
        before += part.number
    return drawn


def _told(part: _Part) -> dict[str, Any]:
    return {"label": part.label, "number": part.number, "shade": part.shade}


def _decisions(found: MeetingSummary) -> Sequence[str]:
    told = (
        (found.awaiting, "tugas dilaporkan selesai dan menunggu verifikasi"),
        (found.extensions, "permintaan tenggat baru menunggu putusan"),
        (found.objections, "keberatan atau kendala menunggu putusan"),
        (found.without_lead, "tindak lanjut belum ada penanggung jawabnya"),
    )
    return [f"{number} {words}" for number, words in told if number]


def _short(text: str, limit: int) -> str:
    """Also words without end, which `shorten` would leave out."""
    words = " ".join(word if len(word) <= WORD else f"{word[: WORD - 1]}…" for word in text.split())
    return shorten(words, limit, placeholder=" …")
