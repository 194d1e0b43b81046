"""Pengesahan notula rapat lalu: the next meeting says that the minutes tell what happened."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import MinutesState, current_minutes


class Acceptance(Audited, Base):
    """minutes: the edition accepted; meeting: the one that accepted it. note: with what remark."""

    __tablename__ = "acceptances"
    __table_args__ = (UniqueConstraint("minutes_id"),)

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    accepted_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    accepted_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()


def accept_previous(
    meeting: Meeting, before: Meeting | None, note: str, *, by: int, at: datetime
) -> Acceptance:
    """The meeting accepts the minutes of the one before it in its series, once.

    before: the `previous_meeting`, as far as whoever accepts may know of it.

    The sealed paper does not change. Raises DomainError before its day, when there is no such
    notula or it is not approved, and when it was accepted already.
    """
    meeting.hold()
    meeting.require_open()
    today = at.astimezone(ZoneInfo(meeting.zone)).date()
    if meeting.starts_on is None or meeting.starts_on > today:
        raise DomainError(
            "not_begun", N_("Rapat ini belum berlangsung, jadi belum dapat menerima notula.")
        )
    session = session_of(meeting)
    minutes = current_minutes(session, before.id) if before else None
    if minutes is None or minutes.state is not MinutesState.APPROVED:
        raise DomainError("nothing_to_accept", N_("Notula rapat lalu belum disahkan pimpinannya."))
    minutes.hold()
    if acceptance_of(session, minutes.id) is not None:
        raise DomainError("accepted_already", N_("Notula rapat lalu sudah diterima."))
    accepted = Acceptance(
        minutes_id=minutes.id, meeting=meeting, note=note, accepted_by=by, accepted_at=at
    )
    session.add(accepted)
    record(meeting, "meeting:previous_accepted", by=by, at=at, data={"minutes_id": minutes.id})
    return accepted


def acceptance_of(session: Session, minutes_id: int) -> Acceptance | None:
    return session.scalar(select(Acceptance).where(Acceptance.minutes_id == minutes_id))


def previous_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    """The meeting of the same series held before this one; None without series or date."""
    if meeting.series_id is None or meeting.starts_on is None:
        return None
    return session.scalar(
        select(Meeting)
        .where(Meeting.series_id == meeting.series_id, Meeting.id != meeting.id)
        .where(Meeting.state == MeetingState.HELD, Meeting.starts_on < meeting.starts_on)
        .order_by(Meeting.starts_on.desc(), Meeting.id.desc())
        .limit(1)
    )
