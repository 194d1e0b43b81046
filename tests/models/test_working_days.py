"""Kalender kerja: what the decrees say, what the office says, and counting by it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, someone
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Event
from tracker.models.working_days import OfficeDay, WorkCalendar, decreed_holidays

DAY = timedelta(days=1)
LEBARAN = date(2026, 3, 21)
DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 30))
PLAIN = WorkCalendar([2026], [])


def office_day(session: Session, day: date, name: str = "HUT Provinsi", *, working: bool = False):
    return OfficeDay.add(session, by=someone(session), at=NOW, day=day, name=name, working=working)


# --- what is decreed


def test_lebaran_of_2026_takes_the_office_from_wednesday_to_the_next_tuesday() -> None:
    """Nyepi and Idul Fitri with their cuti bersama: 18 to 24 March."""
    closed = [day for n in range(14, 30) if not PLAIN.is_working(day := date(2026, 3, n))]
    assert closed == [date(2026, 3, n) for n in (14, 15, *range(18, 25), 28, 29)]
    assert PLAIN.add(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert PLAIN.add(date(2026, 3, 25), -1) == date(2026, 3, 17)
    assert PLAIN.between(date(2026, 3, 17), date(2026, 3, 25)) == 1


def test_the_year_ends_with_christmas_leave_and_begins_with_a_day_off() -> None:
    calendar = WorkCalendar([2026, 2027], [])
    assert calendar.add(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert calendar.add(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert calendar.between(date(2026, 12, 31), date(2027, 1, 6)) == 2
    assert WorkCalendar([2026], []).add(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_a_day_off_is_called_by_its_indonesian_name() -> None:
    assert PLAIN.name_of(LEBARAN) == "Hari Raya Idul Fitri"
    assert PLAIN.name_of(date(2026, 3, 20)) == "Cuti Bersama Hari Raya Idul Fitri"
    assert PLAIN.name_of(date(2026, 3, 14)) is None, "a plain Saturday"


def test_a_date_that_follows_the_moon_is_marked_as_estimated_but_not_in_its_name() -> None:
    by_name = {holiday.name: holiday for holiday in decreed_holidays(2060)}
    assert by_name["Hari Raya Idul Fitri"].estimated
    assert not by_name["Hari Kemerdekaan Republik Indonesia"].estimated
    assert not any(holiday.estimated for holiday in decreed_holidays(2026))


def test_leave_by_decree_is_told_from_national_holidays() -> None:
    joint = {holiday.day for holiday in decreed_holidays(2026) if holiday.joint}
    assert date(2026, 12, 24) in joint
    assert LEBARAN not in joint
    assert not any(holiday.joint for holiday in decreed_holidays(2060)), "nobody has decreed any"


def test_a_year_far_ahead_is_counted_all_the_same() -> None:
    far = WorkCalendar([2060], [])
    assert not far.is_working(date(2060, 8, 17))
    assert far.between(date(2060, 8, 13), date(2060, 8, 18)) == 2  # Friday, then Wednesday
    beyond = WorkCalendar([2300], [])
    assert beyond.add(date(2300, 1, 5), 1) == date(2300, 1, 8)


def test_a_day_outside_the_years_asked_for_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="outside"):
        PLAIN.is_working(date(2028, 1, 3))
    with pytest.raises(ValueError, match="outside"):
        PLAIN.between(date(2026, 1, 5), date(2029, 1, 5))


# --- what the office says


def test_the_office_adds_a_day_off_of_its_own(session: Session) -> None:
    office_day(session, date(2026, 3, 27))
    calendar = WorkCalendar.load(session, [2026])
    assert calendar.name_of(date(2026, 3, 27)) == "HUT Provinsi"
    assert calendar.add(date(2026, 3, 26), 1) == date(2026, 3, 30)
    assert calendar.between(date(2026, 3, 26), date(2026, 3, 30)) == 1


def test_the_office_strikes_leave_and_works_a_saturday(session: Session) -> None:
    for day in (date(2026, 3, 18), date(2026, 3, 14)):
        office_day(session, day, "Pelayanan tetap buka", working=True)
    calendar = WorkCalendar.load(session, [2026])
    assert calendar.is_working(date(2026, 3, 14))
    assert calendar.name_of(date(2026, 3, 18)) is None
    assert calendar.between(date(2026, 3, 13), date(2026, 3, 18)) == 4
    assert calendar.add(date(2026, 3, 13), 1) == date(2026, 3, 14)


def test_a_struck_holiday_on_a_sunday_leaves_a_sunday_that_was_ordered_to_be_worked(
    session: Session,
) -> None:
    office_day(session, date(2026, 5, 31), "Siaga bencana", working=True)
    assert WorkCalendar.load(session, [2026]).is_working(date(2026, 5, 31))


def test_edits_of_the_years_next_to_it_count_too(session: Session) -> None:
    office_day(session, date(2027, 1, 4))
    assert WorkCalendar.load(session, [2026]).add(date(2026, 12, 31), 1) == date(2027, 1, 6)


def test_a_day_stands_once_in_the_offices_calendar(session: Session) -> None:
    office_day(session, LEBARAN)
    with pytest.raises(DomainError) as refusal:
        office_day(session, LEBARAN, "Sekali lagi")
    assert (refusal.value.code, refusal.value.field) == ("day_taken", "day")


def test_a_removed_edit_leaves_the_day_to_the_decrees_and_an_event_behind(
    session: Session,
) -> None:
    edit = office_day(session, LEBARAN, working=True)
    with pytest.raises(Conflict):
        edit.remove(by=someone(session), at=NOW, version=9)
    edit.remove(by=someone(session), at=NOW, version=1)
    session.commit()
    assert not WorkCalendar.load(session, [2026]).is_working(LEBARAN)
    last = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert last is not None
    assert (last.verb, last.data) == ("office_day:removed", {"day": "2026-03-21"})


# --- counting agrees with going day by day


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    edits = draw(st.dictionaries(DAYS, st.booleans(), max_size=20))
    rows = [OfficeDay(day=day, name="x", working=working) for day, working in edits.items()]
    return WorkCalendar([2026], rows)


def slowly(calendar: WorkCalendar, start: date, end: date) -> int:
    """Every day after `start` up to and with `end`, one after the other."""
    days = (start + n * DAY for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) for day in days)


@given(calendars(), DAYS, DAYS)
def test_between_agrees_with_a_count_day_by_day(
    calendar: WorkCalendar, one: date, other: date
) -> None:
    start, end = sorted((one, other))
    assert calendar.between(start, end) == slowly(calendar, start, end)
    assert calendar.between(end, start) == -slowly(calendar, start - DAY, end - DAY)


@given(calendars(), DAYS, st.integers(-60, 60))
def test_add_ends_on_a_working_day_and_between_undoes_it(
    calendar: WorkCalendar, day: date, number: int
) -> None:
    reached = calendar.add(day, number)
    assert calendar.between(day, reached) == number
    assert reached == day or calendar.is_working(reached)
