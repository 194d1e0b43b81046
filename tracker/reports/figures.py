"""How work stands in numbers: claimed and verified never merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.assignment_states import OPEN_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy import visible_assignments


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
    is_open = Assignment.state.in_(OPEN_STATES)
    overdue = is_open & (Assignment.due_sort < today)
    counted = (
        visible_assignments(actor)
        .with_only_columns(
            Assignment.organisation_id,
            func.count().filter(Assignment.state == AssignmentState.DONE).label("verified"),
            func.count().filter(Assignment.state == AssignmentState.AWAITING).label("awaiting"),
            func.count().filter(overdue).label("overdue"),
            func.count().filter(is_open & (Assignment.due_sort >= today)).label("other"),
            func.min(Assignment.due_sort).filter(overdue).label("oldest_due"),
        )
        .group_by(Assignment.organisation_id)
        .subquery()
    )
    numbers = [column for column in counted.c if column.key != "organisation_id"]
    rows = session.execute(
        select(Organisation.id, Organisation.short_name, *numbers)
        .join(counted, counted.c.organisation_id == Organisation.id)
        .order_by(Organisation.short_name, Organisation.id)
    )
    return Figures([Share(*row) for row in rows])
