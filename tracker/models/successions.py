"""Peralihan: an organisation is merged into others or split, and its open work goes on there.

The share itself moves, with its state, reports, evidence and dates: nothing is claimed anew. What
was finished stays with the organisation that finished it.
"""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import PENDING_STATES, AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.objections import STANDING, Objection
from tracker.models.organisations import Organisation

_PLANNED = text("carried_out_at IS NULL AND cancelled_at IS NULL")


class Succession(Editable):
    """From `takes_over_on` on, what `organisation` owes belongs to `successor`.

    choices: of a split, the shares that go to somebody else, assignment id (as text) to
    organisation id. basis: the Perda or Pergub, as typed. moved: how many shares went over.
    """

    __tablename__ = "successions"
    __table_args__ = (
        CheckConstraint("successor_id <> organisation_id", name="another"),
        Index(
            "uq_successions_planned",
            "organisation_id",
            unique=True,
            sqlite_where=_PLANNED,
            postgresql_where=_PLANNED,
        ),
    )
    noun: ClassVar[str] = "succession"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    takes_over_on: Mapped[date]
    basis: Mapped[str] = mapped_column(default="")
    choices: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    carried_out_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    moved: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    successor: Mapped[Organisation] = relationship(foreign_keys=[successor_id])

    @property
    def is_planned(self) -> bool:
        return self.carried_out_at is None and self.cancelled_at is None

    def heir_of(self, assignment_id: int) -> int:
        """To which organisation a share goes."""
        return self.choices.get(str(assignment_id), self.successor_id)

    def check(self) -> None:
        self._require_planned()
        if self.successor_id == self.organisation_id:
            raise DomainError(
                "own_successor",
                N_("Instansi tidak dapat digantikan oleh dirinya sendiri."),
                field="successor_id",
            )
        session = session_of(self)
        for heir in {self.successor_id, *(self.choices or {}).values()}:
            office = session.get_one(Organisation, heir)
            if not office.is_active_on(self.takes_over_on):
                raise DomainError(
                    "successor_inactive",
                    N_("%(name)s tidak aktif pada tanggal peralihan."),
                    field="successor_id",
                    name=office.name,
                )
        planned = select(Succession.id).where(
            Succession.organisation_id == self.organisation_id,
            *(Succession.carried_out_at.is_(None), Succession.cancelled_at.is_(None)),
            Succession.id.is_distinct_from(self.id),
        )
        if session.scalar(planned) is not None:
            raise DomainError(
                "succession_planned",
                N_("Peralihan instansi ini sudah direncanakan. Ubah rencana yang ada."),
                field="organisation_id",
            )

    def cancel(self, *, by: int, at: datetime) -> None:
        """Nothing moves. Raises DomainError once it was carried out or cancelled."""
        self.hold()
        self._require_planned()
        self.cancelled_at = at
        record(self, "succession:cancelled", by=by, at=at)

    def carry_out(self, *, at: datetime) -> None:
        """Hand the open shares over, and who waits for the organisation to its successor, and close
        it; a second time changes nothing.

        The day before `takes_over_on` is its last, unless it ended earlier.
        """
        self.hold()
        if not self.is_planned:
            return
        session = session_of(self)
        open_shares = (
            select(Assignment)
            .where(Assignment.organisation_id == self.organisation_id)
            .where(Assignment.state.in_(PENDING_STATES))
            .order_by(Assignment.action_id, Assignment.id)
        )
        for share in session.scalars(open_shares).all():
            share.action.hold()
            share.hold()
            if share.state in PENDING_STATES:
                self._hand_over(share, at=at)
                self.moved += 1
        waits = select(Objection).where(
            Objection.awaited_id == self.organisation_id, Objection.state.in_(STANDING)
        )
        for wait in session.scalars(waits.order_by(Objection.assignment_id)).all():
            wait.wait_for(self.successor_id, at=at)
        self.organisation.hold()
        last = self.takes_over_on - timedelta(days=1)
        self.organisation.active_until = min(self.organisation.active_until or last, last)
        self.organisation.successor_id = self.successor_id
        self.carried_out_at = at
        record(self, "succession:carried_out", by=None, at=at)

    def _hand_over(self, share: Assignment, *, at: datetime) -> None:
        heir_id, former = self.heir_of(share.id), share.organisation.name
        own = next(
            (
                other
                for other in share.action.assignments
                if other.organisation_id == heir_id and other.state not in _OVER
            ),
            None,
        )
        if own is None:
            share.organisation_id, share.position_id = heir_id, None
        else:
            _merge(share, own, at=at)
        session_of(share).flush()
        share.action.settle()
        record(
            share,
            "assignment:succeeded",
            by=None,
            at=at,
            note=", ".join(filter(None, [former, self.basis])),
            data={"from": self.organisation_id, "to": heir_id},
        )

    def _require_planned(self) -> None:
        if not self.is_planned:
            raise DomainError(
                "succession_over", N_("Peralihan ini sudah dijalankan atau dibatalkan.")
            )


_OVER = (AssignmentState.REASSIGNED, AssignmentState.CANCELLED)


def _merge(share: Assignment, own: Assignment, *, at: datetime) -> None:
    """The heir has a share of the action already: one of the two is enough."""
    own.hold()
    share.give_up(AssignmentState.REASSIGNED, by=None, at=at)
    share.successor_id = own.id
    if share.part is Part.LEAD:
        own.part = Part.LEAD


def due_successions(*, today: date) -> Select[int]:
    """Ids of those whose day has come, the oldest first."""
    return (
        select(Succession.id)
        .where(Succession.carried_out_at.is_(None), Succession.cancelled_at.is_(None))
        .where(Succession.takes_over_on <= today)
        .order_by(Succession.takes_over_on, Succession.id)
    )
