"""The worker: does due jobs one at a time, and the chores that nobody asks for."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.jobs import MAX_ATTEMPTS, Job, claim_next

POLL_SECONDS = 1.0

Handler = Callable[[dict[str, Any]], None]

log = logging.getLogger(__name__)


class Later(Exception):
    """What a handler raises for a job that can wait: it is the same job again at `until`.

    rest_until: no other job of its kind would get any further before, so that none is tried.
    """

    def __init__(self, until: datetime, *, rest_until: datetime | None = None) -> None:
        super().__init__(f"not before {until}")
        self.until = until
        self.rest_until = rest_until


@dataclass(slots=True)
class Chore:
    """Something done again and again, `every` so many seconds, first at once."""

    every: float
    act: Callable[[], object]
    due: float = 0.0


def run_worker(
    sessions: sessionmaker[Session],
    handlers: Mapping[str, Handler],
    chores: Sequence[Chore],
    stop: Callable[[], bool],
) -> None:
    """Work until `stop` says so. A handler gets the payload and may meet the same job again.

    Any number of workers may run; each takes only what it has a handler for. A database that is
    away is waited for.
    """
    resting: dict[str, datetime] = {}
    while not stop():
        try:
            do_chores(chores)
            worked = work_one(sessions, handlers, resting)
        except SQLAlchemyError:
            log.exception("the database cannot be used now")
            worked = False
        if not worked:
            time.sleep(POLL_SECONDS)


def work_one(
    sessions: sessionmaker[Session],
    handlers: Mapping[str, Handler],
    resting: dict[str, datetime] | None = None,
) -> bool:
    """Do the next due job outside any transaction; returns whether there was one.

    resting: kinds of which nothing is tried before a time; kept up to date here.
    """
    resting = {} if resting is None else resting
    at = clock.now()
    claimed = _claim(sessions, [kind for kind in handlers if resting.get(kind, at) <= at], at)
    if claimed is None:
        return False
    job_id, kind, payload = claimed
    error, later = "", None
    try:
        handlers[kind](payload)
    except Later as wish:
        later = wish.until
        if wish.rest_until:
            resting[kind] = wish.rest_until
    except Exception as failure:
        log.exception("job %d (%s) failed", job_id, kind)
        error = f"{type(failure).__name__}: {failure}"
    with sessions() as session, write(session):
        job = session.get_one(Job, job_id)
        if later:
            job.put_off(later)
        elif error:
            job.fail(error, at=clock.now())
        else:
            job.finish(at=clock.now())
    return True


def do_chores(chores: Sequence[Chore]) -> None:
    """Do the chores that are due; one that fails is logged and does not hold up the others."""
    for chore in chores:
        if time.monotonic() < chore.due:
            continue
        chore.due = time.monotonic() + chore.every
        try:
            chore.act()
        except Exception:
            log.exception("a chore failed")


def _claim(
    sessions: sessionmaker[Session], kinds: Sequence[str], at: datetime
) -> tuple[int, str, dict[str, Any]] | None:
    with sessions() as session, write(session):
        while job := claim_next(session, kinds, at=at):
            if job.attempts <= MAX_ATTEMPTS:
                return job.id, job.kind, job.payload
            # The worker itself ended in every attempt, so nobody has said so yet.
            job.fail("the worker ended during every attempt", at=at)
            session.flush()
    return None
