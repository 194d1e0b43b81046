"""Acara: what a meeting deals with, in order."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import session_of
from tracker.models.agenda_parts import release_parts
from tracker.models.numbered import MeetingPart


class AgendaItem(MeetingPart):
    """minutes: planned length."""

    __tablename__ = "agenda_items"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),)
    noun: ClassVar[str] = "agenda_item"

    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]

    def remove(self, *, by: int, at: datetime, note: str | None = None) -> None:
        """As any part; what was noted under it stays in the record, without an item."""
        self.hold()
        self.meeting.require_open()
        release_parts(session_of(self), self.id)
        super().remove(by=by, at=at, note=note)
