"""Rangkaian rapat: meetings of one subject held again and again, and the pattern they follow."""

from datetime import date, datetime, time
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.meetings import NAMED_ACCESS, Mode, SecurityClass, Urgency
from tracker.models.organisations import Organisation
from tracker.models.people import Position

_COUNTS = ("update_opens_before", "update_closes_before", "objection_days", "prepare_before")


class OnDayOff(Labelled):
    """What becomes of a meeting whose date is no working day."""

    KEEP = "keep", N_("Tetap pada tanggalnya")
    NEXT = "next", N_("Mundurkan ke hari kerja berikutnya")
    PREVIOUS = "previous", N_("Majukan ke hari kerja sebelumnya")


class Series(Editable):
    """Rangkaian rapat: groups meetings of one subject, and holds what a new one begins with.

    subject: of its meetings; {bulan} and {tahun} stand for those of the meeting, empty: the name.
    rule, first_on: when it meets, see recurrences.py; empty: called as needed.
    chair_position_id: whoever holds it when the meeting is prepared, in place of a typed name.
    update_opens_before, update_closes_before: in working days before the meeting, when agencies
    are asked for their open items (opens 0: never). objection_days: working days in which attendees
    may object to the minutes (0: none). prepare_before: days before a meeting on which its draft
    is prepared by itself (0: by hand).
    """

    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("organising_unit_id", "name"),
        CheckConstraint("(rule = '') = (first_on IS NULL)", name="schedule"),
        CheckConstraint(" AND ".join(f"{name} >= 0" for name in _COUNTS), name="counts"),
        CheckConstraint(
            "update_opens_before = 0 OR update_closes_before < update_opens_before", name="window"
        ),
    )
    noun: ClassVar[str] = "series"

    name: Mapped[str]
    organising_unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    subject: Mapped[str] = mapped_column(default="", info=LATER)
    rule: Mapped[str] = mapped_column(default="", info=LATER)
    first_on: Mapped[date | None] = mapped_column(info=LATER)
    on_day_off: Mapped[OnDayOff] = mapped_column(
        choice(OnDayOff, "on_day_off"), default=OnDayOff.KEEP, info=LATER
    )
    start_time: Mapped[time | None] = mapped_column(info=LATER)
    end_time: Mapped[time | None] = mapped_column(info=LATER)
    open_ended: Mapped[bool] = mapped_column(default=False, info=LATER)
    zone: Mapped[str] = mapped_column(default="", info=LATER)
    venue: Mapped[str] = mapped_column(default="", info=LATER)
    mode: Mapped[Mode | None] = mapped_column(choice(Mode, "mode"), info=LATER)
    host: Mapped[str] = mapped_column(default="", info=LATER)
    host_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id"), info=LATER
    )
    chair_position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"), info=LATER)
    chair_name: Mapped[str] = mapped_column(default="", info=LATER)
    chair_position: Mapped[str] = mapped_column(default="", info=LATER)
    chair_on_behalf_of: Mapped[str] = mapped_column(default="", info=LATER)
    minute_taker_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), info=LATER)
    minute_taker_name: Mapped[str] = mapped_column(default="", info=LATER)
    minute_taker_position: Mapped[str] = mapped_column(default="", info=LATER)
    security_class: Mapped[SecurityClass] = mapped_column(
        choice(SecurityClass, "security_class"), default=SecurityClass.OPEN, info=LATER
    )
    urgency: Mapped[Urgency] = mapped_column(
        choice(Urgency, "urgency"), default=Urgency.NORMAL, info=LATER
    )
    update_opens_before: Mapped[int] = mapped_column(default=5, info=LATER)
    update_closes_before: Mapped[int] = mapped_column(default=1, info=LATER)
    objection_days: Mapped[int] = mapped_column(default=3, info=LATER)
    prepare_before: Mapped[int] = mapped_column(default=14, info=LATER)

    organising_unit: Mapped[Organisation] = relationship(foreign_keys=[organising_unit_id])
    chaired_by: Mapped[Position | None] = relationship()

    def check(self) -> None:
        namesake = select(Series.id).where(
            Series.organising_unit_id == self.organising_unit_id,
            Series.name == self.name,
            Series.id.is_distinct_from(self.id),
        )
        if session_of(self).scalar(namesake) is not None:
            raise DomainError(
                "name_taken",
                N_("Unit ini sudah mempunyai rangkaian dengan nama itu."),
                field="name",
            )
        if self.start_time and self.end_time and self.end_time < self.start_time:
            raise DomainError(
                "times_reversed", N_("Waktu selesai mendahului waktu mulai."), field="end_time"
            )
        if (
            self.update_opens_before
            and (self.update_closes_before or 0) >= self.update_opens_before
        ):
            raise DomainError(
                "window_reversed",
                N_("Pemutakhiran harus ditutup lebih dekat ke rapat daripada saat dibuka."),
                field="update_closes_before",
            )
        if self.security_class in NAMED_ACCESS:
            raise DomainError(
                "series_secret",
                N_("Rapat Rahasia tidak disiapkan dari rangkaian; catat satu per satu."),
                field="security_class",
            )


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
