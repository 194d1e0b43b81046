"""Tindak lanjut: what is to be done, whom it falls to, and whether it is finished."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import (
    FINAL_STATES,
    PENDING_STATES,
    AssignmentState,
    Part,
)
from tracker.models.directives import Directive
from tracker.models.editable import Editable
from tracker.models.errors import Conflict, DomainError, Untimely, require_reason
from tracker.models.events import record
from tracker.models.evidence_types import EvidenceType
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.users import Actor

if TYPE_CHECKING:
    from tracker.models.assignments import Assignment


class Origin(Labelled):
    AGREEMENT = "agreement", N_("Kesepakatan rapat")
    DIRECTIVE = "directive", N_("Arahan")
    OUTSIDE = "outside", N_("Di luar rapat")


class Priority(Labelled):
    LOW = "low", N_("Rendah")
    NORMAL = "normal", N_("Sedang")
    HIGH = "high", N_("Tinggi")
    PRESSING = "pressing", N_("Mendesak")


class ActionState(Labelled):
    """Settled from the assignments by `Action.settle`; nobody types it."""

    UNASSIGNED = "unassigned", N_("Belum ada penanggung jawab")
    OPEN = "open", N_("Berjalan")
    DONE = "done", N_("Selesai")
    CANCELLED = "cancelled", N_("Dibatalkan")


STOPPABLE = (ActionState.UNASSIGNED, ActionState.OPEN)
_UNASSIGNED = text("state = 'unassigned'")


class Action(Editable):
    """A tindak lanjut. first_due_on is kept for ever; unit and class are copied for visibility.

    cancelled_at: the whole was ended with a reason, and nothing can be changed any more.
    directive: what ordered it outside any meeting, where that is recorded.
    show_from: until then the next meetings of its series need not look at it, unless it is late.
    old_…: of one taken over from an office's own matrix: its number there, a due date that is no
    day ("Segera"), and what else the row said, which only those read who oversee all agencies.
    """

    __tablename__ = "actions"
    __table_args__ = (
        CheckConstraint("sentence <> ''", name="sentence_given"),
        Index("ix_actions_unit_state", "unit_id", "state", "id"),
        Index(
            "ix_actions_unassigned",
            *("due_on", "id"),
            sqlite_where=_UNASSIGNED,
            postgresql_where=_UNASSIGNED,
        ),
    )
    noun: ClassVar[str] = "action"

    reference: Mapped[str] = mapped_column(unique=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    security_class: Mapped[SecurityClass] = mapped_column(choice(SecurityClass, "security_class"))
    origin: Mapped[Origin] = mapped_column(choice(Origin, "origin"))
    sentence: Mapped[str]
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    priority: Mapped[Priority] = mapped_column(
        choice(Priority, "priority"), default=Priority.NORMAL
    )
    funding: Mapped[list[str]] = mapped_column(default=list)
    expected_output: Mapped[str] = mapped_column(default="")
    report_to: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[ActionState] = mapped_column(
        choice(ActionState, "state"), default=ActionState.UNASSIGNED
    )
    cancelled_at: Mapped[datetime | None]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    show_from: Mapped[date | None] = mapped_column(info=LATER)
    directive_id: Mapped[int | None] = mapped_column(
        ForeignKey("directives.id"), index=True, info=LATER
    )
    take_over_id: Mapped[int | None] = mapped_column(
        ForeignKey("take_overs.id"), index=True, info=LATER
    )
    old_reference: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    old_due: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    old_note: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    evidence_type_id: Mapped[int | None] = mapped_column(
        ForeignKey("evidence_types.id"), info=LATER
    )

    meeting: Mapped[Meeting | None] = relationship(back_populates="actions")
    agreement: Mapped[Agreement | None] = relationship()
    directive: Mapped[Directive | None] = relationship()
    unit: Mapped[Organisation] = relationship()
    evidence_type: Mapped[EvidenceType | None] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="action", order_by="Assignment.id"
    )

    def check(self) -> None:
        self.require_live()
        if self.show_from and self.due_on and self.show_from > self.due_on:
            raise DomainError(
                "shown_too_late",
                N_("Tindak lanjut ini harus tampil lagi paling lambat pada tenggatnya."),
                field="show_from",
            )

    def require_live(self) -> None:
        """Raise DomainError when the whole was cancelled."""
        if self.cancelled_at is not None:
            raise Untimely("action_cancelled", N_("Tindak lanjut ini sudah dibatalkan."))

    def cancel(self, reason: str, *, by: Actor, at: datetime) -> None:
        """End the whole: every unfinished share is cancelled with it, a verified one stays so.

        Raises DomainError when it is done or cancelled already, and when an organisation of `by`
        still owes a share of it.
        """
        require_reason(reason)
        self.hold_with_shares()
        if self.state not in STOPPABLE:
            raise Untimely(
                "action_state",
                N_("Tindak lanjut ini berstatus “%(state)s”; langkah itu tidak berlaku lagi."),
                state=self.state.label,
            )
        for share in self.assignments:
            if share.state in PENDING_STATES:
                share.end(AssignmentState.CANCELLED, by=by, at=at)
        self.cancelled_at = at
        self.settle()
        record(self, "action:cancelled", by=by.user_id, at=at, note=reason)

    def settle(self) -> None:
        """Bring the state in line: done when every lead is final and one is verified.

        Supporting shares never block. Without a live lead the action was cancelled with its last
        one, or there is no penanggung jawab yet. Part of another act, which holds the action (two
        rulings at once would each miss the other) and writes the event.
        """
        session = session_of(self)
        session.flush()
        session.expire(self, ["assignments"])
        leads = {share.state for share in self.assignments if share.part is Part.LEAD}
        live = leads - {AssignmentState.REASSIGNED, AssignmentState.CANCELLED}
        if self.cancelled_at is not None:
            self.state = ActionState.CANCELLED
        elif not live:
            cancelled = AssignmentState.CANCELLED in leads
            self.state = ActionState.CANCELLED if cancelled else ActionState.UNASSIGNED
        elif live <= set(FINAL_STATES) and AssignmentState.DONE in live:
            self.state = ActionState.DONE
        else:
            self.state = ActionState.OPEN

    def hold_with_shares(self) -> None:
        """Before several shares change at once: whoever reports meanwhile waits, or is waited for.

        The tallies have one writer at a time, who must not wait for a share then.
        """
        self.hold()
        for share in self.assignments:
            share.hold()

    def follow(self, unit_id: int, security_class: SecurityClass) -> None:
        """Take over the meeting's unit and class, within the meeting's own act."""
        self.unit_id, self.security_class = unit_id, security_class
        for assignment in self.assignments:
            assignment.unit_id, assignment.security_class = unit_id, security_class


class Counter(Base):
    """The last number given out in a register; the row is locked until the act commits."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("register"),)

    register: Mapped[str]
    last: Mapped[int]


def open_action(
    session: Session,
    *,
    by: int,
    at: datetime,
    year: int,
    sentence: str,
    meeting: Meeting | None = None,
    agreement: Agreement | None = None,
    directive: Directive | None = None,
    unit_id: int | None = None,
    due_on: date | None = None,
    **details: object,
) -> Action:
    """A new action with its reference `TL-<year>-<number>`; year is the office's, at creation.

    An action of a meeting takes the meeting's unit and class, one from a directive those of the
    directive; an agreement names its meeting. Raises DomainError when no unit is given at all.
    """
    meeting = agreement.meeting if agreement else meeting
    source = meeting or directive
    unit = meeting.organising_unit_id if meeting else directive.unit_id if directive else unit_id
    if unit is None:
        raise DomainError("unit_missing", N_("Pilih unit pengampu."), field="unit_id")
    origin = Origin.AGREEMENT if agreement else Origin.DIRECTIVE if meeting else Origin.OUTSIDE
    action = Action(
        reference=reserve_references(session, year, 1)[0],
        meeting=meeting,
        agreement=agreement,
        directive=directive,
        unit_id=unit,
        security_class=source.security_class if source else SecurityClass.OPEN,
        origin=origin,
        sentence=sentence,
        due_on=due_on,
        first_due_on=due_on,
        created_by=by,
        created_at=at,
        **details,
    )
    session.add(action)
    record(action, "action:opened", by=by, at=at)
    return action


def actions_of(session: Session, agreement: Agreement) -> Sequence[Action]:
    """What was opened from an agreement, the oldest first."""
    opened = select(Action).where(Action.agreement_id == agreement.id).order_by(Action.id)
    return session.scalars(opened).all()


def expect_actions(agreement: Agreement, seen: int) -> None:
    """Hold the agreement. Raises Conflict when it has more actions than the `seen` ones: to send
    a form again is not to decide on a second action.
    """
    agreement.hold()
    if len(actions_of(session_of(agreement), agreement)) > seen:
        raise Conflict(
            "action_exists",
            N_("Tindak lanjut dari kesepakatan ini baru saja dibuat; lihat di bawah."),
        )


def reserve_references(session: Session, year: int, number: int) -> list[str]:
    """The next references `TL-<year>-<number>`, in order; nobody else gets them."""
    register = f"TL-{year}"
    session.execute(
        text("INSERT INTO counters (register, last) VALUES (:register, 0) ON CONFLICT DO NOTHING"),
        {"register": register},
    )
    last = session.scalars(
        update(Counter)
        .where(Counter.register == register)
        .values(last=Counter.last + number)
        .returning(Counter.last)
    ).one()
    return [f"{register}-{count:04d}" for count in range(last - number + 1, last + 1)]
