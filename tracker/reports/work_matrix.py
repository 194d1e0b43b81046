"""The matrix of what is owed: one row for each share, told in full to who may read it.

Screen, paper, spreadsheet and CSV are all fed from here. An agency has its own shares only; an
action that nobody is responsible for is a row for those who oversee it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, null, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from tracker.models.actions import Action
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState, Light, Part, days_left, light_of
from tracker.models.assignments import Assignment
from tracker.models.directives import Directive, DirectiveKind
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.objections import STANDING, Ground, Objection
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import by_scope
from tracker.policy.meetings import can_read_record, visible_meetings
from tracker.reports.assignments import (
    Standing,
    Wanted,
    wanted_assignments,
    wanted_unassigned,
)
from tracker.reports.last_words import WIDTH, LastWord, slips, with_last_words

AT_ONCE = 500

# Where a row stands in the order: its action, its share (0: nobody is responsible).
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an action comes from, as far as the reader may know it; empty parts were not given.

    agreement: its words, once they may be read. on: the day of the meeting or of the directive.
    """

    meeting: str | None
    on: date | None
    agreement: str | None
    giver: str | None
    kind: DirectiveKind | None
    letter_number: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's part. days: until its due date, below zero once late, else None.

    slips: how often the date moved to a later one. reported_on: a day of the office.
    """

    organisation: str
    part: Part
    state: AssignmentState
    light: Light | None
    days: int | None
    first_due_on: date | None
    slips: int
    reported_on: date | None
    word: LastWord
    objections: Sequence[tuple[Ground, str | None]]


@dataclass(frozen=True, slots=True)
class Row:
    """share: None where nobody is responsible yet. due_on: of the share, else of the action."""

    action_id: int
    assignment_id: int
    reference: str
    old_reference: str
    sentence: str
    expected_output: str
    security_class: SecurityClass
    unit: str
    source: Source
    due_on: date | None
    share: Share | None

    @property
    def position(self) -> Position:
        return self.action_id, self.assignment_id


def matrix_rows(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    *,
    today: date,
    zone: ZoneInfo,
    after: Position = (0, 0),
    limit: int | None = None,
) -> Iterator[Row]:
    """The rows after a position, action by action in the order of their numbers.

    They come as they are read, some hundreds at a time: to take the first fifty is to read fifty.
    """
    unassigned = _unassigned(session, actor, wanted, after, limit)
    if wanted.standing is Standing.UNASSIGNED:
        return unassigned
    owed = _owed(session, actor, wanted, today, zone, after, limit)
    return islice(merge(owed, unassigned, key=lambda row: row.position), limit)


def _owed(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    today: date,
    zone: ZoneInfo,
    after: Position,
    limit: int | None,
) -> Iterator[Row]:
    order = (Assignment.action_id, Assignment.id)
    query = (
        _with_source(wanted_assignments(actor, wanted, today), actor, Assignment.unit_id)
        .where(tuple_(*order) > after)
        .order_by(*order)
        .limit(limit)
        .with_only_columns(
            *(Assignment.action_id, Assignment.id, *_ACTION, _UNIT.name, *_source(actor)),
            *(Assignment.due_on, Organisation.name, Assignment.part, Assignment.state),
            *(Assignment.first_due_on, slips(), Assignment.claimed_at),
        )
    )
    found = session.execute(with_last_words(query), execution_options={"yield_per": AT_ONCE})
    for rows in found.partitions():
        standing = _objections(session, [row[1] for row in rows])
        for row in rows:
            yield _row(row, standing.get(row[1], ()), today, zone)


def _row(
    row: Any, objections: Sequence[tuple[Ground, str | None]], today: date, zone: ZoneInfo
) -> Row:
    *told, name, part, state, first_due_on, slipped, claimed_at = row[:-WIDTH]
    *action, due_on = told
    word = LastWord(*row[-WIDTH:])
    share = Share(
        organisation=name,
        part=part,
        state=state,
        light=light_of(state, due_on, today, claimed_on=_local(claimed_at, zone)),
        days=days_left(state, due_on, today),
        first_due_on=first_due_on,
        slips=slipped,
        reported_on=_local(word.at, zone),
        word=word,
        objections=objections,
    )
    return Row(*(*action[:8], Source(*action[8:]), due_on, share))


def _unassigned(
    session: Session, actor: Actor, wanted: Wanted, after: Position, limit: int | None
) -> Iterator[Row]:
    asked = wanted.standing in {Standing.UNASSIGNED, Standing.PENDING, Standing.ALL}
    overseen = by_scope(actor, Action)
    if not asked or not overseen or wanted.organisation_id is not None:
        return
    query = (
        _with_source(wanted_unassigned(actor, wanted), actor, Action.unit_id)
        .where(or_(*overseen), Action.id > after[0])
        .order_by(Action.id)
        .limit(limit)
        .with_only_columns(
            *(Action.id, literal(0), *_ACTION, _UNIT.name, *_source(actor), Action.due_on)
        )
    )
    for row in session.execute(query, execution_options={"yield_per": AT_ONCE}):
        yield Row(*(*row[:8], Source(*row[8:-1]), row[-1], None))


_UNIT = aliased(Organisation)
_ACTION = (
    *(Action.reference, Action.old_reference, Action.sentence, Action.expected_output),
    Action.security_class,
)


def _with_source(
    query: Select[*tuple[Any, ...]], actor: Actor, unit_id: Any
) -> Select[*tuple[Any, ...]]:
    return (
        query.join(_UNIT, _UNIT.id == unit_id)
        .outerjoin(Agreement, Agreement.id == Action.agreement_id)
        .outerjoin(Directive, Directive.id == Action.directive_id)
    )


def _source(actor: Actor) -> tuple[Any, ...]:
    return (
        Meeting.subject,
        func.coalesce(Meeting.starts_on, Directive.given_on),
        case((_may_read_agreement(actor), Agreement.text), else_=null()),
        *(Directive.giver_position, Directive.kind, Directive.letter_number),
    )


def _may_read_agreement(actor: Actor) -> ColumnElement[bool]:
    """The secretariat; others once it stands in approved minutes of a meeting they see."""
    if can_read_record(actor):
        return Agreement.id.is_not(None)
    seen = visible_meetings(actor).with_only_columns(Meeting.id)
    return and_(Meeting.locked, Meeting.id.in_(seen))


def _objections(
    session: Session, shares: Sequence[int]
) -> dict[int, list[tuple[Ground, str | None]]]:
    """What stands in the way of each, and which organisation it waits for."""
    rows = session.execute(
        select(Objection.assignment_id, Objection.ground, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Objection.awaited_id)
        .where(Objection.assignment_id.in_(shares), Objection.state.in_(STANDING))
        .order_by(Objection.id)
    )
    found: dict[int, list[tuple[Ground, str | None]]] = {}
    for share, ground, awaited in rows:
        found.setdefault(share, []).append((ground, awaited))
    return found


def _local(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None
