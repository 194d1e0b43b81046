"""Daftar hadir: who was there, who stood in for whom, who stayed away and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import record
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.numbered import MeetingPart


class Presence(Labelled):
    PRESENT = "present", N_("Hadir")
    REPRESENTED = "represented", N_("Diwakili")
    ONLINE = "online", N_("Hadir daring")
    EXCUSED = "excused", N_("Tidak hadir, dengan keterangan")
    ABSENT = "absent", N_("Tidak hadir")


ATTENDED = (Presence.PRESENT, Presence.REPRESENTED, Presence.ONLINE)


class Mandate(Labelled):
    """By what right someone stands in for who was invited."""

    LETTER = "letter", N_("Surat tugas")
    DISPOSITION = "disposition", N_("Disposisi")
    NONE = "none", N_("Tanpa surat tugas atau disposisi")


class DelegateLevel(Labelled):
    """How far below who was invited the one stands who came (eselon, domain.md section 3)."""

    ADMINISTRATOR = "administrator", N_("Pejabat administrator (eselon III)")
    SUPERVISOR = "supervisor", N_("Pejabat pengawas (eselon IV)")
    FUNCTIONAL = "functional", N_("Pejabat fungsional")
    STAFF = "staff", N_("Pelaksana")


class Attendance(MeetingPart):
    """Who was there: name and organisation as written; `organisation_id` where it is known.

    invitee: whose invitation the person answers, in person or standing in. signature: SVG path
    data in a box of 300 by 100, "" when none was drawn. checked_in_at: set when people recorded
    themselves; device: by which device of theirs, one entry each.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        CheckConstraint("person_name <> '' OR organisation_name <> ''", name="someone"),
        UniqueConstraint("meeting_id", "device"),
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
    mandate: Mapped[Mandate | None] = mapped_column(choice(Mandate, "mandate"), info=LATER)
    delegate_level: Mapped[DelegateLevel | None] = mapped_column(
        choice(DelegateLevel, "delegate_level"), info=LATER
    )
    signature: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    checked_in_at: Mapped[datetime | None] = mapped_column(info=LATER)
    device: Mapped[str | None] = mapped_column(info=LATER)
    invitee_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitees.id", ondelete="SET NULL"), index=True, info=LATER
    )

    # Without the invitation the line stands as it was: whoever came, came.
    invitee: Mapped[Invitee | None] = relationship(backref=backref("attendances"))

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

    def tick(self, presence: Presence, *, by: int, at: datetime, version: int) -> None:
        """Change the presence alone, and what would contradict it.

        Who was ticked as the invited one, and is represented after all, is whom another represents.
        """
        values: dict[str, Any] = {"presence": presence}
        if presence not in ATTENDED:
            values |= {"arrived_at": None, "left_at": None}
        taken_for_invited = self.invitee_id is not None and self.checked_in_at is None
        if presence is Presence.REPRESENTED and taken_for_invited and not self.represents:
            values |= {"represents": self.position_title or self.person_name}
            if self.organisation_name:
                values |= {"person_name": "", "position_title": ""}
        self.revise(by=by, at=at, version=version, **values)

    def fill(self, *, at: datetime, **values: Any) -> None:
        """Nobody was named yet; now somebody recorded himself. Called within the meeting's hold."""
        with session_of(self).no_autoflush:
            for name, value in values.items():
                setattr(self, name, value)
            self.check()
        record(self, "attendance:filled", by=None, at=at)

    def strike(self, reason: str, *, by: int, at: datetime) -> None:
        """Take out a line that should not have been written. Raises DomainError without reason."""
        require_reason(reason)
        self.remove(by=by, at=at, note=reason)

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


def vouched_for() -> ColumnElement[bool]:
    """Lines of who keeps the list. Whoever records himself may name any organisation: that opens
    nothing to it which its invitation does not.
    """
    return Attendance.checked_in_at.is_(None)


def arrange(meeting: Meeting, order: Sequence[int], *, by: int, at: datetime) -> None:
    """Number the lines anew, as papers print them. order: ids; lines not in it come after them.

    Only when somebody asks: recording people never moves what was ordered by hand.
    """
    meeting.hold()
    meeting.require_open()
    rows = session_of(meeting).scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.position, Attendance.id)
    )
    places = {row_id: place for place, row_id in enumerate(order)}
    ranked = sorted(rows, key=lambda row: places.get(row.id, len(places)))
    for position, row in enumerate(ranked, start=1):
        row.position = position
    record(meeting, "attendance:arranged", by=by, at=at)


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
