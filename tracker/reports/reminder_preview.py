"""What went out as reminders, and what will, as things stand now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.assignments import Assignment
from tracker.models.deliveries import Delivery, DeliveryState
from tracker.models.digests import Digest
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.reminder_pauses import ReminderPause
from tracker.models.reminder_steps import HORIZON, due_step, monthly_step
from tracker.models.users import User
from tracker.reports.reminders import Day, is_open

DAYS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """A working day ahead. offices: names with how many of their tasks come due, most first.

    asks_monthly: that day the reports of the month are asked for as well. pause: for all.
    """

    on: date
    offices: Sequence[tuple[str, int]]
    asks_monthly: bool
    pause: ReminderPause | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of a day. office: empty for a user's own. state: None where none could be sent."""

    digest_id: int
    day: date
    office: str
    user: str
    told: int
    problem: str
    state: DeliveryState | None


def coming_days(
    session: Session, day: Day, pauses: Sequence[ReminderPause], *, today_too: bool
) -> list[Coming]:
    """The next working days, by the due dates of what is open now (one statement)."""
    due = session.execute(
        select(Organisation.id, Organisation.name, Assignment.due_on, Meeting.series_id, _NUMBER)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(is_open(), Assignment.due_sort <= day.on + HORIZON)
        .group_by(Organisation.id, Organisation.name, Assignment.due_on, Meeting.series_id)
    ).all()
    found = []
    for on in _working_days(day, today_too):
        paused = {p.organisation_id: p for p in pauses if p.since <= on <= p.until}
        numbers: Counter[str] = Counter()
        for office, name, due_on, series_id, number in due:
            rule = day.rules.of(series_id)
            step = due_step(rule, due_on, on, day.calendar) if due_on else None
            if step and step.day == on and not paused.keys() & {office, None}:
                numbers[name] += number
        month = monthly_step(day.rules.general, on, day.calendar)
        asks = month is not None and month.day == on
        found.append(Coming(on, numbers.most_common(), asks, paused.get(None)))
    return found


def sent_reminders(session: Session, *, after: int | None, limit: int) -> list[Sent]:
    """The newest first (one statement). after: the id of the last one shown."""
    rows = (
        select(
            *(Digest.id, Digest.day, func.coalesce(Organisation.name, "")),
            *(func.coalesce(User.name, ""), Digest.told, Digest.problem, Delivery.state),
        )
        .outerjoin(Organisation, Organisation.id == Digest.organisation_id)
        .outerjoin(User, User.id == Digest.user_id)
        .outerjoin(Delivery, Delivery.id == Digest.delivery_id)
        .where(Digest.told > 0)
        .order_by(Digest.id.desc())
        .limit(limit)
    )
    if after is not None:
        rows = rows.where(Digest.id < after)
    found: Sequence[Any] = session.execute(rows).all()
    return [Sent(*row) for row in found]


def _working_days(day: Day, today_too: bool) -> list[date]:
    ahead = [day.calendar.add(day.on, number) for number in range(1, DAYS_AHEAD + 1)]
    return [day.on, *ahead[:-1]] if today_too and day.calendar.is_working(day.on) else ahead


_NUMBER = func.count(Assignment.id)
