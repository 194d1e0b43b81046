"""Jeda: for a while nobody is reminded, or one organisation is not; all see why."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, Untimely, require_reason
from tracker.models.events import record
from tracker.models.organisations import Organisation


class ReminderPause(Editable):
    """organisation_id: None for all. since, until: with both days. lifted_at: ended by hand.

    Neither mails nor steps of the escalation come meanwhile; what is still true comes after it.
    """

    __tablename__ = "reminder_pauses"
    __table_args__ = (
        CheckConstraint("until >= since", name="period"),
        CheckConstraint("reason <> ''", name="reason"),
    )
    noun: ClassVar[str] = "reminder_pause"

    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str]
    made_by: Mapped[str]
    lifted_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()

    def check(self) -> None:
        require_reason(self.reason)
        if self.until < self.since:
            raise DomainError(
                "period_reversed",
                N_("Tanggal berakhir mendahului tanggal mulai."),
                field="until",
            )

    def lift(self, *, by: int, at: datetime) -> None:
        """End it now. Raises DomainError when it was ended already."""
        self.hold()
        if self.lifted_at is not None:
            raise Untimely("pause_lifted", N_("Jeda ini sudah diakhiri."))
        self.lifted_at = at
        record(self, "reminder_pause:lifted", by=by, at=at)


def pauses_on(session: Session, day: date) -> Sequence[ReminderPause]:
    """Those that hold on a day, those for all first."""
    return session.scalars(
        select(ReminderPause)
        .where(
            ReminderPause.lifted_at.is_(None),
            ReminderPause.since <= day,
            ReminderPause.until >= day,
        )
        .order_by(ReminderPause.organisation_id.is_not(None), ReminderPause.id)
    ).all()


def pauses_ahead(session: Session, day: date) -> Sequence[ReminderPause]:
    """Those that hold on a day or later."""
    return session.scalars(
        select(ReminderPause)
        .where(ReminderPause.lifted_at.is_(None), ReminderPause.until >= day)
        .order_by(ReminderPause.since, ReminderPause.id)
    ).all()
