"""What became, or will become, of every row of a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.organisations import Organisation
from tracker.models.take_overs import RowKind, TakeOver, TakeOverRow, TakeOverState
from tracker.models.users import Actor, User
from tracker.policy.take_overs import visible_take_overs


@dataclass(frozen=True, slots=True)
class Listed:
    """One take-over in the list. who: took it over."""

    take_over_id: int
    name: str
    unit: str
    state: TakeOverState
    opened: int
    who: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One row. number: of the sheet. offices: short names. reasons: codes with their words.

    entry: it holds work, and so can be decided on; takeable: it was left out by default.
    """

    row_id: int
    number: int
    kind: RowKind
    part_of: int | None
    sentence: str
    old_reference: str
    due_on: date | None
    offices: Sequence[str]
    reasons: Sequence[dict[str, Any]]
    entry: bool
    takeable: bool
    action_id: int | None
    reference: str | None


def list_take_overs(
    session: Session, actor: Actor, *, limit: int, before: int | None = None
) -> list[Listed]:
    """The newest first, but for drafts that were let go."""
    query = (
        visible_take_overs(actor)
        .join(Organisation, Organisation.id == TakeOver.unit_id)
        .join(User, User.id == TakeOver.created_by)
        .where(TakeOver.state != TakeOverState.DISCARDED)
        .with_only_columns(
            *(TakeOver.id, TakeOver.name, Organisation.short_name, TakeOver.state),
            *(TakeOver.opened, User.name, TakeOver.created_at),
        )
    )
    if before is not None:
        query = query.where(TakeOver.id < before)
    rows: Sequence[Any] = session.execute(query.order_by(TakeOver.id.desc()).limit(limit)).all()
    return [Listed(*row) for row in rows]


def list_lines(
    session: Session,
    take_over: TakeOver,
    *,
    kind: RowKind | None = None,
    limit: int | None = None,
    after: int = 0,
) -> list[Line]:
    """Rows in the order of the sheet (two statements). limit: None for all of them."""
    query = (
        select(TakeOverRow, Action.reference)
        .outerjoin(Action, Action.id == TakeOverRow.action_id)
        .where(TakeOverRow.take_over_id == take_over.id, TakeOverRow.number > after)
        .order_by(TakeOverRow.number)
        .limit(limit)
    )
    if kind is not None:
        query = query.where(TakeOverRow.kind == kind)
    found = session.execute(query).all()
    ids = {office for row, _ in found for office, _ in row.plan.get("offices", ())}
    names = short_names(session, ids)
    return [_line(row, reference, names) for row, reference in found]


def short_names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(ids))
    )
    return {row.id: row.short_name for row in rows}


def _line(row: TakeOverRow, reference: str | None, names: dict[int, str]) -> Line:
    plan = row.plan
    due = plan.get("due_on")
    return Line(
        row_id=row.id,
        number=row.number,
        kind=row.kind,
        part_of=row.part_of,
        sentence=plan.get("sentence", ""),
        old_reference=plan.get("number", ""),
        due_on=date.fromisoformat(due) if due else None,
        offices=[names.get(office, "") for office, _ in plan.get("offices", ())],
        reasons=row.reasons,
        entry=plan.get("entry", False),
        takeable=plan.get("takeable", False),
        action_id=row.action_id,
        reference=reference,
    )
