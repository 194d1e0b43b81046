"""Rapat belum ada notula: meetings that are over, and whose record still is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import kept
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor
from tracker.models.working_days import WorkCalendar
from tracker.policy.meetings import visible_meetings
from tracker.reports.unanswered import unanswered

# Its day is over, and nobody has said that it was held.
_UNSAID = (MeetingState.DRAFT, MeetingState.SCHEDULED, MeetingState.IN_PROGRESS)
_LAST_DAY = func.coalesce(Meeting.ends_on, Meeting.starts_on)


@dataclass(frozen=True, slots=True)
class MissingMinutes:
    """working_days: since its last day. minutes: how far the notula is, None before any.

    remarks: those about it that nobody answered yet.
    """

    working_days: int
    meeting_id: int
    subject: str
    starts_on: date
    last_day: date
    venue: str
    state: MeetingState
    minutes: MinutesState | None
    remarks: int


@dataclass(frozen=True, slots=True)
class MissingList:
    """total: how many there are in all, whatever the page shows."""

    rows: Sequence[MissingMinutes]
    total: int


def missing_minutes(
    session: Session,
    actor: Actor,
    *,
    today: date,
    limit: int,
    after: tuple[date, int] | None = None,
) -> MissingList:
    """Of the actor's units, longest waiting first (two statements).

    after: first day and id of the row before.
    """
    found = session.execute(_missing(actor, today, limit, after)).all()
    if not found:
        return MissingList([], 0)
    years = {today.year, *(row.last_day.year for row in found)}
    calendar = WorkCalendar.load(session, years)
    rows = [MissingMinutes(calendar.between(row.last_day, today), *row[1:]) for row in found]
    return MissingList(rows, found[0].total)


def is_missing(today: date) -> ColumnElement[bool]:
    """Held and without an approved notula; or its day is over and it never was declared held."""
    approved = (
        select(Minutes.id)
        .where(Minutes.meeting_id == Meeting.id, Minutes.state == MinutesState.APPROVED)
        .correlate(Meeting)
        .exists()
    )
    held = and_(Meeting.state == MeetingState.HELD, not_(approved))
    unsaid = and_(Meeting.state.in_(_UNSAID), today > _LAST_DAY)
    return and_(not_(Meeting.locked), Meeting.starts_on.is_not(None), or_(held, unsaid))


@kept
def _missing(
    actor: Actor, today: date, limit: int, after: tuple[date, int] | None
) -> Select[*tuple[Any, ...]]:
    order = (Meeting.starts_on, Meeting.id)
    query = visible_meetings(actor).where(is_missing(today))
    if not actor.secretariat_all:
        query = query.where(Meeting.organising_unit_id.in_(actor.secretariat))
    total = query.with_only_columns(func.count()).correlate(None).scalar_subquery()
    newest = (
        select(Minutes.state)
        .where(Minutes.meeting_id == Meeting.id)
        .order_by(Minutes.edition.desc())
        .limit(1)
        .correlate(Meeting)
        .scalar_subquery()
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return (
        query.with_only_columns(
            *(total.label("total"), Meeting.id, Meeting.subject, Meeting.starts_on),
            *(_LAST_DAY.label("last_day"), Meeting.venue, Meeting.state, newest),
            unanswered(),
        )
        .order_by(*order)
        .limit(limit)
    )
