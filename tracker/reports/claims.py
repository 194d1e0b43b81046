"""The desk of whoever verifies: claims that wait for a ruling, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.updates import StatusUpdate
from tracker.models.users import Actor
from tracker.policy.actions import verifiable_assignments, visible_assignments
from tracker.reports.queues import pending_claim

Position = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims; None means any. answering: those whose question waits for the agency."""

    organisation_id: int | None = None
    unit_id: int | None = None
    series_id: int | None = None
    evidence_type_id: int | None = None
    answering: bool = False
    action_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the list."""

    assignment_id: int
    reference: str
    sentence: str
    organisation: str
    due_on: date | None
    claimed_at: datetime
    report: Report

    @property
    def position(self) -> Position:
        return self.claimed_at, self.assignment_id


@dataclass(frozen=True, slots=True)
class Tally:
    """ready: it is the verifier's turn. answering: a question waits for the agency. before: of the
    listed ones, those that wait longer than the one asked about.
    """

    ready: int
    answering: int
    before: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of a claim."""

    assignment_id: int
    reference: str
    organisation: str
    state: AssignmentState


def waiting(
    session: Session, actor: Actor, wanted: Wanted, *, limit: int, after: Position | None = None
) -> list[Waiting]:
    """The claims the actor may rule on, after a position (one statement)."""
    rows: Sequence[Any] = session.execute(_listing(actor, wanted, limit, after)).all()
    return [Waiting(*row) for row in rows]


def tally(session: Session, actor: Actor, wanted: Wanted, place: Position | None) -> Tally:
    """How many wait for whom, and how many before this place (one statement)."""
    order = tuple_(Assignment.claimed_at, Assignment.id)
    before = func.count().filter(order < place, _turn(wanted)) if place else literal(0)
    asked = func.count(Assignment.asked_at)
    query = _wanted(actor, wanted).with_only_columns(func.count() - asked, asked, before)
    return Tally(*session.execute(query).one())


def ruling(session: Session, actor: Actor, assignment_id: int) -> Ruling | None:
    """How a share stands that the actor just ruled on (one statement)."""
    row = session.execute(
        visible_assignments(actor)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.id == assignment_id, Assignment.ruled_at.is_not(None))
        .with_only_columns(
            *(Assignment.id, Action.reference, Organisation.short_name, Assignment.state)
        )
    ).first()
    return Ruling(*row) if row else None


@kept
def _listing(
    actor: Actor, wanted: Wanted, limit: int, after: Position | None
) -> Select[*tuple[Any, ...]]:
    order = (Assignment.claimed_at, Assignment.id)
    query = (
        _wanted(actor, wanted)
        .join(StatusUpdate, pending_claim())
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(_turn(wanted))
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return query.with_only_columns(
        *(Assignment.id, Action.reference, Action.sentence, Organisation.short_name),
        *(Assignment.due_on, Assignment.claimed_at, StatusUpdate.report),
    )


def _wanted(actor: Actor, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        verifiable_assignments(actor)
        .join(Action, Action.id == Assignment.action_id)
        .where(Assignment.claimed_at.is_not(None))
    )
    if wanted.organisation_id is not None:
        query = query.where(Assignment.organisation_id == wanted.organisation_id)
    if wanted.unit_id is not None:
        query = query.where(Assignment.unit_id == wanted.unit_id)
    if wanted.action_id is not None:
        query = query.where(Assignment.action_id == wanted.action_id)
    if wanted.evidence_type_id is not None:
        query = query.where(Action.evidence_type_id == wanted.evidence_type_id)
    if wanted.series_id is not None:
        held = select(Meeting.id).where(Meeting.series_id == wanted.series_id)
        query = query.where(Assignment.meeting_id.in_(held))
    return query


def _turn(wanted: Wanted) -> ColumnElement[bool]:
    """Whose it is to act on a pending claim."""
    asked = Assignment.asked_at
    return asked.is_not(None) if wanted.answering else asked.is_(None)
