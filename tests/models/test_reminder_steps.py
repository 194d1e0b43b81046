"""Which step of a due date has come on which day: in working days, over holidays too."""

from datetime import date, timedelta

import pytest

from tracker.models.escalations import Level, next_level
from tracker.models.reminder_rules import ReminderRule, shipped_rule
from tracker.models.reminder_steps import When, due_step, last_working_day, monthly_step
from tracker.models.working_days import WorkCalendar

# Lebaran 2026: off from Wednesday 18 to Tuesday 24 March, with cuti bersama and the day of Nyepi.
LEBARAN = [date(2026, 3, day) for day in range(16, 32)]


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return WorkCalendar([2025, 2026], [])


@pytest.fixture
def rule() -> ReminderRule:
    return shipped_rule()


def test_the_steps_of_a_due_date_fall_on_working_days(
    rule: ReminderRule, calendar: WorkCalendar
) -> None:
    """Due on Thursday, 18 September 2025: five and one working days ahead, then every third."""
    assert steps(rule, date(2025, 9, 18), calendar, date(2025, 9, 8), 24) == {
        date(2025, 9, 11): "before:5",
        date(2025, 9, 17): "before:1",
        date(2025, 9, 18): "on:0",
        date(2025, 9, 23): "after:3",
        date(2025, 9, 26): "after:6",
        date(2025, 10, 1): "after:9",
    }


def test_over_lebaran_nothing_comes_due_and_nothing_is_counted(
    rule: ReminderRule, calendar: WorkCalendar
) -> None:
    off = [day for day in LEBARAN if day.weekday() < 5 and not calendar.is_working(day)]
    assert off == [date(2026, 3, day) for day in (18, 19, 20, 23, 24)]
    found = steps(rule, date(2026, 3, 22), calendar, date(2026, 3, 9), 24)
    assert found == {
        date(2026, 3, 11): "before:5",
        date(2026, 3, 17): "on:0",  # the last working day before it, as is one day ahead
        date(2026, 3, 27): "after:3",
        date(2026, 4, 1): "after:6",
    }


def test_what_was_missed_is_not_made_up_for(rule: ReminderRule, calendar: WorkCalendar) -> None:
    """Whoever looks after ten working days finds the ninth, not the third and the sixth."""
    due = date(2025, 9, 18)
    step = due_step(rule, due, calendar.add(due, 10), calendar)
    assert step
    assert (step.when, step.number, step.day) == (When.AFTER, 9, calendar.add(due, 9))


def test_a_due_date_that_moves_begins_anew(rule: ReminderRule, calendar: WorkCalendar) -> None:
    day = date(2025, 9, 18)
    step = due_step(rule, day, day, calendar)
    assert step
    assert step.mark(day) != step.mark(day + timedelta(days=7))


def test_a_rule_may_want_nothing(calendar: WorkCalendar) -> None:
    quiet = ReminderRule(before=[], on_day=False, every_after=0, monthly=False, ask_before=5)
    assert steps(quiet, date(2025, 9, 18), calendar, date(2025, 9, 1), 60) == {}
    assert monthly_step(quiet, date(2025, 9, 30), calendar) is None


def test_work_of_long_ago_is_late_without_a_calendar_of_its_years(rule: ReminderRule) -> None:
    calendar = WorkCalendar(range(2000, 2026), [])
    step = due_step(rule, date(1987, 1, 5), date(2025, 9, 18), calendar)
    assert step
    assert step.when is When.AFTER


def test_the_report_of_the_month_is_asked_for_before_its_last_working_day(
    rule: ReminderRule, calendar: WorkCalendar
) -> None:
    assert last_working_day(date(2025, 8, 3), calendar) == date(2025, 8, 29)
    asked = [day for day in month(2025, 8) if monthly_step(rule, day, calendar)]
    assert asked[0] == date(2025, 8, 22)
    assert asked[-1] == date(2025, 8, 31)
    marks = {step.mark(None) for day in asked if (step := monthly_step(rule, day, calendar))}
    assert marks == {"monthly:2025-08"}


def test_in_december_the_year_ends_with_its_month(
    rule: ReminderRule, calendar: WorkCalendar
) -> None:
    assert last_working_day(date(2025, 12, 31), calendar) == date(2025, 12, 31)
    step = monthly_step(rule, date(2025, 12, 31), calendar)
    assert step
    assert calendar.between(step.day, date(2025, 12, 31)) == 5


@pytest.mark.parametrize(
    ("late", "reached", "ago", "climbs"),
    [
        (2, None, 0, None),
        (3, None, 0, Level.RESPONSIBLE),
        (200, None, 0, Level.RESPONSIBLE),  # found in an old list: nobody is passed over
        (4, Level.RESPONSIBLE, 1, None),
        (5, Level.RESPONSIBLE, 2, Level.HEAD),
        (201, Level.RESPONSIBLE, 1, None),  # and each gets the time that the rule leaves him
        (9, Level.HEAD, 4, None),
        (10, Level.HEAD, 5, Level.ASSISTANT),
        (15, Level.ASSISTANT, 5, Level.REGIONAL_SECRETARY),
        (500, Level.REGIONAL_SECRETARY, 99, None),
    ],
)
def test_late_work_climbs_step_by_step(
    rule: ReminderRule, late: int, reached: Level | None, ago: int, climbs: Level | None
) -> None:
    assert next_level(rule, late, reached, ago) is climbs


def test_without_days_nothing_climbs() -> None:
    assert next_level(ReminderRule(escalate_after=[]), 99, None, 0) is None


def steps(
    rule: ReminderRule, due: date, calendar: WorkCalendar, first: date, days: int
) -> dict[date, str]:
    """On which days a step comes that was not there the day before."""
    found: dict[date, str] = {}
    for day in (first + timedelta(days=n) for n in range(days)):
        step = due_step(rule, due, day, calendar)
        name = f"{step.when}:{step.number}" if step else ""
        if step and name not in found.values():
            assert step.day == day
            found[day] = name
    return found


def month(year: int, number: int) -> list[date]:
    first = date(year, number, 1)
    return [day for n in range(31) if (day := first + timedelta(days=n)).month == number]
