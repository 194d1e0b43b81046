"""What waits in a series' parking list."""

from collections.abc import Sequence

from sqlalchemy.orm import Session, joinedload

from tracker.models.parked_items import ParkedItem, ParkedState
from tracker.models.users import Actor
from tracker.policy.agenda import visible_parked

MOST = 50


def waiting_items(session: Session, actor: Actor, series_id: int | None) -> Sequence[ParkedItem]:
    """The oldest first, at most MOST, each with the meeting that put it off (one statement)."""
    if series_id is None:
        return []
    listed = visible_parked(actor).where(
        ParkedItem.series_id == series_id, ParkedItem.state == ParkedState.WAITING
    )
    listed = listed.order_by(ParkedItem.id).limit(MOST).options(joinedload(ParkedItem.meeting))
    return session.scalars(listed).all()
