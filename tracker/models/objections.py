"""Keberatan: why a share cannot be done as it was given, and what became of that."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import OPEN_STATES, AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.errors import DomainError, Untimely, require_reason
from tracker.models.events import Audited, record
from tracker.models.organisations import Organisation
from tracker.models.users import Actor


class Ground(Labelled):
    NOT_OURS = "not_ours", N_("Bukan kewenangan kami")
    NEEDS_BUDGET = "needs_budget", N_("Butuh anggaran")
    WAITING_FOR = "waiting_for", N_("Menunggu instansi lain")


class ObjectionState(Labelled):
    OPEN = "open", N_("Menunggu putusan")
    ACCEPTED = "accepted", N_("Diterima")
    DECLINED = "declined", N_("Tidak diterima")
    WITHDRAWN = "withdrawn", N_("Ditarik")
    FULFILLED = "fulfilled", N_("Sudah dipenuhi")
    ENDED = "ended", N_("Berakhir bersama tugasnya")


STANDING = (ObjectionState.OPEN, ObjectionState.ACCEPTED)
_OPEN = text("state = 'open'")
_STANDS = text("state IN ('open', 'accepted')")
_AWAITED = text("state IN ('open', 'accepted') AND awaited_id IS NOT NULL")


class Objection(Audited, Base):
    """Ruled on by the secretariat (answer: its words), and closed by whoever ends it.

    awaited_id: the organisation waited for, whose days these are from `raised_at` on, ruled on or
    not, while the objection stands. It stands until it is declined, withdrawn or fulfilled, or its
    share ends; a share has one standing objection of a ground.
    """

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="explained"),
        CheckConstraint("(ground = 'waiting_for') = (awaited_id IS NOT NULL)", name="awaited"),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="declined_with_words"),
        CheckConstraint("state <> 'fulfilled' OR awaited_id IS NOT NULL", name="fulfilled"),
        Index(
            "uq_objections_standing",
            *("assignment_id", "ground"),
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("ix_objections_open", "raised_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_objections_awaited",
            *("awaited_id", "raised_at", "id"),
            sqlite_where=_AWAITED,
            postgresql_where=_AWAITED,
        ),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    ground: Mapped[Ground] = mapped_column(choice(Ground, "ground"))
    awaited_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    reason: Mapped[str]
    raised_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    raised_by_name: Mapped[str]
    raised_at: Mapped[datetime]
    state: Mapped[ObjectionState] = mapped_column(
        choice(ObjectionState, "state"), default=ObjectionState.OPEN
    )
    answer: Mapped[str] = mapped_column(default="")
    ruled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ruled_by_name: Mapped[str] = mapped_column(default="")
    ruled_at: Mapped[datetime | None]
    closing: Mapped[str] = mapped_column(default="")
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_by_name: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]

    assignment: Mapped[Assignment] = relationship(back_populates="objections")
    awaited: Mapped[Organisation | None] = relationship()

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    def accept(self, answer: str, *, by: Actor, at: datetime) -> None:
        """The secretariat agrees; the objection stands on. Raises DomainError as `decline` does."""
        self._rule(ObjectionState.ACCEPTED, answer, by=by, at=at)
        self._record("objection_accepted", answer, by=by, at=at)

    def decline(self, answer: str, *, by: Actor, at: datetime) -> None:
        """Raises DomainError without words, once it is ruled on or closed, and for who is of the
        organisation that owes the share or that is waited for.
        """
        self._rule(ObjectionState.DECLINED, answer, by=by, at=at)
        self._weigh_obstacles()
        self._record("objection_declined", answer, by=by, at=at)

    def withdraw(self, *, by: Actor, at: datetime) -> None:
        """The agency takes it back. Raises DomainError once it no longer stands."""
        self._require(*STANDING)
        self._close(ObjectionState.WITHDRAWN, "", by=by, at=at)
        self.assignment.reported_at = at
        self._weigh_obstacles()
        self._record("objection_withdrawn", "", by=by, at=at)

    def fulfil(self, closing: str, *, by: Actor, at: datetime) -> None:
        """What was waited for is there, as the awaited organisation or the waiting one says.

        Raises DomainError without words, for an objection that waits for nobody, and once it no
        longer stands.
        """
        self._require(*STANDING)
        if self.ground is not Ground.WAITING_FOR:
            raise Untimely("waits_for_nobody", N_("Keberatan ini tidak menunggu instansi lain."))
        if not closing:
            raise DomainError(
                "closing_missing", N_("Tuliskan apa yang sudah dipenuhi."), field="closing"
            )
        self._close(ObjectionState.FULFILLED, closing, by=by, at=at)
        if self.assignment.organisation_id in by.agencies:
            self.assignment.reported_at = at
        self._weigh_obstacles()
        self._record("objection_fulfilled", closing, by=by, at=at)

    def end_with_share(self, *, by: Actor | None, at: datetime) -> None:
        """Part of an act that ends the share, which writes the event; by: None when by itself."""
        if self.stands:
            self._close(ObjectionState.ENDED, "", by=by, at=at)

    def wait_for(self, successor_id: int, *, at: datetime) -> None:
        """Whom it waited for goes on as another organisation, as part of that act; nobody waits
        for himself.
        """
        self.assignment.hold()
        if self.assignment.organisation_id == successor_id:
            self._close(ObjectionState.ENDED, "", by=None, at=at)
            self._weigh_obstacles()
        else:
            self.awaited_id = successor_id

    def _rule(self, state: ObjectionState, answer: str, *, by: Actor, at: datetime) -> None:
        self._require(ObjectionState.OPEN)
        self.assignment.require_other(by)
        if self.awaited_id in by.organisations:
            raise DomainError(
                "own_delay",
                N_("Yang ditunggu adalah instansi Anda sendiri; sekretariat lain yang memutus."),
            )
        if state is ObjectionState.DECLINED and not answer:
            raise DomainError(
                "answer_missing", N_("Tuliskan mengapa tidak diterima."), field="answer"
            )
        self.state, self.answer = state, answer
        self.ruled_by, self.ruled_by_name, self.ruled_at = by.user_id, by.name, at

    def _close(
        self, state: ObjectionState, closing: str, *, by: Actor | None, at: datetime
    ) -> None:
        self.state, self.closing, self.closed_at = state, closing, at
        if by is not None:
            self.closed_by, self.closed_by_name = by.user_id, by.name

    def _require(self, *states: ObjectionState) -> None:
        self.assignment.hold()
        session_of(self).refresh(self)  # it may have changed while this act waited
        if self.state not in states:
            raise Untimely(
                "objection_state",
                N_("Keberatan ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )

    def _weigh_obstacles(self) -> None:
        share = self.assignment
        last = share.updates[-1].report if share.updates else None
        share.obstructed = last is Report.OBSTACLE or share.is_objected_to

    def _record(self, act: str, words: str, *, by: Actor, at: datetime) -> None:
        data = {"objection": self.id, "ground": self.ground}
        record(
            self.assignment,
            f"assignment:{act}",
            by=by.user_id,
            at=at,
            data=data,
            note=words or None,
        )


def object_to(
    share: Assignment,
    ground: Ground,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    awaited: Organisation | None = None,
) -> Objection:
    """The agency says why it cannot; work that had not begun is in progress with that.

    awaited: of WAITING_FOR only. Raises DomainError when the state does not allow it, the same
    ground stands already, words are missing, or nobody else is waited for.
    """
    share.require_state(OPEN_STATES)
    if any(other.stands and other.ground is ground for other in share.objections):
        raise Untimely("objection_stands", N_("Keberatan ini sudah disampaikan dan masih berlaku."))
    _require_awaited(share, ground, awaited)
    require_reason(reason)
    objection = Objection(
        assignment=share,
        ground=ground,
        awaited=awaited if ground is Ground.WAITING_FOR else None,
        reason=reason,
        state=ObjectionState.OPEN,
        raised_by=by.user_id,
        raised_by_name=by.name,
        raised_at=at,
    )
    session_of(share).add(objection)
    share.state, share.obstructed, share.reported_at = AssignmentState.IN_PROGRESS, True, at
    session_of(share).flush()
    objection._record("objected", reason, by=by, at=at)
    return objection


def _require_awaited(share: Assignment, ground: Ground, awaited: Organisation | None) -> None:
    if ground is not Ground.WAITING_FOR:
        return
    if awaited is None:
        raise DomainError(
            "awaited_missing", N_("Pilih instansi yang ditunggu."), field="awaited_id"
        )
    if awaited.id == share.organisation_id:
        raise DomainError(
            "waits_for_itself",
            N_("Pilih instansi lain; instansi Anda tidak menunggu dirinya sendiri."),
            field="awaited_id",
        )
