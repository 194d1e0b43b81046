"""What an organisation owes on one day, for who hands its desk over to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES, AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.updates import StatusUpdate
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.reports.assignments import in_states


@dataclass(frozen=True, slots=True)
class Owed:
    """One share that is not finished. reported_at, note: of the last report, if there was one."""

    assignment_id: int
    reference: str
    sentence: str
    expected_output: str
    meeting: str | None
    meeting_on: date | None
    part: Part
    state: AssignmentState
    due_on: date | None
    first_due_on: date | None
    security_class: SecurityClass
    reported_at: datetime | None
    note: str | None


def owed_by(session: Session, actor: Actor, organisation_id: int) -> Sequence[Owed]:
    """What the organisation has not finished, as far as the actor sees it (one statement).

    By due date; what has none comes last.
    """
    return [Owed(*row) for row in session.execute(_owed(actor, organisation_id))]


def _owed(actor: Actor, organisation_id: int) -> Select[*tuple[Any, ...]]:
    latest = (
        select(func.max(StatusUpdate.id))
        .where(StatusUpdate.assignment_id == Assignment.id)
        .correlate(Assignment)
        .scalar_subquery()
    )
    return (
        visible_assignments(actor)
        .where(Assignment.organisation_id == organisation_id, in_states(PENDING_STATES))
        .join(Action, Action.id == Assignment.action_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .outerjoin(StatusUpdate, StatusUpdate.id == latest)
        .order_by(Assignment.due_sort, Assignment.id)
        .with_only_columns(
            *(Assignment.id, Action.reference, Action.sentence, Action.expected_output),
            *(Meeting.subject, Meeting.starts_on, Assignment.part, Assignment.state),
            *(Assignment.due_on, Assignment.first_due_on, Assignment.security_class),
            *(StatusUpdate.at, StatusUpdate.note),
        )
    )
