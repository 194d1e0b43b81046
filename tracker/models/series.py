"""Rangkaian rapat: meetings of one subject, held again and again."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.models.editable import Editable


class Series(Editable):
    """Rangkaian rapat: groups meetings of one subject."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("organising_unit_id", "name"),)
    noun: ClassVar[str] = "series"

    name: Mapped[str]
    organising_unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)


def series_named(
    session: Session, name: str, unit_id: int, *, by: int, at: datetime
) -> Series | None:
    """The unit's series of this name, begun when new; None for no name."""
    if not name:
        return None
    known = session.scalar(
        select(Series).where(Series.organising_unit_id == unit_id, Series.name == name)
    )
    return known or Series.add(session, by=by, at=at, name=name, organising_unit_id=unit_id)
