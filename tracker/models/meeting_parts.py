"""What is recorded within a meeting, part by part; sealed together with it."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from tracker.infra.orm import Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.letter_numbers import parts_of
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.organisations import Organisation


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
    def append(cls, meeting: Meeting, *, by: int, at: datetime, **values: Any) -> Self:
        """Add to the end of the meeting's list. Raises DomainError when the record is sealed."""
        meeting.hold()
        session = session_of(meeting)
        last = session.scalar(select(func.max(cls.position)).where(cls.meeting_id == meeting.id))
        return cls.add(session, by=by, at=at, meeting=meeting, position=(last or 0) + 1, **values)

    def remove(self, *, by: int, at: datetime) -> None:
        """Take it out; those after it move up, so that numbers stay without a gap.

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
        record(self.meeting, f"{self.noun}:removed", by=by, at=at, data={"id": self.id})

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


class DatePrecision(Labelled):
    DAY = "day", N_("hari")
    MONTH = "month", N_("bulan")
    YEAR = "year", N_("tahun")


class LegalReference(MeetingPart):
    """Dasar/rujukan. number: exactly as typed; parsed: parts read beside it, never over it."""

    __tablename__ = "legal_references"
    __table_args__ = (CheckConstraint("number <> '' OR subject <> ''", name="identified"),)
    noun: ClassVar[str] = "legal_reference"

    number: Mapped[str] = mapped_column(default="")
    parsed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    issuer: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    date_precision: Mapped[DatePrecision] = mapped_column(
        choice(DatePrecision, "date_precision"), default=DatePrecision.DAY
    )
    subject: Mapped[str] = mapped_column(default="")

    @validates("number")
    def _read_parts(self, _key: str, number: str) -> str:
        self.parsed = dict(parts_of(number))
        return number


class AgendaItem(MeetingPart):
    """minutes: planned length."""

    __tablename__ = "agenda_items"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),)
    noun: ClassVar[str] = "agenda_item"

    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]


class Invitee(MeetingPart):
    """An invited organisation (unit, not person)."""

    __tablename__ = "invitees"
    __table_args__ = (UniqueConstraint("meeting_id", "organisation_id"),)
    noun: ClassVar[str] = "invitee"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    organisation: Mapped[Organisation] = relationship()

    def check(self) -> None:
        super().check()
        session = session_of(self)
        with session.no_autoflush:
            invited = session.scalar(
                select(Invitee.id)
                .where(Invitee.meeting_id == self.meeting.id, Invitee.id.is_distinct_from(self.id))
                .where(Invitee.organisation_id == self.organisation_id)
            )
        if invited is not None:
            raise DomainError(
                "already_invited",
                N_("Salah satu instansi yang dipilih sudah diundang."),
                field="organisations",
            )


class Presence(Labelled):
    PRESENT = "present", N_("Hadir")
    REPRESENTED = "represented", N_("Diwakili")
    ONLINE = "online", N_("Hadir daring")
    EXCUSED = "excused", N_("Tidak hadir, dengan keterangan")
    ABSENT = "absent", N_("Tidak hadir")


ATTENDED = (Presence.PRESENT, Presence.REPRESENTED, Presence.ONLINE)


class Attendance(MeetingPart):
    """Who was there: name and organisation as written; `organisation_id` where it is known."""

    __tablename__ = "attendances"
    __table_args__ = (
        CheckConstraint("person_name <> '' OR organisation_name <> ''", name="someone"),
    )
    noun: ClassVar[str] = "attendance"

    person_name: Mapped[str] = mapped_column(default="")
    position_title: Mapped[str] = mapped_column(default="")
    organisation_name: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    presence: Mapped[Presence] = mapped_column(choice(Presence, "presence"))
    represents: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]


class StatementKind(Labelled):
    QUOTATION = "quotation", N_("Kutipan langsung")
    PARAPHRASE = "paraphrase", N_("Paparan/pendapat")
    DIRECTIVE = "directive", N_("Arahan")


class Statement(MeetingPart):
    __tablename__ = "statements"
    noun: ClassVar[str] = "statement"

    speaker_name: Mapped[str] = mapped_column(default="")
    speaker_position: Mapped[str] = mapped_column(default="")
    kind: Mapped[StatementKind] = mapped_column(choice(StatementKind, "kind"))
    text: Mapped[str]


class ReportTo(Labelled):
    REGIONAL_SECRETARY = "regional_secretary", N_("Sekretaris Daerah")
    GOVERNOR = "governor", N_("Gubernur")
    VICE_GOVERNOR = "vice_governor", N_("Wakil Gubernur")
    OTHER = "other", N_("Pihak lain")


class Funding(Labelled):
    APBD = "APBD", "APBD"
    APBD_P = "APBD-P", N_("APBD Perubahan")
    APBN = "APBN", "APBN"
    DBH = "DBH", N_("Dana Bagi Hasil")
    DAK = "DAK", N_("Dana Alokasi Khusus")
    CSR = "CSR", N_("CSR/TJSL")
    VILLAGE_FUND = "village_fund", N_("Dana Desa")
    OTHER = "other", N_("Dana lain")


class Agreement(MeetingPart):
    """Kesepakatan, numbered within the meeting by `position`. due_on only if the text gave one."""

    __tablename__ = "agreements"
    noun: ClassVar[str] = "agreement"

    text: Mapped[str]
    due_on: Mapped[date | None]
    report_to: Mapped[list[str]] = mapped_column(default=list)
    funding: Mapped[list[str]] = mapped_column(default=list)
    annotation: Mapped[str] = mapped_column(default="")

    @property
    def reported_to(self) -> list[ReportTo]:
        return [ReportTo(code) for code in self.report_to]

    @property
    def funded_by(self) -> list[Funding]:
        return [Funding(code) for code in self.funding]


class RemainingMeaning(Labelled):
    NOT_COVERED = "not_covered", N_("seluruh yang belum tercakup")
    SHORTFALL = "shortfall_to_target", N_("kekurangan terhadap target")
    UNKNOWN = "unknown", N_("tidak dinyatakan dalam sumber")


class Measurement(MeetingPart):
    """An indicator's figure as stated in this meeting; never recomputed over the source."""

    __tablename__ = "measurements"
    __table_args__ = (
        CheckConstraint("rank IS NULL OR rank_of IS NULL OR rank <= rank_of", name="rank"),
    )
    noun: ClassVar[str] = "measurement"

    indicator: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    value: Mapped[Decimal | None]
    as_of: Mapped[date | None]
    target: Mapped[Decimal | None]
    target_on: Mapped[date | None]
    rank: Mapped[int | None]
    rank_of: Mapped[int | None]
    remaining: Mapped[Decimal | None]
    remaining_unit: Mapped[str] = mapped_column(default="")
    remaining_meaning: Mapped[RemainingMeaning] = mapped_column(
        choice(RemainingMeaning, "remaining_meaning"), default=RemainingMeaning.UNKNOWN
    )
    source: Mapped[str] = mapped_column(default="")


class MinutesSection(MeetingPart):
    """A headed stretch of the minutes; body is sanitised rich text."""

    __tablename__ = "minutes_sections"
    noun: ClassVar[str] = "minutes_section"

    heading: Mapped[str]
    body: Mapped[str] = mapped_column(default="")


PARTS: dict[str, type[MeetingPart]] = {
    part.noun: part
    for part in (
        *(LegalReference, AgendaItem, Invitee, Attendance),
        *(Statement, Agreement, Measurement, MinutesSection),
    )
}
