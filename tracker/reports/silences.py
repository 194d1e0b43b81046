"""Who has not reported this month on what he owes: a fact, counted from what was reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.reports.reminders import Day, is_open


@dataclass(frozen=True, slots=True)
class SilentOffice:
    """tasks: open, there since before this month, without a report in it. months: whole months
    before this one without any, of the one that waits longest.
    """

    organisation_id: int
    name: str
    tasks: int
    months: int


@dataclass(frozen=True, slots=True)
class SilentTask:
    assignment_id: int
    reference: str
    sentence: str
    due_on: date | None
    reported_at: datetime | None
    months: int


def silent_offices(session: Session, actor: Actor, day: Day) -> list[SilentOffice]:
    """Those the actor may read about, the longest silent first (one statement)."""
    rows = session.execute(
        _silent(actor, day)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .with_only_columns(
            *(Organisation.id, Organisation.name, func.count(Assignment.id)),
            func.min(_LAST),
        )
        .group_by(Organisation.id, Organisation.name)
    )
    found = [SilentOffice(key, name, tasks, _months(last, day)) for key, name, tasks, last in rows]
    return sorted(found, key=lambda office: (-office.months, -office.tasks, office.name))


def silent_tasks(
    session: Session, actor: Actor, organisation_id: int, day: Day, *, limit: int
) -> Sequence[SilentTask]:
    """Those of one office, the longest silent first (one statement)."""
    rows = session.execute(
        _silent(actor, day)
        .join(Action, Action.id == Assignment.action_id)
        .where(Assignment.organisation_id == organisation_id)
        .with_only_columns(
            *(Assignment.id, Action.reference, Action.sentence, Assignment.due_on),
            *(Assignment.reported_at, _LAST),
        )
        .order_by(_LAST, Assignment.id)
        .limit(limit)
    )
    return [SilentTask(*row[:5], _months(row[5], day)) for row in rows]


def _silent(actor: Actor, day: Day) -> Select[*tuple[Any, ...]]:
    begun = day.month_begins
    return (
        visible_assignments(actor)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(is_open(), _obliged(day), begun > _LAST)
    )


def _obliged(day: Day) -> ColumnElement[bool]:
    """Work whose rule wants a report each month."""
    own = day.rules.of_series
    wanted = [series for series, rule in own.items() if rule.monthly]
    if not day.rules.general.monthly:
        return Meeting.series_id.in_(wanted) if wanted else false()
    off = [series for series, rule in own.items() if not rule.monthly]
    return or_(Meeting.series_id.is_(None), Meeting.series_id.not_in(off))


def _months(last: datetime, day: Day) -> int:
    """Whole months between the month of the last report and this one."""
    then = last.astimezone(day.zone).date()
    return max((day.on.year - then.year) * 12 + day.on.month - then.month - 1, 0)


# The last report, or since when it is owed.
_LAST = func.coalesce(Assignment.reported_at, Assignment.created_at)
