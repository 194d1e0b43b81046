"""Tembusan: who gets the papers of a meeting besides those who took part in it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.addresses import checked_address
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import Meeting


class CarbonCopy(Editable):
    """A name as it is to print below a paper. It may be added after the record is sealed."""

    __tablename__ = "carbon_copies"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)
    noun: ClassVar[str] = "carbon_copy"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()

    def check(self) -> None:
        """A usable address or none, and nobody twice."""
        self.address = checked_address(self.address or "", field="address")
        session = session_of(self)
        with session.no_autoflush:
            known = select(CarbonCopy.id).where(
                CarbonCopy.meeting_id == self.meeting.id,
                CarbonCopy.id.is_distinct_from(self.id),
                func.lower(CarbonCopy.name) == self.name.lower(),
            )
            if session.scalar(known.limit(1)) is not None:
                raise DomainError(
                    "listed_already", N_("Nama ini sudah ada dalam daftar tembusan."), field="name"
                )

    def remove(self, *, by: int, at: datetime) -> None:
        self.hold()
        session_of(self).delete(self)
        record(self.meeting, "carbon_copy:removed", by=by, at=at, data={"id": self.id})
