"""Ambil alih matriks: an office's own matrix brought into the register, all of it or nothing."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.editable import Editable
from tracker.models.errors import Conflict, DomainError, require_reason
from tracker.models.events import record
from tracker.models.jobs import enqueue
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.users import Actor

TAKE_OVER = "take_over"  # the job that carries one out, or undoes it


class TakeOverState(Labelled):
    DRAFT = "draft", N_("Draf")
    RUNNING = "running", N_("Sedang dijalankan")
    DONE = "done", N_("Sudah diambil alih")
    UNDOING = "undoing", N_("Sedang dibatalkan")
    UNDONE = "undone", N_("Dibatalkan seluruhnya")
    DISCARDED = "discarded", N_("Draf dibuang")


class RowKind(Labelled):
    """What becomes of a row of the matrix."""

    CREATE = "create", N_("Akan dibuat")
    QUESTION = "question", N_("Perlu jawaban")
    LEFT_OUT = "left_out", N_("Ditinggalkan")


class TakeOver(Editable):
    """One matrix. name: of the file, or what it was pasted as. opened: how many actions it made.

    What was read of the matrix is kept beside it, and explained by no event: nothing of it counts
    before it is carried out.
    """

    __tablename__ = "take_overs"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)
    noun: ClassVar[str] = "take_over"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    name: Mapped[str]
    state: Mapped[TakeOverState] = mapped_column(
        choice(TakeOverState, "state"), default=TakeOverState.DRAFT
    )
    opened: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    unit: Mapped[Organisation] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    draft: Mapped["TakeOverDraft"] = relationship(back_populates="take_over")

    def start(self, *, by: Actor, at: datetime) -> None:
        """Have it carried out by the worker. Raises DomainError while a row needs an answer."""
        self.require(TakeOverState.DRAFT)
        figures = self.draft.figures
        if self.draft.stale or figures.get(RowKind.QUESTION, 0):
            raise DomainError(
                "unanswered", N_("Masih ada baris yang perlu jawaban. Jawab atau tinggalkan dulu.")
            )
        if not figures.get(RowKind.CREATE, 0):
            raise DomainError("nothing_to_take", N_("Tidak ada baris yang dapat diambil alih."))
        self.state = TakeOverState.RUNNING
        self.draft.progress(0, sum(figures.get(kind, 0) for kind in RowKind), notice="")
        enqueue(session_of(self), TAKE_OVER, {"take_over_id": self.id, "by": by.user_id}, at=at)
        record(self, "take_over:started", by=by.user_id, at=at)

    def stop(self, *, by: int, at: datetime, notice: str = "") -> None:
        """Back to the draft, before anything was written. notice: why, where nobody asked for it.

        Whoever stops and whoever writes hold the same row: one of them comes first.
        """
        self.require(TakeOverState.RUNNING)
        self.state = TakeOverState.DRAFT
        self.draft.progress(0, 0, notice=notice)
        record(self, "take_over:stopped", by=by, at=at)

    def finish(self, opened: int, *, by: int, at: datetime) -> None:
        """The last verb of the one transaction that opens all its actions."""
        self.require(TakeOverState.RUNNING)
        self.state, self.opened, self.finished_at = TakeOverState.DONE, opened, at
        self.draft.progress(self.draft.total, self.draft.total, notice="")
        record(self, "take_over:finished", by=by, at=at, data={"opened": opened})

    def begin_undoing(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Have all its actions cancelled. Raises DomainError once somebody has worked on one."""
        require_reason(reason)
        self.require(TakeOverState.DONE)
        self.require_untouched()
        self.state = TakeOverState.UNDOING
        payload = {"take_over_id": self.id, "by": by.user_id, "reason": reason}
        enqueue(session_of(self), TAKE_OVER, payload, at=at)
        record(self, "take_over:undoing", by=by.user_id, at=at, note=reason)

    def end_undoing(self, *, undone: bool, by: int, at: datetime, notice: str = "") -> None:
        """undone: all its actions were cancelled; else it stays as it was, and notice says why."""
        self.require(TakeOverState.UNDOING)
        self.state = TakeOverState.UNDONE if undone else TakeOverState.DONE
        self.draft.notice = notice
        record(self, "take_over:undone" if undone else "take_over:kept", by=by, at=at)

    def discard(self, *, by: int | None, at: datetime) -> None:
        """Forget the draft: what was read of the matrix is removed, that it was read stays."""
        self.require(TakeOverState.DRAFT)
        self.state = TakeOverState.DISCARDED
        forget_matrix(self, rows=True)
        record(self, "take_over:discarded", by=by, at=at)

    def require(self, state: TakeOverState) -> None:
        """Hold the row. Raises Conflict in any other state."""
        self.hold()
        if self.state is not state:
            raise Conflict(
                "take_over_state",
                N_("Pengambilalihan ini berstatus “%(state)s”; langkah itu tidak berlaku."),
                state=self.state.label,
            )

    def require_untouched(self) -> None:
        """Raise DomainError when anybody has reported on its work, or ruled on it, since."""
        worked_on = (
            select(Assignment.id)
            .join(Action, Action.id == Assignment.action_id)
            .where(Action.take_over_id == self.id)
            .where(Assignment.reported_at.is_not(None) | Assignment.ruled_at.is_not(None))
            .limit(1)
        )
        if session_of(self).scalar(worked_on) is not None:
            raise DomainError(
                "worked_on",
                N_("Sudah ada instansi yang melapor atau putusan atasnya. Batalkan satu per satu."),
            )


class TakeOverDraft(Base):
    """What is being made of the matrix: sheet, columns, answers, and how far the run has come.

    columns: what is taken from each, by their order. answers: by spelling, what it stands for.
    spellings: those nobody has answered, each with who may be meant and how many rows it holds up.
    edition: counts the answers; read_edition: with which of them the rows were last read.
    """

    __tablename__ = "take_over_drafts"
    __table_args__ = (UniqueConstraint("take_over_id"),)

    take_over_id: Mapped[int] = mapped_column(ForeignKey("take_overs.id"))
    sheet_id: Mapped[int | None]
    head_row: Mapped[int | None]
    columns: Mapped[list[str]] = mapped_column(default=list)
    period_ends: Mapped[bool] = mapped_column(default=False)
    leave_done: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    spellings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    edition: Mapped[int] = mapped_column(default=0)
    read_edition: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    notice: Mapped[str] = mapped_column(default="")

    take_over: Mapped[TakeOver] = relationship(back_populates="draft")

    @property
    def stale(self) -> bool:
        """Something was answered since the rows were read."""
        return self.edition != self.read_edition

    def answer(self, **values: Any) -> None:
        """Decide how the matrix is read; its rows have to be read again."""
        self.take_over.require(TakeOverState.DRAFT)
        for name, value in values.items():
            setattr(self, name, value)
        self.edition += 1

    def progress(self, done: int, total: int, *, notice: str) -> None:
        self.done, self.total, self.notice = done, total, notice


class TakeOverSheet(Base):
    """A sheet as it was read; removed once it is carried out or discarded."""

    __tablename__ = "take_over_sheets"

    take_over_id: Mapped[int] = mapped_column(ForeignKey("take_overs.id"), index=True)
    name: Mapped[str]
    rows: Mapped[list[Any]] = mapped_column(JSON)
    merged: Mapped[list[Any]] = mapped_column(JSON)
    size: Mapped[int]


class TakeOverRow(Base):
    """A row of the chosen sheet. plan: what it becomes. reasons: why, as codes with their words.

    answer: what somebody decided for this row alone. part_of: the row whose action it belongs to.
    """

    __tablename__ = "take_over_rows"
    __table_args__ = (UniqueConstraint("take_over_id", "number"),)

    take_over_id: Mapped[int] = mapped_column(ForeignKey("take_overs.id"))
    number: Mapped[int]
    kind: Mapped[RowKind] = mapped_column(choice(RowKind, "kind"))
    part_of: Mapped[int | None]
    plan: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), index=True)


def start_take_over(
    session: Session, *, by: int, at: datetime, name: str, unit_id: int, meeting_id: int | None
) -> TakeOver:
    """A new draft, nothing read of it yet."""
    draft = TakeOverDraft()
    return TakeOver.add(
        session,
        by=by,
        at=at,
        name=name,
        unit_id=unit_id,
        meeting_id=meeting_id,
        created_by=by,
        created_at=at,
        draft=draft,
    )


def forget_matrix(take_over: TakeOver, *, rows: bool) -> None:
    """Remove the sheets, and the rows too when nothing came of them; part of another act."""
    session = session_of(take_over)
    session.execute(delete(TakeOverSheet).where(TakeOverSheet.take_over_id == take_over.id))
    if rows:
        session.execute(delete(TakeOverRow).where(TakeOverRow.take_over_id == take_over.id))
