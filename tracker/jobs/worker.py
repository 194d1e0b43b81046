"""The worker: does due jobs one at a time, and the chores that nobody asks for."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.jobs import MAX_ATTEMPTS, Job, claim_next

POLL_SECONDS = 1.0

Handler = Callable[[dict[str, Any]], None]

log = logging.getLogger(__name__)


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

    Any number of workers may run. A database that is away is waited for.
    """
    while not stop():
        try:
            do_chores(chores)
            worked = work_one(sessions, handlers)
        except SQLAlchemyError:
            log.exception("the database cannot be used now")
            worked = False
        if not worked:
            time.sleep(POLL_SECONDS)


def work_one(sessions: sessionmaker[Session], handlers: Mapping[str, Handler]) -> bool:
    """Do the next due job outside any transaction; returns whether there was one."""
    claimed = _claim(sessions)
    if claimed is None:
        return False
    job_id, kind, payload = claimed
    error = ""
    try:
        handlers[kind](payload)
    except Exception as failure:
        log.exception("job %d (%s) failed", job_id, kind)
        error = f"{type(failure).__name__}: {failure}"
    with sessions() as session, write(session):
        job = session.get_one(Job, job_id)
        if error:
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


def _claim(sessions: sessionmaker[Session]) -> tuple[int, str, dict[str, Any]] | None:
    at = clock.now()
    with sessions() as session, write(session):
        while job := claim_next(session, at=at):
            if job.attempts <= MAX_ATTEMPTS:
                return job.id, job.kind, job.payload
            # The worker itself ended in every attempt, so nobody has said so yet.
            job.fail("the worker ended during every attempt", at=at)
            session.flush()
    return None
