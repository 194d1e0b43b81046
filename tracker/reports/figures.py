"""How work stands in numbers: claimed and verified never merge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from tracker.infra.orm import kept
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import OPEN_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.models.tallies import AssignmentTally
from tracker.models.users import Actor
from tracker.policy.actions import (
    untallied_assignments,
    verifiable_assignments,
    verifiable_tallies,
    visible_actions,
    visible_assignments,
    visible_tallies,
)
from tracker.reports.assignments import in_states


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's live assignments, in disjoint parts.

    awaiting: claimed and not yet ruled on. overdue: open and past due. other: open, not past due.
    """

    organisation_id: int
    label: str
    verified: int
    awaiting: int
    overdue: int
    other: int
    oldest_due: date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The same over all organisations."""

    shares: Sequence[Share]

    @property
    def running(self) -> int:
        """Open, late or not."""
        return sum(share.overdue + share.other for share in self.shares)

    @property
    def overdue(self) -> int:
        return sum(share.overdue for share in self.shares)

    @property
    def awaiting(self) -> int:
        return sum(share.awaiting for share in self.shares)

    @property
    def verified(self) -> int:
        return sum(share.verified for share in self.shares)

    @property
    def claimed(self) -> int:
        """What agencies say is finished: still awaiting a ruling, or verified."""
        return self.awaiting + self.verified

    @property
    def oldest_due(self) -> date | None:
        """The earliest due date among what is overdue."""
        return min((share.oldest_due for share in self.shares if share.oldest_due), default=None)

    @property
    def late_shares(self) -> list[Share]:
        """Organisations with overdue work, most of it first."""
        late = [share for share in self.shares if share.overdue]
        return sorted(late, key=lambda share: (-share.overdue, share.label))


def figures(session: Session, actor: Actor, *, today: date) -> Figures:
    """The assignments the actor may see, by organisation and in all (one statement)."""
    return Figures([Share(*row) for row in session.execute(_shares(actor, today))])


@kept
def claims_waiting(actor: Actor) -> Select[int]:
    """Counts the claims that wait for the actor's ruling."""
    named = untallied_assignments(actor).with_only_columns(Assignment.id)
    classed = verifiable_assignments(actor).where(Assignment.id.in_(named))
    return _number(verifiable_tallies(actor), classed)


def without_lead(session: Session, actor: Actor) -> int:
    """How many actions the actor sees that nobody is responsible for (one statement)."""
    return session.scalar(_without_lead(actor)) or 0


@kept
def work_open(actor: Actor) -> Select[int]:
    """Counts the assignments the actor sees that are still to be done."""
    return _number(
        visible_tallies(actor).where(AssignmentTally.state.in_(OPEN_STATES)),
        untallied_assignments(actor).where(Assignment.state.in_(OPEN_STATES)),
    )


@kept
def _shares(actor: Actor, today: date) -> Select[*tuple[Any, ...]]:
    parts = union_all(_tallied(actor), _untallied(actor), _overdue(actor, today)).subquery()
    names = ("verified", "awaiting", "overdue", "running")
    sums = [func.sum(parts.c[name]).label(name) for name in names]
    counted = (
        select(parts.c.organisation_id, *sums, func.min(parts.c.oldest_due).label("oldest_due"))
        .group_by(parts.c.organisation_id)
        .having(func.sum(parts.c.verified + parts.c.awaiting + parts.c.running) > 0)
        .subquery()
    )
    return (
        select(
            *(Organisation.id, Organisation.short_name),
            *(counted.c.verified, counted.c.awaiting, counted.c.overdue),
            *(counted.c.running - counted.c.overdue, counted.c.oldest_due),
        )
        .join(counted, counted.c.organisation_id == Organisation.id)
        .order_by(Organisation.short_name, Organisation.id)
    )


@kept
def _without_lead(actor: Actor) -> Select[int]:
    # Written out as a literal: only so does the partial index serve.
    state = literal(ActionState.UNASSIGNED, Action.state.type, literal_execute=True)
    return visible_actions(actor).where(Action.state == state).with_only_columns(func.count())


def _number(tallied: Select[Any], untallied: Select[Any]) -> Select[int]:
    number = tallied.with_only_columns(func.coalesce(func.sum(AssignmentTally.number), 0))
    others = untallied.with_only_columns(func.count())
    return select(number.scalar_subquery() + others.scalar_subquery())


def _tallied(actor: Actor) -> Select[*tuple[Any, ...]]:
    """What the database has counted already."""
    number = func.sum(AssignmentTally.number)
    return _part(
        visible_tallies(actor),
        AssignmentTally,
        lambda states: func.coalesce(number.filter(AssignmentTally.state.in_(states)), 0),
    )


def _untallied(actor: Actor) -> Select[*tuple[Any, ...]]:
    return _part(
        untallied_assignments(actor),
        Assignment,
        lambda states: func.count().filter(Assignment.state.in_(states)),
    )


def _part(
    query: Select[Any],
    thing: type[Assignment] | type[AssignmentTally],
    number: Callable[[Sequence[AssignmentState]], ColumnElement[int]],
) -> Select[*tuple[Any, ...]]:
    return query.with_only_columns(
        thing.organisation_id,
        number([AssignmentState.DONE]).label("verified"),
        number([AssignmentState.AWAITING]).label("awaiting"),
        number(OPEN_STATES).label("running"),
        literal(0).label("overdue"),
        cast(null(), Date).label("oldest_due"),
    ).group_by(thing.organisation_id)


def _overdue(actor: Actor, today: date) -> Select[*tuple[Any, ...]]:
    """Counted each time anew: what is late changes by itself at midnight."""
    late = visible_assignments(actor).where(in_states(OPEN_STATES), Assignment.due_sort < today)
    return late.with_only_columns(
        *(Assignment.organisation_id, literal(0), literal(0), literal(0)),
        *(func.count(), func.min(Assignment.due_sort)),
    ).group_by(Assignment.organisation_id)
