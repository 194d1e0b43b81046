"""When a series meets next: days off in its way, and what is prepared already."""

from datetime import date
from itertools import islice
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, make_series, someone
from tracker.models.meetings import MeetingState
from tracker.models.occurrences import coming_calendar, occupied_days, occurrences, unprepared
from tracker.models.series import OnDayOff, Series
from tracker.models.working_days import OfficeDay

TODAY = date(2026, 3, 1)
NYEPI = date(2026, 3, 19)  # the third Thursday, in the week before Lebaran


def coming(session: Session, series: Series, since: date = TODAY, number: int = 2) -> list[str]:
    calendar = coming_calendar(session, TODAY)
    found = islice(occurrences(series, calendar, since=since), number)
    return [f"{o.day:%d-%m-%y} {o.day_off or ''}".strip() for o in found]


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        (OnDayOff.KEEP, "19-03-26 Hari Suci Nyepi"),
        (OnDayOff.NEXT, "25-03-26 Hari Suci Nyepi"),
        (OnDayOff.PREVIOUS, "17-03-26 Hari Suci Nyepi"),
    ],
)
def test_a_day_off_is_named_and_the_meeting_placed_as_the_series_says(
    session: Session, choice: OnDayOff, first: str
) -> None:
    assert coming(session, make_series(session, on_day_off=choice)) == [first, "16-04-26"]


def test_a_weekend_is_a_day_off_without_a_name_of_its_own(session: Session) -> None:
    series = make_series(session, rule="FREQ=MONTHLY;BYMONTHDAY=14", on_day_off=OnDayOff.NEXT)
    assert coming(session, series, number=1) == ["16-03-26 akhir pekan"]


def test_the_offices_own_calendar_decides(session: Session) -> None:
    by = someone(session)
    OfficeDay.add(session, by=by, at=NOW, day=NYEPI, name="Siaga", working=True)
    OfficeDay.add(session, by=by, at=NOW, day=date(2026, 4, 16), name="HUT", working=False)
    series = make_series(session, on_day_off=OnDayOff.NEXT)
    assert coming(session, series) == ["19-03-26", "17-04-26 HUT"]


def test_a_meeting_moved_beyond_today_still_comes(session: Session) -> None:
    """On Sunday 22 March the meeting of the 19th lies ahead, on the 25th."""
    later = make_series(session, on_day_off=OnDayOff.NEXT)
    assert coming(session, later, since=date(2026, 3, 22), number=1) == ["25-03-26 Hari Suci Nyepi"]
    earlier = make_series(session, on_day_off=OnDayOff.PREVIOUS)
    assert coming(session, earlier, since=date(2026, 3, 18), number=1) == ["16-04-26"]


def test_a_series_without_a_schedule_or_past_its_end_has_no_dates(session: Session) -> None:
    assert coming(session, make_series(session, rule="", first_on=None)) == []
    assert coming(session, make_series(session, rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260228")) == []


def test_dates_end_where_the_calendar_does(session: Session) -> None:
    calendar = coming_calendar(session, TODAY)
    weekly = make_series(session, rule="FREQ=WEEKLY;BYDAY=MO")
    assert 300 < len(list(occurrences(weekly, calendar, since=TODAY))) < 400


def test_what_is_prepared_or_meets_that_day_anyway_is_not_prepared_again(session: Session) -> None:
    series, other = (make_series(session, on_day_off=OnDayOff.NEXT) for _ in range(2))
    unit = series.organising_unit
    values: dict[str, Any] = {"series_id": series.id, "state": MeetingState.DRAFT}
    make_meeting(session, unit, occurrence_on=NYEPI, starts_on=date(2026, 3, 30), **values)
    make_meeting(session, unit, starts_on=date(2026, 4, 16), **values)
    cancelled: dict[str, Any] = {"series_id": series.id, "state": MeetingState.CANCELLED}
    make_meeting(session, unit, starts_on=date(2026, 5, 21), **cancelled)
    make_meeting(session, unit, occurrence_on=date(2026, 6, 18), starts_on=None, **cancelled)

    calendar = coming_calendar(session, TODAY)
    occupied = occupied_days(session, [series.id, other.id], since=TODAY)
    found = islice(unprepared(series, calendar, occupied[series.id], since=TODAY), 2)
    assert [o.on for o in found] == [date(2026, 5, 21), date(2026, 7, 16)]
    assert occupied[other.id] == frozenset()


def test_a_meeting_on_the_day_a_date_was_moved_to_stands_for_it(session: Session) -> None:
    series = make_series(session, on_day_off=OnDayOff.NEXT)
    draft = MeetingState.DRAFT
    make_meeting(session, state=draft, series_id=series.id, starts_on=date(2026, 3, 25))
    occupied = occupied_days(session, [series.id], since=TODAY)[series.id]
    calendar = coming_calendar(session, TODAY)
    coming_next = next(unprepared(series, calendar, occupied, since=TODAY))
    assert coming_next.on == date(2026, 4, 16)
