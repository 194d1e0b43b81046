"""What happened to work since a moment: reports, rulings, changes of course, moved due dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.due_dates import DUE_MOVED, due_moved
from tracker.models.events import Event, EventNote
from tracker.models.updates import StatusUpdate

_VERBS = ("assignment:verified", "assignment:claim_withdrawn", "assignment:reopened")


@dataclass(frozen=True, slots=True)
class Change:
    """One act. report, verdict: of what it was; due: the dates before and after."""

    verb: str
    at: datetime
    note: str = ""
    report: Report | None = None
    verdict: Verdict | None = None
    due: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """By share, and by action for what moves all of its shares; each the oldest first."""

    of_shares: dict[int, list[Change]]
    of_actions: dict[int, list[Change]]


def changes_since(
    session: Session, share_ids: Iterable[int], action_ids: Iterable[int], since: datetime
) -> Changes:
    """Of shares and actions the caller was found to see (two statements)."""
    shares = list(share_ids)
    found = Changes({}, {})
    told = select(StatusUpdate).where(
        StatusUpdate.assignment_id.in_(shares),
        StatusUpdate.at >= since,
        StatusUpdate.withdrawn_at.is_(None),
    )
    for told_by in session.scalars(told):
        change = Change("assignment:reported", told_by.at, told_by.note, report=told_by.report)
        found.of_shares.setdefault(told_by.assignment_id, []).append(change)
    for row in session.execute(_events(shares, list(action_ids), since)):
        of_action = row.subject_type == Action.__tablename__
        if of_action and DUE_MOVED not in row.data:
            continue
        group = found.of_actions if of_action else found.of_shares
        group.setdefault(row.subject_id, []).append(_change(row.verb, row.at, row.text, row.data))
    for group in (found.of_shares, found.of_actions):
        for changes in group.values():
            changes.sort(key=lambda change: change.at)
    return found


def _events(shares: list[int], actions: list[int], since: datetime) -> Select[*tuple[Any, ...]]:
    of_share = and_(
        Event.subject_type == Assignment.__tablename__,
        Event.subject_id.in_(shares),
        Event.verb.in_(_VERBS),
    )
    of_action = and_(
        Event.subject_type == Action.__tablename__,
        Event.subject_id.in_(actions),
        Event.verb == "action:revised",
    )
    return (
        select(
            *(Event.subject_type, Event.subject_id, Event.verb, Event.at, Event.data),
            EventNote.text,
        )
        .outerjoin(EventNote, EventNote.event_id == Event.id)
        .where(or_(of_share, of_action), Event.at >= since)
        .order_by(Event.id)
    )


def _change(verb: str, at: datetime, note: str | None, data: dict[str, Any]) -> Change:
    return Change(
        verb,
        at,
        note or "",
        verdict=Verdict(data["verdict"]) if "verdict" in data else None,
        due=due_moved(data),
    )
