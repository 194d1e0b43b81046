"""A due date that moves: the first one is kept for ever, and the shares follow their action."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.errors import own_share
from tracker.models.users import Actor

# In the event of an action that was revised: its due date before and after, as ISO dates.
DUE_MOVED = "due_moved"


def revise_action(
    session: Session,
    action: Action,
    *,
    by: Actor,
    at: datetime,
    version: int,
    due_on: date | None,
    **values: Any,
) -> Action:
    """Change an action. Unfinished shares that had its due date get the new one.

    A share with a due date of its own keeps it. Raises Conflict unless `version` is current, and
    DomainError when the date of a share moves that an organisation of `by` owes.
    """
    action.expect(version)
    first_due_on, told = action.first_due_on, dict[str, Any]()
    if due_on != action.due_on:
        told[DUE_MOVED] = [on and on.isoformat() for on in (action.due_on, due_on)]
        shares = session.scalars(
            select(Assignment).where(
                Assignment.action_id == action.id,
                Assignment.state.in_(PENDING_STATES),
                Assignment.due_on.is_not_distinct_from(action.due_on),
            )
        ).all()
        if any(share.organisation_id in by.organisations for share in shares):
            raise own_share(field="due_on")
        for share in shares:
            share.due_on = due_on
            share.first_due_on = share.first_due_on or due_on
        first_due_on = first_due_on or due_on
    values |= {"due_on": due_on, "first_due_on": first_due_on}
    action.revise(by=by.user_id, at=at, version=version, told=told, **values)
    return action
