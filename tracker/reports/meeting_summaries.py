"""How the work of one meeting stands, as far as its reader may see it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action, ActionState
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import OPEN_STATES, AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.extensions import ExtensionRequest, ExtensionState
from tracker.models.meetings import Meeting
from tracker.models.objections import Objection, ObjectionState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_actions, visible_assignments
from tracker.policy.meetings import can_read_record

_LIVE = (*OPEN_STATES, AssignmentState.AWAITING, AssignmentState.DONE, AssignmentState.NOT_FEASIBLE)


@dataclass(frozen=True, slots=True)
class Late:
    """A share that is past its due date."""

    reference: str
    sentence: str
    organisation: str
    due_on: date


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """agreements: None while only the secretariat may read them. The five numbers of shares that
    are led are disjoint: running is open and not late. late_first: the latest, as many as asked.

    objections, extensions, without_lead: what waits for a decision besides the claims.
    """

    agreements: Sequence[str] | None
    actions: int
    verified: int
    awaiting: int
    running: int
    late: int
    not_feasible: int
    late_first: Sequence[Late]
    objections: int
    extensions: int
    without_lead: int


def meeting_summary(
    session: Session, actor: Actor, meeting: Meeting, *, today: date, most_late: int
) -> MeetingSummary:
    """Six statements. most_late: how many of those past due are named."""
    states = Counter[AssignmentState]()
    late = 0
    for state, is_late, number in session.execute(_standing(actor, meeting, today)):
        states[state] += number
        late += number if is_late and state in OPEN_STATES else 0
    actions, without_lead = session.execute(_actions(actor, meeting)).one()
    mine = _shares(actor, meeting).with_only_columns(Assignment.id)
    return MeetingSummary(
        agreements=_agreements(session, actor, meeting),
        actions=actions,
        verified=states[AssignmentState.DONE],
        awaiting=states[AssignmentState.AWAITING],
        running=sum(states[state] for state in OPEN_STATES) - late,
        late=late,
        not_feasible=states[AssignmentState.NOT_FEASIBLE],
        late_first=[Late(*row) for row in session.execute(_late(actor, meeting, today, most_late))],
        objections=_number(session, Objection, mine, ObjectionState.OPEN),
        extensions=_number(session, ExtensionRequest, mine, ExtensionState.OPEN),
        without_lead=without_lead or 0,
    )


def _agreements(session: Session, actor: Actor, meeting: Meeting) -> Sequence[str] | None:
    if not (can_read_record(actor) or meeting.locked):
        return None
    of_meeting = select(Agreement.text).where(Agreement.meeting_id == meeting.id)
    return session.scalars(of_meeting.order_by(Agreement.position)).all()


def _shares(actor: Actor, meeting: Meeting) -> Select[*tuple[Any, ...]]:
    """Led by somebody; supporting ones decide nothing."""
    return visible_assignments(actor).where(
        Assignment.meeting_id == meeting.id, Assignment.part == Part.LEAD
    )


def _standing(actor: Actor, meeting: Meeting, today: date) -> Select[*tuple[Any, ...]]:
    is_late = Assignment.due_sort < today
    return (
        _shares(actor, meeting)
        .where(Assignment.state.in_(_LIVE))
        .group_by(Assignment.state, is_late)
        .with_only_columns(Assignment.state, is_late, func.count(Assignment.id))
    )


def _late(actor: Actor, meeting: Meeting, today: date, limit: int) -> Select[*tuple[Any, ...]]:
    return (
        _shares(actor, meeting)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.state.in_(OPEN_STATES), Assignment.due_sort < today)
        .order_by(Assignment.due_sort, Assignment.id)
        .limit(limit)
        .with_only_columns(
            Action.reference, Action.sentence, Organisation.name, Assignment.due_sort
        )
    )


def _actions(actor: Actor, meeting: Meeting) -> Select[*tuple[Any, ...]]:
    """How many stand, and how many of them nobody leads."""
    led = exists().where(
        Assignment.action_id == Action.id,
        Assignment.part == Part.LEAD,
        Assignment.state.in_(_LIVE),
    )
    return (
        visible_actions(actor)
        .where(Action.meeting_id == meeting.id, Action.state != ActionState.CANCELLED)
        .with_only_columns(func.count(Action.id), func.count(Action.id).filter(~led))
    )


def _number(session: Session, noun: Any, shares: Select[int], state: Any) -> int:
    found = select(func.count(noun.id)).where(noun.assignment_id.in_(shares), noun.state == state)
    return session.scalar(found) or 0
