"""Who is named for a meeting classed Rahasia or Sangat Rahasia."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import Meeting


class MeetingAccess(Audited, Base):
    """Named access to a meeting classed Rahasia or Sangat Rahasia."""

    __tablename__ = "meeting_access"
    __table_args__ = (UniqueConstraint("meeting_id", "user_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)


def grant_access(
    session: Session, meeting: Meeting, user_id: int, *, by: int, at: datetime
) -> None:
    """Put a user on the meeting's list; who is on it already stays there once."""
    known = select(MeetingAccess.id).where(
        MeetingAccess.meeting_id == meeting.id, MeetingAccess.user_id == user_id
    )
    if session.scalar(known) is None:
        session.add(MeetingAccess(meeting_id=meeting.id, user_id=user_id))
        record(meeting, "meeting:access_granted", by=by, at=at, data={"user_id": user_id})


def revoke_access(
    session: Session, meeting: Meeting, user_id: int, *, by: int, at: datetime
) -> None:
    """Take a user off the meeting's list. Raises DomainError for oneself: one always remains."""
    if user_id == by:
        raise DomainError("own_access", N_("Anda tidak dapat mencabut akses Anda sendiri."))
    for row in session.scalars(
        select(MeetingAccess).where(
            MeetingAccess.meeting_id == meeting.id, MeetingAccess.user_id == user_id
        )
    ):
        session.delete(row)
        record(meeting, "meeting:access_revoked", by=by, at=at, data={"user_id": user_id})
