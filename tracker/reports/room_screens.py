"""What the room reads on the wall: where the agenda stands, and what was agreed so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.agenda import agenda_of
from tracker.models.agenda_course import Course
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.events import Event
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation

MOST = 8  # of each kind: more never fits a wall
_AGREEMENT, _ACTION = "agreement", "action"


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement with its number, or an action with its reference; leads: who answers for it."""

    number: str
    text: str
    leads: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """agreements, actions: the newest first, at most MOST; the counts are of all."""

    course: Course
    agreements: Sequence[Entry]
    agreement_count: int
    actions: Sequence[Entry]
    action_count: int


def board(session: Session, meeting: Meeting) -> Board:
    """Two statements, however much was agreed."""
    course = Course(agenda_of(meeting))
    rows = session.execute(
        union_all(select(_agreements(meeting.id)), select(_actions(meeting.id)))
    ).all()
    agreements = [row for row in rows if row.kind == _AGREEMENT]
    actions = [row for row in rows if row.kind == _ACTION]
    return Board(
        course=course,
        agreements=[_entry(row) for row in sorted(agreements, key=_newest)],
        agreement_count=agreements[0].total if agreements else 0,
        actions=[_entry(row) for row in sorted(actions, key=_newest)],
        action_count=actions[0].total if actions else 0,
    )


def last_event() -> ColumnElement[int]:
    """Of the meeting a select is about: what changes when anything on the screen does."""
    newest = select(func.coalesce(func.max(Event.id), 0)).where(Event.meeting_id == Meeting.id)
    return newest.correlate(Meeting).scalar_subquery()


def _agreements(meeting_id: int) -> Subquery:
    return _limited(
        select(
            literal(_AGREEMENT).label("kind"),
            Agreement.id.label("row_id"),
            cast(Agreement.position, String).label("number"),
            Agreement.text.label("text"),
            literal("").label("leads"),
            Agreement.due_on.label("due_on"),
            func.count().over().label("total"),
        ).where(Agreement.meeting_id == meeting_id),
        Agreement.id.desc(),
    )


def _actions(meeting_id: int) -> Subquery:
    return _limited(
        select(
            literal(_ACTION).label("kind"),
            Action.id.label("row_id"),
            Action.reference.label("number"),
            Action.sentence.label("text"),
            _leads().label("leads"),
            Action.due_on.label("due_on"),
            func.count().over().label("total"),
        ).where(Action.meeting_id == meeting_id, Action.cancelled_at.is_(None)),
        Action.id.desc(),
    )


def _leads() -> ColumnElement[str]:
    name = func.coalesce(func.nullif(Organisation.short_name, ""), Organisation.name)
    named = (
        select(func.aggregate_strings(name, ", "))
        .join(Assignment, Assignment.organisation_id == Organisation.id)
        .where(
            Assignment.action_id == Action.id,
            Assignment.part == Part.LEAD,
            Assignment.state.not_in({AssignmentState.REASSIGNED, AssignmentState.CANCELLED}),
        )
    )
    return func.coalesce(named.correlate(Action).scalar_subquery(), "")


def _limited(rows: Select[*tuple[object, ...]], newest: ColumnElement[int]) -> Subquery:
    return rows.order_by(newest).limit(MOST).subquery()


def _newest(row: object) -> int:
    return -int(row.row_id)  # type: ignore[attr-defined]  # a row of the select above


def _entry(row: object) -> Entry:
    return Entry(row.number, row.text, row.leads, row.due_on)  # type: ignore[attr-defined]  # likewise
