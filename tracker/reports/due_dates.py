"""How often due dates slipped, and every move of one with who granted it and why."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.due_dates import DueChange


def due_changes(session: Session, assignment_id: int) -> Sequence[DueChange]:
    """Every move of the due date of a share the caller was found to see, the oldest first."""
    moves = select(DueChange).where(DueChange.assignment_id == assignment_id)
    return session.scalars(moves.order_by(DueChange.id)).all()


def slips_of(session: Session, assignment_ids: Sequence[int]) -> dict[int, int]:
    """How often each share slipped; those that never did are left out (one statement)."""
    rows = session.execute(
        select(DueChange.assignment_id, func.count(DueChange.id))
        .where(DueChange.assignment_id.in_(assignment_ids), DueChange.slipped())
        .group_by(DueChange.assignment_id)
    )
    return {row[0]: row[1] for row in rows}
