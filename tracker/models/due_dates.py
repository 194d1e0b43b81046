"""A due date that moves: the first one is kept for ever, and the shares follow their action."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment


def revise_action(
    session: Session,
    action: Action,
    *,
    by: int,
    at: datetime,
    version: int,
    due_on: date | None,
    **values: Any,
) -> Action:
    """Change an action. Unfinished shares that had its due date get the new one.

    A share with a due date of its own keeps it. Raises Conflict unless `version` is current.
    """
    action.expect(version)
    if due_on != action.due_on:
        shares = select(Assignment).where(
            Assignment.action_id == action.id,
            Assignment.state.in_(PENDING_STATES),
            Assignment.due_on.is_not_distinct_from(action.due_on),
        )
        for share in session.scalars(shares):
            share.due_on = due_on
            share.first_due_on = share.first_due_on or due_on
        action.first_due_on = action.first_due_on or due_on
    action.revise(by=by, at=at, version=version, due_on=due_on, **values)
    return action
