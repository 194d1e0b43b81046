"""Eskalasi: late work that nobody moves climbs from desk to desk, each time with a letter to send.

Nothing goes out by itself: a step drafts the letter and waits for the secretariat.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.assignments import Assignment
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, Untimely, require_reason
from tracker.models.events import Audited, record
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.reminder_rules import ReminderRule


class Level(Labelled):
    """To whom it climbs, in this order."""

    RESPONSIBLE = "responsible", N_("Penanggung jawab")
    HEAD = "head", N_("Kepala perangkat daerah")
    ASSISTANT = "assistant_secretary", N_("Asisten")
    REGIONAL_SECRETARY = "regional_secretary", N_("Sekretaris daerah")


class EscalationState(Labelled):
    DRAFTED = "drafted", N_("Surat perlu dikirim")
    SENT = "sent", N_("Surat sudah dikirim")
    STOPPED = "stopped", N_("Berhenti sebelum dikirim")
    DROPPED = "dropped", N_("Tidak jadi dikirim")


class Stop(Labelled):
    """Why a task climbs no further."""

    REPORTED = "reported", N_("Instansi sudah melapor atau menjawab")
    CLAIMED = "claimed", N_("Dilaporkan selesai, menunggu verifikasi")
    EXTENSION = "extension", N_("Permohonan tenggat baru menunggu putusan")
    MOVED = "moved", N_("Tenggatnya dipindahkan")
    ENDED = "ended", N_("Tugas ini sudah berakhir")
    SUCCEEDED = "succeeded", N_("Tugasnya beralih ke instansi lain")
    CLASSED = "classed", N_("Klasifikasinya dinaikkan; ditangani di luar aplikasi")


LEVELS = tuple(Level)
_DRAFTED = text("state = 'drafted'")
_CLIMBING = text("stopped_at IS NULL")


class Escalation(Editable):
    """A letter of a unit about one organisation at one level, and the tasks it speaks of.

    opening: the first paragraph as somebody typed it; empty: ours. signatory_position_id: whose
    signature it gets, None for the usual one. number, dated_on: as the letter that went out says.
    reason: why it is not sent after all.
    """

    __tablename__ = "escalations"
    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        CheckConstraint("state <> 'dropped' OR reason <> ''", name="reason"),
        Index(
            "uq_escalations_drafted",
            *("unit_id", "organisation_id", "level"),
            unique=True,
            sqlite_where=_DRAFTED,
            postgresql_where=_DRAFTED,
        ),
        Index("ix_escalations_state", "state", "id"),
        Index("ix_escalations_organisation_id", "organisation_id", "id"),
    )
    noun: ClassVar[str] = "escalation"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    level: Mapped[Level] = mapped_column(choice(Level, "level"))
    state: Mapped[EscalationState] = mapped_column(
        choice(EscalationState, "state"), default=EscalationState.DRAFTED
    )
    drafted_at: Mapped[datetime]
    opening: Mapped[str] = mapped_column(default="")
    signatory_position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    unit: Mapped[Organisation] = relationship(foreign_keys=[unit_id])
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    signed_by: Mapped[Position | None] = relationship()
    tasks: Mapped[list["EscalatedTask"]] = relationship(
        back_populates="escalation", order_by="EscalatedTask.id"
    )

    def check(self) -> None:
        self._require_drafted()

    def mark_sent(
        self, number: str, dated_on: date, *, by: int, at: datetime, today: date, version: int
    ) -> None:
        """The letter went out by hand. Raises Conflict, and DomainError unless it was drafted
        and its date has come.
        """
        self.expect(version)
        self._require_drafted()
        if dated_on > today:
            raise DomainError(
                "letter_of_tomorrow",
                N_("Surat dicatat sesudah dikirim; tanggal ini belum tiba."),
                field="dated_on",
            )
        self.number, self.dated_on = number, dated_on
        self.state, self.sent_at = EscalationState.SENT, at
        record(self, "escalation:sent", by=by, at=at)

    def drop(self, reason: str, *, by: int, at: datetime, version: int) -> None:
        """It is not sent after all; its tasks may climb on. Raises as `mark_sent`."""
        require_reason(reason)
        self.expect(version)
        self._require_drafted()
        self.state, self.reason = EscalationState.DROPPED, reason
        record(self, "escalation:dropped", by=by, at=at)

    def _require_drafted(self) -> None:
        if self.state is not EscalationState.DRAFTED:
            raise Untimely(
                "escalation_state",
                N_("Eskalasi ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )


class EscalatedTask(Audited, Base):
    """A task at a level. since: from which day on its lateness was counted, the due date or the
    last report after it; a later report begins the ladder anew. So does another organisation that
    it goes over to.
    """

    __tablename__ = "escalated_tasks"
    __table_args__ = (
        UniqueConstraint("assignment_id", "organisation_id", "since", "level"),
        CheckConstraint("(stopped_at IS NULL) = (stop IS NULL)", name="stopped"),
        Index("ix_escalated_tasks_escalation_id", "escalation_id", "id"),
        Index(
            "ix_escalated_tasks_climbing",
            "assignment_id",
            sqlite_where=_CLIMBING,
            postgresql_where=_CLIMBING,
        ),
    )

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    level: Mapped[Level] = mapped_column(choice(Level, "level"))
    since: Mapped[date]
    reached_on: Mapped[date]
    at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stop: Mapped[Stop | None] = mapped_column(choice(Stop, "stop"))

    escalation: Mapped[Escalation] = relationship(back_populates="tasks")
    assignment: Mapped[Assignment] = relationship()


def next_level(rule: ReminderRule, late: int, reached: Level | None, ago: int) -> Level | None:
    """The level that a task so late climbs to today; None for none.

    late: working days. reached: where it stands, and since how many working days (ago). No level is
    passed over: what was left lying for months begins at the first, and keeps the pauses between.
    """
    place = 0 if reached is None else LEVELS.index(reached) + 1
    if place >= len(rule.escalate_after) or late < rule.escalate_after[place]:
        return None
    pause = rule.escalate_after[place] - rule.escalate_after[place - 1] if place else 0
    return LEVELS[place] if ago >= pause else None


def climb(
    session: Session,
    unit_id: int,
    organisation_id: int,
    level: Level,
    tasks: Sequence[tuple[int, date]],
    *,
    on: date,
    at: datetime,
) -> Escalation:
    """Draft the letter about these tasks (id, counted since), or add them to the one that waits.

    on: the office's day. By no person: it is part of the day's look.
    """
    letter = session.scalar(
        select(Escalation).where(
            Escalation.unit_id == unit_id,
            Escalation.organisation_id == organisation_id,
            Escalation.level == level,
            Escalation.state == EscalationState.DRAFTED,
        )
    )
    known = letter is not None
    if letter is None:
        letter = Escalation(
            unit_id=unit_id, organisation_id=organisation_id, level=level, drafted_at=at
        )
        session.add(letter)
    else:
        letter.hold()
    session.flush()
    session.add_all(
        EscalatedTask(
            escalation_id=letter.id,
            assignment_id=task,
            organisation_id=organisation_id,
            level=level,
            since=since,
            reached_on=on,
            at=at,
        )
        for task, since in tasks
    )
    verb = "escalation:widened" if known else "escalation:added"
    record(letter, verb, by=None, at=at, data={"tasks": [task for task, _ in tasks]})
    return letter


def stop_tasks(
    letter: Escalation, stopped: Sequence[tuple[EscalatedTask, Stop]], *, at: datetime
) -> None:
    """What moved climbs no further; a letter that speaks of nothing any more is not sent."""
    letter.hold()
    for task, why in stopped:
        task.stopped_at, task.stop = at, why
    session = session_of(letter)
    session.flush()
    climbing = select(EscalatedTask.id).where(
        EscalatedTask.escalation_id == letter.id, EscalatedTask.stopped_at.is_(None)
    )
    if letter.state is EscalationState.DRAFTED and session.scalar(climbing.limit(1)) is None:
        letter.state = EscalationState.STOPPED
    record(letter, "escalation:answered", by=None, at=at)
