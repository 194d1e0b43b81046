"""Who sees what went out without a meeting: to whom and how it fared, never its words."""

from sqlalchemy import Select, false, select

from tracker.infra.orm import kept
from tracker.models.deliveries import Delivery
from tracker.models.users import Actor


def can_watch_deliveries(actor: Actor) -> bool:
    return actor.is_secretariat or actor.is_admin


@kept
def general_deliveries(actor: Actor) -> Select[Delivery]:
    seen = Delivery.meeting_id.is_(None) if can_watch_deliveries(actor) else false()
    return select(Delivery).where(seen)
