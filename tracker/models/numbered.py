"""What every part of a meeting's record shares: its meeting, its place in the list, its seal."""

from datetime import datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import Meeting, SecurityClass


class MeetingPart(Editable):
    """A row of a meeting's record. position: its place in the list, from 1."""

    __abstract__ = True

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True, sort_order=-9)
    position: Mapped[int] = mapped_column(sort_order=-8)

    @declared_attr
    def meeting(cls) -> Mapped[Meeting]:  # noqa: N805 - SQLAlchemy passes the class
        return relationship(Meeting)

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    def check(self) -> None:
        self.meeting.require_open()

    def hold(self) -> None:
        """First the meeting: whoever edits another part, or seals the record, takes turns."""
        self.meeting.hold()
        super().hold()

    @classmethod
    def append(cls, meeting: Meeting, *, by: int | None, at: datetime, **values: Any) -> Self:
        """Add to the end of the meeting's list. Raises DomainError when the record is sealed."""
        meeting.hold()
        session = session_of(meeting)
        last = session.scalar(select(func.max(cls.position)).where(cls.meeting_id == meeting.id))
        return cls.add(session, by=by, at=at, meeting=meeting, position=(last or 0) + 1, **values)

    def remove(self, *, by: int, at: datetime, note: str | None = None) -> None:
        """Take it out; those after it move up, so that numbers stay without a gap.

        note: why, where that has to be said.

        Raises DomainError when the record is sealed, or an action was opened from it.
        """
        self.hold()
        self.meeting.require_open()
        session = session_of(self)
        session.delete(self)
        try:
            session.flush()
        except IntegrityError as error:
            raise DomainError(
                "part_in_use",
                N_("Kesepakatan ini sudah mempunyai tindak lanjut, jadi tidak dapat dihapus."),
            ) from error
        for later in session.scalars(self._list().where(type(self).position > self.position)):
            later.position -= 1
        record(self.meeting, f"{self.noun}:removed", by=by, at=at, note=note, data={"id": self.id})

    def move(self, step: int, *, by: int, at: datetime) -> None:
        """Change places with its neighbour: -1 up, 1 down; at the end of the list it stays."""
        self.hold()
        self.check()
        neighbour = session_of(self).scalar(
            self._list().where(type(self).position == self.position + step)
        )
        if neighbour is not None:
            neighbour.position, self.position = self.position, neighbour.position
            record(self, f"{self.noun}:moved", by=by, at=at)

    def _list(self) -> Select["MeetingPart"]:
        return select(type(self)).where(type(self).meeting_id == self.meeting_id)
