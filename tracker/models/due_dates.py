"""A due date that moves: the first one is kept for ever, and so is every move, with who and why."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.errors import DomainError, own_share
from tracker.models.events import Audited
from tracker.models.users import Actor

# In the event of an action that was revised: its due date before and after, as ISO dates.
DUE_MOVED = "due_moved"
BEFORE_HANDING_ON = N_("Sebelum tugas ini dialihkan.")
Dates = tuple[date | None, date | None]


class DueChange(Audited, Base):
    """One move of a share's due date; append-only. request_id: the request it granted, if any."""

    __tablename__ = "due_changes"
    __table_args__ = (CheckConstraint("from_on IS DISTINCT FROM to_on", name="moved"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    reason: Mapped[str]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("extension_requests.id"))
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    by_name: Mapped[str]
    at: Mapped[datetime]

    @property
    def is_slip(self) -> bool:
        """To a later day, or to none at all."""
        return self.from_on is not None and (self.to_on is None or self.to_on > self.from_on)

    @classmethod
    def slipped(cls) -> ColumnElement[bool]:
        """`is_slip`, as a condition."""
        return cls.from_on.is_not(None) & (cls.to_on.is_(None) | (cls.to_on > cls.from_on))


def move_due(
    share: Assignment,
    to_on: date | None,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    request_id: int | None = None,
) -> None:
    """Give a share another due date and keep the move; part of an act that writes the event.

    Raises DomainError for who is of the organisation that owes it, and when a date that stood is
    moved without saying why.
    """
    _require_movable(share, reason, by)
    session_of(share).add(
        DueChange(
            assignment_id=share.id,
            from_on=share.due_on,
            to_on=to_on,
            reason=reason,
            request_id=request_id,
            by=by.user_id,
            by_name=by.name,
            at=at,
        )
    )
    share.due_on = to_on
    share.first_due_on = share.first_due_on or to_on


def hand_down_moves(share: Assignment, successor: Assignment) -> None:
    """Who takes the work over sees how often its date slipped and who granted it, part of an act.

    Not why: the reasons speak of the organisation it came from.
    """
    session = session_of(share)
    moves = select(DueChange).where(DueChange.assignment_id == share.id).order_by(DueChange.id)
    for move in session.scalars(moves).all():
        session.add(
            DueChange(
                assignment_id=successor.id,
                from_on=move.from_on,
                to_on=move.to_on,
                reason=BEFORE_HANDING_ON,
                by=move.by,
                by_name=move.by_name,
                at=move.at,
            )
        )


def due_moved(data: dict[str, Any]) -> Dates | None:
    """The due date before and after, as an event tells it; None when it moved none."""
    if DUE_MOVED not in data:
        return None
    before, after = (date.fromisoformat(on) if on else None for on in data[DUE_MOVED])
    return before, after


def revise_action(
    session: Session,
    action: Action,
    *,
    by: Actor,
    at: datetime,
    version: int,
    due_on: date | None,
    due_reason: str = "",
    **values: Any,
) -> Action:
    """Change an action. Unfinished shares that had its due date get the new one.

    A share with a due date of its own keeps it. Raises Conflict unless `version` is current, and
    DomainError when the date of a share moves that an organisation of `by` owes, or without a
    reason.
    """
    action.expect(version)
    first_due_on, told = action.first_due_on, dict[str, Any]()
    if due_on != action.due_on:
        told[DUE_MOVED] = [on and on.isoformat() for on in (action.due_on, due_on)]
        shares = session.scalars(
            select(Assignment).where(
                Assignment.action_id == action.id,
                Assignment.state.in_(PENDING_STATES),
                Assignment.due_on.is_not_distinct_from(action.due_on),
            )
        ).all()
        for share in shares:  # all before the first is moved: a refusal leaves nothing behind
            _require_movable(share, due_reason, by)
        for share in shares:
            move_due(share, due_on, due_reason, by=by, at=at)
        first_due_on = first_due_on or due_on
    values |= {"due_on": due_on, "first_due_on": first_due_on}
    action.revise(by=by.user_id, at=at, version=version, told=told, **values)
    return action


def _require_movable(share: Assignment, reason: str, by: Actor) -> None:
    if share.organisation_id in by.organisations:
        raise own_share(field="due_on")
    if share.due_on is not None and not reason:
        raise DomainError(
            "due_reason_missing",
            N_("Tuliskan mengapa tenggat diubah; instansi membacanya."),
            field="due_reason",
        )
