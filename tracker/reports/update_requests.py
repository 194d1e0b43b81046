"""Who is asked to bring which open items up to date before a meeting, and who has answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models.actions import Action
from tracker.models.assignment_states import OPEN_STATES
from tracker.models.assignments import Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.models.update_windows import UpdateWindow
from tracker.models.users import Actor
from tracker.policy.carry_over import earlier_in_series
from tracker.reports.responsible import ENDED


@dataclass(frozen=True, slots=True)
class Asked:
    """One item an organisation was asked about. answered: it has reported since."""

    assignment_id: int
    reference: str
    sentence: str
    security_class: SecurityClass
    due_on: date | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """How one organisation answers a window."""

    organisation_id: int
    organisation: str
    items: Sequence[Asked]

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.items)


@dataclass(frozen=True, slots=True)
class Request:
    """An item that an agency still has to bring up to date, and until when."""

    series: str
    closes_at: datetime
    zone: str
    assignment_id: int
    reference: str
    sentence: str
    due_on: date | None


def answers(session: Session, meeting: Meeting, *, asked_at: datetime, today: date) -> list[Answer]:
    """Every organisation that owed open items of earlier meetings (one statement).

    asked_at: what is reported from then on is an answer; whoever got the work later was not asked.
    """
    asked = and_(Assignment.state.in_(OPEN_STATES), Assignment.created_at <= asked_at)
    answered = and_(Assignment.state.not_in(ENDED), Assignment.reported_at >= asked_at)
    rows = session.execute(
        _open_work(meeting)
        .where(_is_shown(meeting.starts_on, today), or_(asked, answered))
        .with_only_columns(
            *(Organisation.id, Organisation.name, Assignment.id, Action.reference),
            *(Action.sentence, Action.security_class, Assignment.due_on),
            Assignment.reported_at,
        )
        .order_by(Organisation.name, Organisation.id, Assignment.due_sort, Assignment.id)
    )
    found: dict[int, tuple[str, list[Asked]]] = {}
    for organisation_id, name, share, reference, sentence, security_class, due, reported in rows:
        told = reported is not None and reported >= asked_at
        item = Asked(share, reference, sentence, security_class, due, told)
        found.setdefault(organisation_id, (name, []))[1].append(item)
    return [Answer(key, name, items) for key, (name, items) in found.items()]


def requests_for(
    session: Session, actor: Actor, *, at: datetime, today: date, limit: int
) -> list[Request]:
    """What agencies of the actor are asked about now and have not answered, soonest first."""
    target = aliased(Meeting)
    silent = or_(Assignment.reported_at.is_(None), Assignment.reported_at < UpdateWindow.asked_at)
    rows = session.execute(
        _open_work(target)
        .join(target, target.series_id == Meeting.series_id)
        .join(Series, Series.id == target.series_id)
        .join(UpdateWindow, UpdateWindow.meeting_id == target.id)
        .where(
            _is_open(at),
            target.state == MeetingState.SCHEDULED,
            target.security_class.not_in(NAMED_ACCESS),
            Assignment.organisation_id.in_(actor.agencies),
            Assignment.state.in_(OPEN_STATES),
            Assignment.created_at <= UpdateWindow.asked_at,
            silent,
            _is_shown(target.starts_on, today),
        )
        .with_only_columns(
            *(Series.name, UpdateWindow.closes_at, target.zone, Assignment.id),
            *(Action.reference, Action.sentence, Assignment.due_on),
        )
        .order_by(UpdateWindow.closes_at, Assignment.due_sort, Assignment.id)
        .limit(limit)
    )
    return [Request(*row) for row in rows]


def _open_work(meeting: Meeting | type[Meeting]) -> Select[Assignment]:
    return (
        select(Assignment)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .join(Meeting, Meeting.id == Action.meeting_id)
        .where(earlier_in_series(meeting), Action.security_class.not_in(NAMED_ACCESS))
    )


def _is_open(at: datetime) -> ColumnElement[bool]:
    """As `UpdateWindow.state` says, and before its end."""
    frozen = UpdateWindow.frozen_at
    return and_(
        UpdateWindow.cancelled_at.is_(None),
        UpdateWindow.asked_at >= UpdateWindow.opens_at,
        or_(frozen.is_(None), frozen <= UpdateWindow.opens_at),
        UpdateWindow.closes_at > at,
    )


def _is_shown(day: Any, today: date) -> ColumnElement[bool]:
    """As `carry_over` hides them: not put off beyond the day of the meeting, or late."""
    return or_(Action.show_from.is_(None), Action.show_from <= day, Assignment.due_sort < today)
