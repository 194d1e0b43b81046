"""What an organisation is to be reminded of on a day: what has come and was not told yet.

Of class Rahasia nobody is ever reminded: neither mail nor letter is for named readers only. Nor of
what has done its part: a claim waits for its verdict, a wish for another date for its ruling.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import OPEN_STATES
from tracker.models.assignments import Assignment
from tracker.models.digests import DigestLine, Reader
from tracker.models.extensions import ExtensionRequest, ExtensionState
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass
from tracker.models.reminder_rules import Rules, all_rules
from tracker.models.reminder_steps import HORIZON, OLDEST, Step, due_step, monthly_step
from tracker.models.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the office, with what due dates are judged by on it."""

    on: date
    zone: ZoneInfo
    rules: Rules
    calendar: WorkCalendar

    @property
    def month_begins(self) -> datetime:
        return datetime.combine(self.on.replace(day=1), time(), self.zone)

    def late(self, since: date) -> int:
        """Working days since then; below one while it is not over."""
        return self.calendar.between(max(since, OLDEST), self.on)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open task that a rule may speak of: due before long, late, or not reported this month."""

    assignment_id: int
    organisation_id: int
    unit_id: int
    series_id: int | None
    reference: str
    sentence: str
    security_class: SecurityClass
    due_on: date | None
    created_at: datetime
    reported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A task with the steps that have come and were not told. late: working days.

    step: of its due date. monthly: that this month's report is missing.
    """

    owed: Owed
    step: Step | None
    monthly: Step | None
    late: int

    @property
    def marks(self) -> list[str]:
        return [step.mark(self.owed.due_on) for step in (self.step, self.monthly) if step]


def day_of(session: Session, at: datetime, zone: ZoneInfo) -> Day:
    """The office's day of an instant, its calendar as old as the oldest open task."""
    today = at.astimezone(zone).date()
    oldest = session.scalar(select(func.min(Assignment.due_sort)).where(is_open())) or today
    years = range(min(max(oldest, OLDEST).year, today.year), today.year + 1)
    return Day(today, zone, all_rules(session), WorkCalendar.load(session, years))


def owed_by(session: Session, organisations: Collection[int], day: Day) -> list[Owed]:
    """What these organisations owe, the most urgent first (one statement)."""
    rows = session.execute(
        _owed_work(day)
        .where(Assignment.organisation_id.in_(organisations))
        .order_by(Assignment.due_sort, Assignment.id)
    )
    return [Owed(*row) for row in rows]


def reminders_for(
    session: Session, reader: Reader, owed: Sequence[Owed], day: Day
) -> list[Reminder]:
    """Which of it the reader is told today (one statement)."""
    told = _told(session, reader)
    found = [_reminder(task, told.get(task.assignment_id, ()), day) for task in owed]
    return [reminder for reminder in found if reminder.marks]


def is_silent(task: Owed, day: Day) -> bool:
    """Nothing was reported this month, though it was there when the month began."""
    begun = day.month_begins
    return task.created_at < begun and (task.reported_at is None or task.reported_at < begun)


def _reminder(task: Owed, told: Collection[str], day: Day) -> Reminder:
    rule = day.rules.of(task.series_id)
    step = due_step(rule, task.due_on, day.on, day.calendar) if task.due_on else None
    monthly = monthly_step(rule, day.on, day.calendar) if is_silent(task, day) else None
    return Reminder(
        owed=task,
        step=step if step and step.mark(task.due_on) not in told else None,
        monthly=monthly if monthly and monthly.mark(task.due_on) not in told else None,
        late=max(day.late(task.due_on), 0) if task.due_on else 0,
    )


def _told(session: Session, reader: Reader) -> dict[int, set[str]]:
    """What the ledger holds of what the reader owes still."""
    rows = session.execute(
        select(DigestLine.assignment_id, DigestLine.mark)
        .join(Assignment, Assignment.id == DigestLine.assignment_id)
        .where(DigestLine.reader == reader.key, is_open())
    )
    told: dict[int, set[str]] = {}
    for assignment_id, mark in rows:
        told.setdefault(assignment_id, set()).add(mark)
    return told


def _owed_work(day: Day) -> Select[*tuple[Any, ...]]:
    near = Assignment.due_sort <= day.on + HORIZON
    silent = or_(Assignment.reported_at.is_(None), Assignment.reported_at < day.month_begins)
    return (
        select(
            *(Assignment.id, Assignment.organisation_id, Assignment.unit_id, Meeting.series_id),
            *(Action.reference, Action.sentence, Assignment.security_class, Assignment.due_on),
            *(Assignment.created_at, Assignment.reported_at),
        )
        .join(Action, Action.id == Assignment.action_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(is_open(), or_(near, silent))
    )


def is_open() -> ColumnElement[bool]:
    """Work that is the office's to move."""
    return and_(
        Assignment.state.in_(OPEN_STATES),
        Assignment.security_class.not_in(NAMED_ACCESS),
        ~asks_for_time(),
    )


def asks_for_time() -> ColumnElement[bool]:
    """Its wish for another date waits for a ruling."""
    return exists().where(
        ExtensionRequest.assignment_id == Assignment.id,
        ExtensionRequest.state == ExtensionState.OPEN,
    )
