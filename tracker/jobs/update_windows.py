"""Masa pemutakhiran by itself: planned, opened and ended when it is due and not yet done.

What counts is the stored state, asked again within the write: any number of workers ask once, and
one that was stopped catches up, unless the meeting has begun meanwhile.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, sessionmaker

from tracker.documents.action_matrix import freeze_matrix
from tracker.documents.update_requests import ask_for_updates
from tracker.infra.db import write
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.update_windows import Act, UpdateWindow, plan_window, planned_window
from tracker.models.working_days import WorkCalendar

DAY = timedelta(days=1)
AHEAD = 120 * DAY

log = logging.getLogger(__name__)


def look_after_windows(sessions: sessionmaker[Session], *, at: datetime, base_url: str) -> None:
    """One that fails is logged and does not hold up the others."""
    with sessions() as session:
        coming = session.execute(_coming(at)).all()
        calendar = _calendar(session, at) if coming else None
        due = [m.id for m, window in coming if calendar and _has_work(m, window, calendar, at)]
    for meeting_id in due:
        try:
            with sessions() as session, write(session):
                _look_after(session, meeting_id, at, base_url)
        except Exception:
            log.exception("the update window of meeting %d failed", meeting_id)


def _coming(at: datetime) -> Select[Meeting, UpdateWindow]:
    """Yesterday too: where the meeting is held, its day may not be over."""
    return (
        select(Meeting, UpdateWindow)
        .outerjoin(UpdateWindow, UpdateWindow.meeting_id == Meeting.id)
        .options(joinedload(Meeting.series))
        .where(
            Meeting.state == MeetingState.SCHEDULED,
            Meeting.series_id.is_not(None),
            Meeting.security_class.not_in(NAMED_ACCESS),
            Meeting.starts_on.between((at - DAY).date(), (at + AHEAD).date()),
        )
        .order_by(Meeting.id)
    )


def _has_work(
    meeting: Meeting, window: UpdateWindow | None, calendar: WorkCalendar, at: datetime
) -> bool:
    planned = planned_window(meeting, calendar)
    if window is None:
        return planned is not None
    moves = planned and window.next_days(planned.opens_at, planned.closes_at)
    return bool(moves) or window.next_act(at=at) is not None


def _look_after(session: Session, meeting_id: int, at: datetime, base_url: str) -> None:
    meeting = session.get_one(Meeting, meeting_id)
    meeting.hold()
    window = plan_window(session, meeting, _calendar(session, at), at=at)
    act = window.next_act(at=at) if window else None
    if window and act is Act.ASK:
        ask_for_updates(session, window, by=None, at=at, base_url=base_url)
    elif window and act is Act.FREEZE:
        freeze_matrix(session, window, by=None, at=at, base_url=base_url)


def _calendar(session: Session, at: datetime) -> WorkCalendar:
    return WorkCalendar.load(session, {at.year, (at + AHEAD).year})
