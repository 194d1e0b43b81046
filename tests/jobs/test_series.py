"""Drafts that are prepared by themselves, days ahead and once, whoever does it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import count
from threading import Barrier
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import make_series, someone
from tracker.infra.db import write
from tracker.jobs.series import prepare_due_meetings
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.series import Series

JAKARTA = ZoneInfo("Asia/Jakarta")
THIRD_THURSDAY = date(2026, 4, 16)
# 2 April 00.30 in Jakarta: fourteen days before, though Greenwich still counts the first.
FORTNIGHT_BEFORE = datetime.fromisoformat("2026-04-01T17:30:00Z")
HOUR_EARLIER = datetime.fromisoformat("2026-04-01T16:30:00Z")


def given(sessions: sessionmaker[Session], **values: Any) -> int:
    with sessions() as session, write(session):
        return make_series(session, **values).id


def prepared(sessions: sessionmaker[Session]) -> list[tuple[int | None, date | None]]:
    with sessions() as session:
        rows = session.execute(
            select(Meeting.series_id, Meeting.occurrence_on).order_by(Meeting.id)
        )
        return [(row.series_id, row.occurrence_on) for row in rows]


def test_a_draft_is_prepared_when_its_day_is_near_in_the_offices_zone(
    sessions: sessionmaker[Session],
) -> None:
    series_id = given(sessions)
    assert prepare_due_meetings(sessions, at=HOUR_EARLIER, zone=JAKARTA) == []
    (meeting_id,) = prepare_due_meetings(sessions, at=FORTNIGHT_BEFORE, zone=JAKARTA)
    with sessions() as session:
        meeting = session.get_one(Meeting, meeting_id)
        assert (meeting.series_id, meeting.starts_on) == (series_id, THIRD_THURSDAY)
        assert (meeting.state, meeting.created_by) == (MeetingState.DRAFT, None)
    assert prepare_due_meetings(sessions, at=FORTNIGHT_BEFORE, zone=JAKARTA) == []


def test_by_hand_means_by_hand(sessions: sessionmaker[Session]) -> None:
    given(sessions, prepare_before=0)
    given(sessions, rule="", first_on=None)
    assert prepare_due_meetings(sessions, at=FORTNIGHT_BEFORE, zone=JAKARTA) == []


def test_each_of_a_weekly_series_comes_in_its_time(sessions: sessionmaker[Session]) -> None:
    series_id = given(sessions, rule="FREQ=WEEKLY;BYDAY=MO", first_on=date(2026, 1, 5))
    prepare_due_meetings(sessions, at=FORTNIGHT_BEFORE, zone=JAKARTA)
    assert prepared(sessions) == [(series_id, date(2026, 4, 6)), (series_id, date(2026, 4, 13))]


def test_a_series_that_fails_is_logged_and_holds_up_nobody(
    sessions: sessionmaker[Session], caplog: pytest.LogCaptureFixture
) -> None:
    """The first one's schedule changes between the look and the act."""
    first, second = given(sessions), given(sessions)
    opened = count()

    def open_session() -> Session:
        if next(opened) == 1:
            with sessions() as other, write(other):
                series = other.get_one(Series, first)
                rule = "FREQ=WEEKLY;BYDAY=MO"
                series.revise(by=someone(other), at=HOUR_EARLIER, version=1, rule=rule)
        return sessions()

    prepare_due_meetings(cast(Any, open_session), at=FORTNIGHT_BEFORE, zone=JAKARTA)
    assert [series_id for series_id, _ in prepared(sessions)] == [second]
    assert f"series {first}: its meeting of 2026-04-16 could not be prepared" in caplog.text


def test_two_workers_at_once_prepare_it_once(sessions: sessionmaker[Session]) -> None:
    series_id = given(sessions)
    together = Barrier(2)

    def work(_number: int) -> list[int]:
        together.wait()
        return prepare_due_meetings(sessions, at=FORTNIGHT_BEFORE, zone=JAKARTA)

    with ThreadPoolExecutor(2) as workers:
        done = list(workers.map(work, range(2)))
    assert prepared(sessions) == [(series_id, THIRD_THURSDAY)]
    assert len({meeting_id for ids in done for meeting_id in ids}) == 1
