"""Daftar parkir: what a meeting of a series put off for a later one."""

from datetime import datetime
from typing import Any, ClassVar, Self

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.series import Series


class ParkedState(Labelled):
    WAITING = "waiting", N_("Menunggu rapat")
    TAKEN_UP = "taken_up", N_("Masuk acara")
    DROPPED = "dropped", N_("Dicoret")


class ParkedItem(Editable):
    """meeting: where it was put off. note: why. used_in: the meeting that took it up; reason: why
    it was dropped instead."""

    __tablename__ = "parked_items"
    __table_args__ = (
        CheckConstraint("(state = 'taken_up') = (used_in_id IS NOT NULL)", name="used"),
        CheckConstraint("(state = 'dropped') = (reason <> '')", name="dropped"),
        Index("ix_parked_items_series_id_state", "series_id", "state"),
    )
    noun: ClassVar[str] = "parked_item"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_proposals.id"))
    state: Mapped[ParkedState] = mapped_column(
        choice(ParkedState, "state"), default=ParkedState.WAITING
    )
    used_in_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    reason: Mapped[str] = mapped_column(default="")
    parked_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    parked_at: Mapped[datetime]

    series: Mapped[Series] = relationship()
    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @classmethod
    def begin(cls, meeting: Meeting, *, by: int, at: datetime, **values: Any) -> Self:
        """Put something off in this meeting. Raises DomainError when it belongs to no series."""
        if meeting.series_id is None:
            raise DomainError(
                "series_missing",
                N_("Rapat ini tidak termasuk rangkaian, jadi tidak ada rapat berikut untuk acara."),
            )
        return cls.add(
            session_of(meeting),
            by=by,
            at=at,
            series_id=meeting.series_id,
            meeting=meeting,
            parked_by=by,
            parked_at=at,
            **values,
        )

    def drop(self, reason: str, *, by: int, at: datetime) -> None:
        """No meeting will deal with it. Raises DomainError without a reason, or when it no longer
        waits."""
        self.require_waiting()
        if not reason:
            raise DomainError("reason_missing", N_("Tulis alasannya."), field="reason")
        self.state, self.reason = ParkedState.DROPPED, reason
        record(self, "parked_item:dropped", by=by, at=at)

    def require_waiting(self) -> None:
        """Hold it. Raises DomainError when it was taken up or dropped meanwhile."""
        self.hold()
        if self.state is not ParkedState.WAITING:
            raise DomainError("no_longer_parked", N_("Acara ini sudah tidak ada di daftar parkir."))
