"""Rapat berikutnya prepared by itself: drafts of the series whose next date has come near."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.db import write
from tracker.models.errors import DomainError
from tracker.models.prepared_meetings import due_occurrences, prepare_meeting
from tracker.models.series import Series

log = logging.getLogger(__name__)


def prepare_due_meetings(
    sessions: sessionmaker[Session], *, at: datetime, zone: ZoneInfo
) -> list[int]:
    """Draft what comes within each series' `prepare_before`; returns the meetings' ids.

    Any number of workers may do it: a date is prepared once. A series that cannot be prepared is
    logged and does not hold up the others.
    """
    today = at.astimezone(zone).date()
    with sessions() as session:
        scheduled = select(Series).where(Series.rule != "", Series.prepare_before > 0)
        due = [
            (series.id, on)
            for series in session.scalars(scheduled.order_by(Series.id))
            for on in due_occurrences(
                session, series, until=today + timedelta(days=series.prepare_before), today=today
            )
        ]
    prepared = []
    for series_id, on in due:
        with sessions() as session:
            try:
                with write(session):
                    series = session.get_one(Series, series_id)
                    meeting = prepare_meeting(series, on, by=None, at=at, today=today)
                    prepared.append(meeting.id)
            except DomainError:
                log.exception("series %d: its meeting of %s could not be prepared", series_id, on)
    return prepared
