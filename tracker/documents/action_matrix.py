"""Matriks Tindak Lanjut Rapat Lalu: the carry-over as it stood when the update window ended."""

from collections.abc import Sequence
from datetime import date, datetime
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tracker.documents import wording
from tracker.documents.issuing import issue_paper
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.documents import Document, DocumentKind
from tracker.models.errors import DomainError
from tracker.models.meetings import SecurityClass
from tracker.models.update_windows import UpdateWindow
from tracker.reports.carry_over import CarryOver, Item, Share, Standing, carry_over
from tracker.reports.changes import Change

MOST_CHANGES, NOTE_LIMIT = 3, 400


def freeze_matrix(
    session: Session, window: UpdateWindow, *, by: int | None, at: datetime, base_url: str
) -> None:
    """End the window: the matrix as it stands becomes a paper of the meeting; call in `write`.

    Where nothing was open there is no paper. Raises DomainError as `UpdateWindow.freeze` does.
    """
    window.hold()  # what is read from here on is what is frozen
    meeting = window.meeting
    today = at.astimezone(ZoneInfo(meeting.zone)).date()
    found = carry_over(session, meeting, None, today=today, asked_at=window.asked_at)
    paper = None
    if found.shown or found.finished:
        paper = _issued(session, found, window, by=by, at=at, base_url=base_url)
    window.freeze(paper, by=by, at=at)


def matrix_content(
    found: CarryOver, window: UpdateWindow, *, at: datetime, note_limit: int = NOTE_LIMIT
) -> dict[str, Any]:
    """What the paper prints, as plain values with every name and word as displayed."""
    series, zone = window.meeting.series, ZoneInfo(window.meeting.zone)
    return {
        "security_class": _highest(
            [window.meeting.security_class, *(item.security_class for item in found.shown)]
        ),
        "series": series.name if series else "",
        "frozen_at": at.astimezone(zone).replace(microsecond=0),
        "previous_on": found.previous_on,
        "items": [_item(item, zone, note_limit) for item in found.shown],
        "put_off": len(found.hidden),
        "put_off_until": found.hidden[0].show_from if found.hidden else None,
        "finished": [
            {
                "reference": done.reference,
                "sentence": done.sentence,
                "outcome": "dibatalkan" if done.cancelled else "selesai, terverifikasi",
            }
            for done in found.finished
        ],
        "figures": _figures(found),
    }


def _issued(
    session: Session,
    found: CarryOver,
    window: UpdateWindow,
    *,
    by: int | None,
    at: datetime,
    base_url: str,
) -> Document:
    """With notes; where so many have reported so much that no paper holds it, without."""
    kind, meeting = DocumentKind.ACTION_MATRIX, window.meeting
    try:
        content = matrix_content(found, window, at=at)
        return issue_paper(session, kind, meeting, content, by=by, at=at, base_url=base_url)
    except DomainError as refusal:
        if refusal.code != "too_long":
            raise
        content = matrix_content(found, window, at=at, note_limit=0)
        return issue_paper(session, kind, meeting, content, by=by, at=at, base_url=base_url)


def _highest(classes: Sequence[SecurityClass]) -> SecurityClass:
    """A paper is as confidential as the most confidential thing on it."""
    return max(classes, key=list(SecurityClass).index)


def _figures(found: CarryOver) -> dict[str, int]:
    return {
        "open": len(found.shown),
        "late": sum(item.standing is Standing.LATE for item in found.shown),
        "awaiting": sum(item.is_claimed for item in found.shown),
        "silent": sum(item.is_silent for item in found.shown),
        "verified": sum(not done.cancelled for done in found.finished),
    }


def _item(item: Item, zone: ZoneInfo, limit: int) -> dict[str, Any]:
    return {
        "reference": item.reference,
        "sentence": item.sentence,
        "agreed_on": item.agreed_on,
        "due_on": item.due_on,
        "late": item.late,
        "changes": _words(item.changes, zone, limit),
        "shares": [_share(share, zone, limit) for share in item.shares],
    }


def _share(share: Share, zone: ZoneInfo, limit: int) -> dict[str, Any]:
    return {
        "name": share.organisation,
        "supporting": share.part is Part.SUPPORTING,
        "due_on": share.due_on,
        "state": share.state.label if share.state else "",
        "claimed": share.state is AssignmentState.AWAITING,
        "changes": _words(share.changes, zone, limit),
        "late": share.late,
        "silent": share.silent,
    }


def _words(changes: Sequence[Change], zone: ZoneInfo, limit: int) -> list[dict[str, Any]]:
    """The newest ones, as much of each as a cell can hold."""
    return [
        {
            "on": change.at.astimezone(zone).date(),
            "what": _what(change),
            "note": shorten(change.note, limit, placeholder=" …") if limit else "",
        }
        for change in changes[-MOST_CHANGES:]
    ]


def _what(change: Change) -> str:
    if change.report is not None:
        return change.report.label
    if change.verdict is not None:
        return f"{change.verdict.label} pada pemeriksaan sekretariat"
    if change.due is not None:
        return f"Tenggat diubah dari {_day(change.due[0])} menjadi {_day(change.due[1])}"
    return _ACTS[change.verb]


def _day(on: date | None) -> str:
    return wording.day(on) if on else "(tanpa tenggat)"


_ACTS = {
    "assignment:claim_withdrawn": "Laporan selesai ditarik",
    "assignment:reopened": "Dibuka kembali",
}
