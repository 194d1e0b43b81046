"""Who sees and keeps series of meetings."""

from sqlalchemy import Select, false, select, true

from tracker.infra.orm import kept
from tracker.models.series import Series
from tracker.models.users import Actor


@kept
def visible_series(actor: Actor) -> Select[Series]:
    """The secretariat; others meet a series only through its meetings."""
    return select(Series).where(true() if can_read_series(actor) else false())


def can_read_series(actor: Actor) -> bool:
    return actor.is_secretariat


def can_edit_series(actor: Actor, series: Series) -> bool:
    """Its schedule, its pattern and its next meeting: the secretariat of the organising unit."""
    return actor.serves(series.organising_unit_id)
