"""What is recorded within a meeting, part by part; sealed together with it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tracker.infra.orm import Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.letter_numbers import parts_of
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation


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

    def check(self) -> None:
        super().check()
        if not self.number and not self.subject:
            raise DomainError("unidentified", N_("Isi nomor atau hal."), field="number")

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

    def check(self) -> None:
        """Who was absent has no times, an excuse has its words, nobody is listed twice."""
        super().check()
        if not self.person_name and not self.organisation_name:
            raise DomainError("nobody", N_("Isi nama atau instansi."), field="person_name")
        if self.presence is Presence.EXCUSED and not self.reason:
            raise DomainError("excuse_missing", N_("Tulis keterangannya."), field="reason")
        if self.presence not in ATTENDED and (self.arrived_at or self.left_at):
            raise DomainError(
                "absent_with_times",
                N_("Yang tidak hadir tidak mempunyai waktu datang dan pulang."),
                field="arrived_at" if self.arrived_at else "left_at",
            )
        one_day = self.meeting.ends_on in {None, self.meeting.starts_on}
        if one_day and self.arrived_at and self.left_at and self.left_at < self.arrived_at:
            raise DomainError(
                "times_reversed", N_("Waktu pulang mendahului waktu datang."), field="left_at"
            )
        if self.person_name and self._is_listed():
            raise DomainError(
                "listed_already",
                N_("“%(name)s” sudah tercatat dengan instansi yang sama."),
                field="person_name",
                name=self.person_name,
            )

    def _is_listed(self) -> bool:
        """The same name of the same organisation, whatever way that is written."""
        office = (self.organisation_name or "").lower()
        same_office = func.lower(Attendance.organisation_name) == office
        if self.organisation_id is not None:
            same_office |= Attendance.organisation_id == self.organisation_id
        session = session_of(self)
        with session.no_autoflush:
            same = select(Attendance.id).where(
                Attendance.meeting_id == self.meeting.id,
                Attendance.id.is_distinct_from(self.id),
                func.lower(Attendance.person_name) == self.person_name.lower(),
                same_office,
            )
            return session.scalar(same.limit(1)) is not None


def listed_twice(attendances: Iterable[Attendance]) -> list[str]:
    """Names that may be in a list by mistake: a person twice, or an organisation with a row
    that names nobody. Several named persons of one organisation are several persons.
    """
    rows = list(attendances)
    people = Counter(row.person_name.casefold() for row in rows)
    offices = Counter(_office(row) for row in rows)

    def again(row: Attendance) -> bool:
        times = people[row.person_name.casefold()] if row.person_name else offices[_office(row)]
        return times > 1

    return list(
        dict.fromkeys(row.person_name or row.organisation_name for row in rows if again(row))
    )


def _office(row: Attendance) -> int | str:
    return row.organisation_id or row.organisation_name.casefold()


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
