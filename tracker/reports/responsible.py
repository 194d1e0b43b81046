"""Whom an action falls to, as far as the reader may know."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments

ENDED = (AssignmentState.REASSIGNED, AssignmentState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Responsible:
    """One organisation. assignment_id, state: None where only lead and due date may be read."""

    assignment_id: int | None
    organisation: str
    part: Part
    state: AssignmentState | None
    due_on: date | None


def responsible_for(session: Session, actor: Actor, action_id: int) -> list[Responsible]:
    """Leads first; of other agencies only those that lead now, and only of what a meeting agreed:
    what was ordered outside of one is between who ordered it and each of them (two statements).
    """
    visible = visible_assignments(actor).where(Assignment.action_id == action_id)
    seen = set(session.scalars(visible.with_only_columns(Assignment.id)))
    rows = session.execute(
        select(
            *(Assignment.id, Organisation.name, Assignment.part, Assignment.state),
            Assignment.due_on,
        )
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.action_id == action_id)
        .where(or_(Assignment.id.in_(seen), Assignment.meeting_id.is_not(None)))
        .order_by(Assignment.part, Assignment.id)
    )
    found = []
    for assignment_id, name, part, state, due_on in rows:
        if assignment_id in seen:
            found.append(Responsible(assignment_id, name, part, state, due_on))
        elif part is Part.LEAD and state not in ENDED:
            found.append(Responsible(None, name, part, None, due_on))
    return found
