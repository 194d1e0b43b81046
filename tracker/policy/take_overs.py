"""Who takes an office's own matrix over into the register."""

from sqlalchemy import ColumnElement, Select, or_, select, true

from tracker.infra.orm import kept
from tracker.models.meetings import Meeting
from tracker.models.take_overs import TakeOver
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.policy.selecting import holds


@kept
def visible_take_overs(actor: Actor) -> Select[TakeOver]:
    """The unit's secretariat: the matrix tells of all agencies. Of a meeting, who may see that."""
    served: ColumnElement[bool] = (
        true() if actor.secretariat_all else TakeOver.unit_id.in_(actor.secretariat)
    )
    seen = holds(visible_meetings(actor), Meeting.id == TakeOver.meeting_id)
    return select(TakeOver).where(served, or_(TakeOver.meeting_id.is_(None), seen))


def can_begin_take_over(actor: Actor) -> bool:
    return actor.is_secretariat


def can_take_over(actor: Actor, unit_id: int) -> bool:
    """Bring a matrix in for this unit, and undo it again."""
    return actor.serves(unit_id)
