"""Who opened what is classed Terbatas or above: one row for each reader, thing and day.

Apart from the chain of events: reading changes nothing, and would outnumber the acts.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base

Subject = tuple[str, int]


class Reading(Base):
    """subject: table and id, as in events. day: the office's; at: when it was opened first."""

    __tablename__ = "readings"
    __table_args__ = (
        UniqueConstraint("user_id", "day", "subject_type", "subject_id"),
        Index("ix_readings_subject", "subject_type", "subject_id", "day"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    at: Mapped[datetime]


def unread(session: Session, subjects: Iterable[Subject], *, by: int, day: date) -> set[Subject]:
    """Those the user has not opened on this day yet."""
    known = select(Reading.subject_type, Reading.subject_id).where(
        Reading.user_id == by, Reading.day == day
    )
    return set(subjects) - {(row.subject_type, row.subject_id) for row in session.execute(known)}


def note_readings(
    session: Session, subjects: Iterable[Subject], *, by: int, at: datetime, day: date
) -> None:
    """Store what was opened; what is there already stays as it is."""
    for kind, row_id in sorted(unread(session, subjects, by=by, day=day)):
        session.add(Reading(user_id=by, day=day, subject_type=kind, subject_id=row_id, at=at))
