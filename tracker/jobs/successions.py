"""Peralihan by itself: carried out on its day, once, however many workers there are."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import write
from tracker.models.successions import Succession, due_successions

log = logging.getLogger(__name__)


def carry_out_successions(sessions: sessionmaker[Session], *, at: datetime, zone: ZoneInfo) -> None:
    """Those whose day has come in the office's zone; one that fails does not hold up the others."""
    with sessions() as session:
        due = session.scalars(due_successions(today=at.astimezone(zone).date())).all()
    for succession_id in due:
        try:
            with sessions() as session, write(session):
                session.get_one(Succession, succession_id).carry_out(at=at)
        except Exception:
            log.exception("succession %d could not be carried out", succession_id)
