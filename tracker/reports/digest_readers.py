"""Whom a reminder may be due to now: offices that owe something, users who wished for their own."""

from collections.abc import Collection
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.assignment_states import OPEN_STATES
from tracker.models.digest_wishes import DigestWish, Frequency
from tracker.models.digests import Digest
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.tallies import AssignmentTally
from tracker.models.users import User


def offices_due(session: Session, today: date) -> list[int]:
    """Organisations with open work that were not looked at today (one statement)."""
    looked_at = select(Digest.organisation_id).where(
        Digest.day == today, Digest.organisation_id.is_not(None)
    )
    owing = (
        select(AssignmentTally.organisation_id)
        .where(
            AssignmentTally.state.in_(OPEN_STATES),
            AssignmentTally.security_class.not_in(NAMED_ACCESS),
            AssignmentTally.number > 0,
            AssignmentTally.organisation_id.not_in(looked_at),
        )
        .distinct()
        .order_by(AssignmentTally.organisation_id)
    )
    return list(session.scalars(owing))


def wishes_due(session: Session, today: date, at: time) -> list[DigestWish]:
    """Of users with an account that is open, whose day and hour have come and who had none since.

    Two statements.
    """
    wishes = session.scalars(
        select(DigestWish)
        .join(User, User.id == DigestWish.user_id)
        .where(User.active, DigestWish.frequency != Frequency.NEVER, DigestWish.sends_at <= at)
        .order_by(DigestWish.user_id)
    ).all()
    wished = {wish.user_id: day for wish in wishes if (day := wish.wished_on(today))}
    had = _newest(session, wished, since=min(wished.values(), default=today))
    return [
        wish
        for wish in wishes
        if wish.user_id in wished and had.get(wish.user_id, date.min) < wished[wish.user_id]
    ]


def _newest(session: Session, users: Collection[int], *, since: date) -> dict[int | None, date]:
    """The newest digest of each of these users, as far as it is not older."""
    if not users:
        return {}
    rows = session.execute(
        select(Digest.user_id, Digest.day)
        .where(Digest.user_id.in_(users), Digest.day >= since)
        .order_by(Digest.day)
    )
    return dict(rows.all())
