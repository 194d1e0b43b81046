"""Peralihan in lists: those planned and past, and the open shares one of them is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.models.actions import Action
from tracker.models.assignment_states import PENDING_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.models.successions import Succession
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.reports.assignments import in_states


@dataclass(frozen=True, slots=True)
class Listed:
    succession: Succession
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class OpenShare:
    """One share that will go over. heir: the short name of who gets it."""

    assignment_id: int
    reference: str
    sentence: str
    state: AssignmentState
    heir: str


def successions(session: Session, *, limit: int, before: int | None = None) -> Sequence[Listed]:
    """The newest first; `before`: the id a next page goes on from (one statement)."""
    old, new = aliased(Organisation), aliased(Organisation)
    query = (
        select(Succession, old.name, new.name)
        .join(old, old.id == Succession.organisation_id)
        .join(new, new.id == Succession.successor_id)
        .order_by(Succession.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Succession.id < before)
    return [Listed(*row) for row in session.execute(query)]


def open_shares(
    session: Session, actor: Actor, succession: Succession, *, limit: int, after: int | None = None
) -> Sequence[OpenShare]:
    """What the organisation has not finished, as far as the actor sees it (two statements)."""
    heirs = {succession.successor_id, *succession.choices.values()}
    offices = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(heirs))
    names = {row.id: row.short_name for row in session.execute(offices)}
    query = (
        visible_assignments(actor)
        .where(Assignment.organisation_id == succession.organisation_id)
        .where(in_states(PENDING_STATES))
        .join(Action, Action.id == Assignment.action_id)
        .order_by(Assignment.id)
        .limit(limit)
        .with_only_columns(Assignment.id, Action.reference, Action.sentence, Assignment.state)
    )
    if after is not None:
        query = query.where(Assignment.id > after)
    rows: Sequence[Any] = session.execute(query).all()
    return [
        OpenShare(row.id, row.reference, row.sentence, row.state, names[succession.heir_of(row.id)])
        for row in rows
    ]
