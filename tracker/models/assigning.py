"""Giving an organisation its share of an action, and handing a share on to another."""

from datetime import date, datetime

from sqlalchemy import select

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES, AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.due_dates import hand_down_moves
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import record
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.users import Actor


def assign(
    action: Action,
    organisation: Organisation,
    part: Part,
    *,
    by: int,
    at: datetime,
    due_on: date | None = None,
    position: Position | None = None,
) -> Assignment:
    """Give an organisation its share; the due date is the action's unless another is given.

    position: of the organisation, that is to see to it. Raises DomainError when the organisation
    already has a share that is live, or the action was cancelled.
    """
    action.hold()
    action.require_live()
    _require_free(action, organisation)
    _require_own(position, organisation.id)
    due = due_on or action.due_on
    assignment = _stored_share(action, organisation, part, due_on=due, first=due, at=at)
    assignment.position = position
    action.settle()
    record(assignment, "assignment:assigned", by=by, at=at)
    return assignment


def entrust(share: Assignment, position: Position | None, *, by: int, at: datetime) -> None:
    """Name the position of its organisation that sees to a share; whoever holds it, now or later.

    Raises DomainError for another organisation's position, and once the share is finished.
    """
    share.require_state(PENDING_STATES)
    _require_own(position, share.organisation_id)
    share.position = position
    record(share, "assignment:entrusted", by=by, at=at, note=position.title if position else None)


def reassign(
    share: Assignment, organisation: Organisation, reason: str, *, by: Actor, at: datetime
) -> Assignment:
    """Hand the work to another organisation; history stays here, the work goes on there.

    Returns the successor. Raises DomainError as `Assignment.end` does, and when the other
    organisation has a live share already.
    """
    require_reason(reason)
    action = share.action
    action.hold()
    _require_free(action, organisation)
    share.end(AssignmentState.REASSIGNED, by=by, at=at)
    session_of(share).flush()  # this one must stop being live before its successor may stand
    successor = _stored_share(
        action, organisation, share.part, due_on=share.due_on, first=share.first_due_on, at=at
    )
    share.successor_id = successor.id
    hand_down_moves(share, successor)
    action.settle()
    record(
        share,
        "assignment:reassigned",
        by=by.user_id,
        at=at,
        note=reason,
        data={"to": organisation.id},
    )
    return successor


def _stored_share(
    action: Action,
    organisation: Organisation,
    part: Part,
    *,
    due_on: date | None,
    first: date | None,
    at: datetime,
) -> Assignment:
    share = Assignment(
        action=action,
        meeting_id=action.meeting_id,
        organisation=organisation,
        unit_id=action.unit_id,
        security_class=action.security_class,
        part=part,
        due_on=due_on,
        first_due_on=first,
        created_at=at,
    )
    session = session_of(action)
    session.add(share)
    session.flush()
    return share


def _require_own(position: Position | None, organisation_id: int) -> None:
    if position is not None and position.organisation_id != organisation_id:
        raise DomainError(
            "foreign_position",
            N_("Jabatan ini bukan jabatan instansi yang ditugaskan."),
            field="position_id",
        )


def _require_free(action: Action, organisation: Organisation) -> None:
    live = session_of(action).scalar(
        select(Assignment.id).where(
            Assignment.action_id == action.id,
            Assignment.organisation_id == organisation.id,
            Assignment.state.not_in((AssignmentState.REASSIGNED, AssignmentState.CANCELLED)),
        )
    )
    if live is not None:
        raise DomainError(
            "already_assigned",
            N_("%(name)s sudah mendapat tugas ini."),
            field="organisation_id",
            name=organisation.name,
        )
