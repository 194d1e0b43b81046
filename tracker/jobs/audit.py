"""Sealing events: each in its turn is bound to all before it by a hash chain."""

import hashlib
import logging

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import write
from tracker.models.events import Event, EventSeal, row_digest

BATCH = 500
BEFORE_ALL = "0" * 64
# Commits may come out of the order of ids (PostgreSQL), but never this far.
LATE = 10_000

log = logging.getLogger(__name__)


def seal_events(sessions: sessionmaker[Session]) -> int:
    """Seal every committed event, in batches of one short transaction; returns how many.

    The new head goes to the log, which is kept elsewhere: `rakor verify --head` compares it.
    """
    sealed = 0
    with sessions() as session:
        while _unsealed(session, limit=1):
            with write(session):
                sealed += _seal_batch(session)
        if sealed:
            last = session.scalars(select(EventSeal).order_by(EventSeal.id.desc())).first()
            if last:
                log.info("sealed up to event %d, chain head %s", last.event_id, last.chain_hash)
    return sealed


def next_link(previous: str, event_digest: str) -> str:
    """The chain hash of an event: SHA-256 over the one before and the event's own digest."""
    return hashlib.sha256(f"{previous}\n{event_digest}".encode()).hexdigest()


def _seal_batch(session: Session) -> int:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE event_seals IN EXCLUSIVE MODE"))
    last = session.scalars(select(EventSeal).order_by(EventSeal.id.desc()).limit(1)).first()
    newest, head = (last.id, last.chain_hash) if last else (0, BEFORE_ALL)
    events = _unsealed(session, limit=BATCH)
    for number, event in enumerate(events, start=newest + 1):
        head = next_link(head, row_digest(event))
        session.add(EventSeal(id=number, event_id=event.id, chain_hash=head))
    return len(events)


def _unsealed(session: Session, *, limit: int) -> list[Event]:
    newest = session.scalar(select(func.max(EventSeal.event_id))) or 0
    return list(
        session.scalars(
            select(Event)
            .where(Event.id > newest - LATE)
            .where(~select(EventSeal.id).where(EventSeal.event_id == Event.id).exists())
            .order_by(Event.id)
            .limit(limit)
        )
    )
