"""What the admin watches: accounts, organisations, and work that did not succeed."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.jobs import Job
from tracker.models.organisations import Organisation
from tracker.models.users import User


@dataclass(frozen=True, slots=True)
class Overview:
    """unconfirmed: organisations whose name nobody has checked. failed: jobs given up."""

    accounts: int
    without_password: int
    organisations: int
    unconfirmed: int
    waiting: int
    failed: int


def overview(session: Session) -> Overview:
    """One statement; names no content of any meeting."""
    waiting = Job.done_at.is_(None) & Job.failed_at.is_(None)
    numbers = (
        select(func.count()).where(User.active),
        select(func.count()).where(User.active, User.password_hash.is_(None)),
        select(func.count()).select_from(Organisation),
        select(func.count()).where(Organisation.confirmed.is_(False)),
        select(func.count()).where(waiting),
        select(func.count()).where(Job.failed_at.is_not(None)),
    )
    return Overview(*session.execute(select(*(n.scalar_subquery() for n in numbers))).one())


def unfinished_work(session: Session, organisation_id: int) -> int:
    """How many assignments an organisation has not finished; names no content of them."""
    owed = select(func.count()).where(
        Assignment.organisation_id == organisation_id, Assignment.state.in_(PENDING_STATES)
    )
    return session.scalar(owed) or 0
