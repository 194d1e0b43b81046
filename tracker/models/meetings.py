"""The meeting: what was held when, where, by whom, and whether its record is still open."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, choice
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.organisations import Organisation
from tracker.models.users import Actor

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.series import Series


class MeetingState(Labelled):
    DRAFT = "draft", N_("Draf")
    SCHEDULED = "scheduled", N_("Terjadwal")
    IN_PROGRESS = "in_progress", N_("Berlangsung")
    HELD = "held", N_("Selesai")
    POSTPONED = "postponed", N_("Ditunda")
    CANCELLED = "cancelled", N_("Dibatalkan")


class Mode(Labelled):
    ONSITE = "onsite", N_("Luring")
    ONLINE = "online", N_("Daring")
    HYBRID = "hybrid", N_("Hibrida")


class SecurityClass(Labelled):
    OPEN = "open", N_("Biasa")
    RESTRICTED = "restricted", N_("Terbatas")
    SECRET = "secret", N_("Rahasia")
    TOP_SECRET = "top_secret", N_("Sangat Rahasia")


class Urgency(Labelled):
    NORMAL = "normal", N_("Biasa")
    URGENT = "urgent", N_("Segera")
    VERY_URGENT = "very_urgent", N_("Sangat Segera")
    FLASH = "flash", N_("Kilat")


# What a record is called until someone gives its subject: the column is never empty.
SUBJECT_UNKNOWN = N_("(perihal belum diketahui)")


NAMED_ACCESS = (SecurityClass.SECRET, SecurityClass.TOP_SECRET)


_NEXT_STATES = {
    MeetingState.DRAFT: {MeetingState.SCHEDULED, MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.SCHEDULED: {
        *(MeetingState.IN_PROGRESS, MeetingState.HELD),
        *(MeetingState.POSTPONED, MeetingState.CANCELLED),
    },
    MeetingState.IN_PROGRESS: {MeetingState.HELD},
    MeetingState.POSTPONED: {MeetingState.SCHEDULED, MeetingState.CANCELLED},
    MeetingState.HELD: set(),
    MeetingState.CANCELLED: set(),
}


class Meeting(Editable):
    """A rapat koordinasi. Dates are local to `zone`; names are kept as they were written.

    occurrence_on: the date of its series' rule that it was prepared for, wherever it moved since.
    secretary: name and title of the sekretaris rapat, where there was one beside the minute taker.
    absent: codes of blanks confirmed as "tidak ada datanya". locked: the approved minutes seal
    every recorded part; the database refuses changes until a ralat is open.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("subject <> ''", name="subject_given"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
        UniqueConstraint("series_id", "occurrence_on"),
        Index("ix_meetings_date", "starts_on", "id"),
        Index("ix_meetings_unit_date", "organising_unit_id", "starts_on", "id"),
        Index("ix_meetings_state_date", "state", "starts_on", "id"),
        Index(
            "ix_meetings_unlocked",
            *("organising_unit_id", "starts_on", "id"),
            sqlite_where=text("locked = 0"),
            postgresql_where=text("NOT locked"),
        ),
    )
    noun: ClassVar[str] = "meeting"

    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    occurrence_on: Mapped[date | None] = mapped_column(info=LATER)
    organising_unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    subject: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    open_ended: Mapped[bool] = mapped_column(default=False)
    zone: Mapped[str]
    venue: Mapped[str] = mapped_column(default="")
    mode: Mapped[Mode | None] = mapped_column(choice(Mode, "mode"))
    host: Mapped[str] = mapped_column(default="")
    host_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    chair_name: Mapped[str] = mapped_column(default="")
    chair_position: Mapped[str] = mapped_column(default="")
    chair_on_behalf_of: Mapped[str] = mapped_column(default="")
    chair_rank_grade: Mapped[str] = mapped_column(default="")
    chair_employee_number: Mapped[str] = mapped_column(default="")
    chair_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    secretary: Mapped[str] = mapped_column(default="")
    minute_taker_name: Mapped[str] = mapped_column(default="")
    minute_taker_position: Mapped[str] = mapped_column(default="")
    minute_taker_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    invitation_number: Mapped[str] = mapped_column(default="")
    invitation_date: Mapped[date | None]
    security_class: Mapped[SecurityClass] = mapped_column(
        choice(SecurityClass, "security_class"), default=SecurityClass.OPEN
    )
    urgency: Mapped[Urgency] = mapped_column(choice(Urgency, "urgency"), default=Urgency.NORMAL)
    state: Mapped[MeetingState] = mapped_column(
        choice(MeetingState, "state"), default=MeetingState.DRAFT
    )
    absent: Mapped[list[str]] = mapped_column(default=list)
    locked: Mapped[bool] = mapped_column(default=False)
    example: Mapped[bool] = mapped_column(default=False)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]

    series: Mapped["Series | None"] = relationship()
    organising_unit: Mapped[Organisation] = relationship(foreign_keys=[organising_unit_id])
    host_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=[host_organisation_id]
    )
    actions: Mapped[list["Action"]] = relationship(back_populates="meeting")

    def revise(self, *, by: int, at: datetime, version: int, **values: Any) -> None:
        """As any record; its actions and their assignments follow its unit and class."""
        self.expect(version)
        if values.get("series_id", self.series_id) != self.series_id:
            values = {**values, "occurrence_on": None}
        unit_id = values.get("organising_unit_id", self.organising_unit_id)
        security_class = values.get("security_class", self.security_class)
        if (unit_id, security_class) != (self.organising_unit_id, self.security_class):
            for action in self.actions:
                action.hold_with_shares()
            for action in self.actions:
                action.follow(unit_id, security_class)
        super().revise(by=by, at=at, version=version, **values)
        if self.state is MeetingState.HELD:
            self._require_begun(at)

    def check(self) -> None:
        self.require_open()
        if self.ends_on and (self.starts_on is None or self.ends_on < self.starts_on):
            raise DomainError(
                "dates_reversed",
                N_("Tanggal selesai mendahului tanggal mulai."),
                field="ends_on",
            )
        same_day = self.ends_on in {None, self.starts_on}
        if same_day and self.start_time and self.end_time and self.end_time < self.start_time:
            raise DomainError(
                "times_reversed", N_("Waktu selesai mendahului waktu mulai."), field="end_time"
            )

    def require_open(self) -> None:
        """Raise DomainError while the approved minutes seal the record."""
        if self.locked:
            raise DomainError(
                "meeting_sealed",
                N_(
                    "Catatan rapat ini sudah disahkan dan tidak dapat diubah. "
                    "Buka ralat dengan alasan bila ada yang keliru."
                ),
            )

    def is_chaired_by(self, actor: Actor) -> bool:
        return self.chair_person_id is not None and actor.person_id == self.chair_person_id

    def is_over(self, *, on: date) -> bool:
        """Its last day has passed."""
        last = self.ends_on or self.starts_on
        return last is not None and last < on

    def is_expected(self, *, on: date) -> bool:
        """Scheduled and not over: people may still say whether they come."""
        return self.state is MeetingState.SCHEDULED and not self.is_over(on=on)

    def move_to(self, state: MeetingState, *, by: int, at: datetime) -> None:
        """Change the state. Raises DomainError for a step the office does not know."""
        self.require_open()
        if state not in _NEXT_STATES[self.state]:
            raise DomainError(
                "meeting_state",
                N_("Rapat yang %(now)s tidak dapat diubah menjadi %(then)s."),
                now=self.state.label.lower(),
                then=state.label.lower(),
            )
        if state is MeetingState.HELD and self.starts_on is None:
            raise DomainError(
                "date_missing", N_("Isi tanggal rapat terlebih dahulu."), field="starts_on"
            )
        if state is MeetingState.HELD:
            self._require_begun(at)
        self.state = state
        record(self, "meeting:moved", by=by, at=at, data={"state": state})

    def _require_begun(self, at: datetime) -> None:
        if self.starts_on and self.starts_on > at.astimezone(ZoneInfo(self.zone)).date():
            raise DomainError(
                "not_begun",
                N_("Tanggal rapat belum tiba, jadi rapat belum dapat dinyatakan selesai."),
                field="starts_on",
            )

    @property
    def next_states(self) -> list[MeetingState]:
        return [] if self.locked else [s for s in MeetingState if s in _NEXT_STATES[self.state]]

    def confirm_absent(self, codes: list[str], *, by: int, at: datetime) -> None:
        """Confirm that blanks the form wants have no data ("tidak ada datanya")."""
        self.require_open()
        self.absent = sorted(set(codes))
        record(self, "meeting:absent_confirmed", by=by, at=at, data={"codes": self.absent})


class MeetingSource(Audited, Base):
    """The pasted text a draft was read from, with what the reader proposed and where it stood."""

    __tablename__ = "meeting_sources"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    text: Mapped[str]
    draft: Mapped[dict[str, Any]]
