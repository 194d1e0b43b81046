"""Work that follows an act, written in the same transaction and done by the worker."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base

LEASE = timedelta(minutes=2)
RETRY_AFTER = (10, 60, 300, 1800)
MAX_ATTEMPTS = len(RETRY_AFTER) + 1

_WAITING = text("done_at IS NULL AND failed_at IS NULL")


class Job(Base):
    """due_at moves on with each lease and retry; failed_at: given up, kept visible."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index("ix_jobs_due", "due_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")

    def finish(self, *, at: datetime) -> None:
        self.done_at, self.error = at, ""

    def fail(self, error: str, *, at: datetime) -> None:
        """Try again later, with growing pauses; after the last attempt give up visibly."""
        self.error = error[:500]
        if self.attempts >= MAX_ATTEMPTS:
            self.failed_at = at
        else:
            self.due_at = at + timedelta(seconds=RETRY_AFTER[self.attempts - 1])

    def put_off(self, until: datetime) -> None:
        """Not a failure: the same job again, then."""
        self.due_at, self.attempts = until, 0


def enqueue(
    session: Session, kind: str, payload: dict[str, Any], *, at: datetime, key: str | None = None
) -> None:
    """Ask for work in the running transaction; a second request with the same key is dropped."""
    if key and session.scalar(select(Job.id).where(Job.key == key)):
        return
    session.add(Job(kind=kind, payload=payload, key=key, created_at=at, due_at=at))


def claim_next(session: Session, kinds: Collection[str], *, at: datetime) -> Job | None:
    """Lease the next due job of these kinds, by one conditional UPDATE; call inside `write`."""
    due = (
        select(Job.id)
        .where(Job.done_at.is_(None), Job.failed_at.is_(None), Job.due_at <= at)
        .where(Job.kind.in_(kinds))
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claimed = session.scalar(
        update(Job)
        .where(Job.id == due)
        .values(attempts=Job.attempts + 1, due_at=at + LEASE)
        .returning(Job.id)
    )
    return None if claimed is None else session.get(Job, claimed)


def renew_lease(session: Session, key: str, *, at: datetime) -> None:
    """For work that takes long: whoever does the job of this key is still at it."""
    ours = update(Job).where(Job.key == key, _WAITING)
    session.execute(ours.values(due_at=at + LEASE))
