"""How often a series meets: what was chosen in words, as a rule, and the dates it gives."""

from datetime import date
from itertools import islice

import pytest

from tracker.models.recurrences import Recurrence, Repeat, Week, Weekday, dates

R, W = Repeat, Weekday
THIRD_THURSDAY = Recurrence(R.MONTHLY_BY_WEEKDAY, W.THURSDAY, Week.THIRD)


def first_dates(recurrence: Recurrence, begin: date, number: int = 4) -> list[str]:
    first = recurrence.first_from(begin)
    assert first is not None
    return [f"{day:%d-%m-%y}" for day in islice(dates(recurrence.rule, first), number)]


@pytest.mark.parametrize(
    ("recurrence", "rule"),
    [
        (Recurrence(R.WEEKLY, W.MONDAY), "FREQ=WEEKLY;BYDAY=MO"),
        (Recurrence(R.FORTNIGHTLY, W.FRIDAY), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        (THIRD_THURSDAY, "FREQ=MONTHLY;BYDAY=3TH"),
        (Recurrence(R.MONTHLY_BY_WEEKDAY, W.TUESDAY, Week.LAST), "FREQ=MONTHLY;BYDAY=-1TU"),
        (Recurrence(R.MONTHLY_BY_DATE, month_day=5), "FREQ=MONTHLY;BYMONTHDAY=5"),
        (
            Recurrence(R.QUARTERLY_BY_DATE, month_day=31, until=date(2027, 12, 31)),
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;UNTIL=20271231",
        ),
        (
            Recurrence(R.QUARTERLY_BY_WEEKDAY, W.WEDNESDAY, Week.FIRST),
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE",
        ),
    ],
)
def test_what_was_chosen_is_kept_as_a_rule_and_read_back(recurrence: Recurrence, rule: str) -> None:
    assert recurrence.rule == rule
    assert Recurrence.of(rule) == recurrence


def test_every_third_thursday() -> None:
    assert first_dates(THIRD_THURSDAY, date(2026, 9, 1)) == [
        *("17-09-26", "15-10-26", "19-11-26", "17-12-26")
    ]


def test_a_date_a_month_has_not_is_its_last_day() -> None:
    assert first_dates(Recurrence(R.MONTHLY_BY_DATE, month_day=31), date(2027, 12, 31)) == [
        *("31-12-27", "31-01-28", "29-02-28", "31-03-28")
    ]
    assert first_dates(Recurrence(R.MONTHLY_BY_DATE, month_day=30), date(2027, 2, 1), 2) == [
        *("28-02-27", "30-03-27")
    ]


def test_the_last_friday_of_the_quarter_counts_from_the_first_one_it_meets() -> None:
    last = Recurrence(R.QUARTERLY_BY_WEEKDAY, W.FRIDAY, Week.LAST)
    assert first_dates(last, date(2026, 1, 31), 3) == ["27-02-26", "29-05-26", "28-08-26"]


def test_every_other_tuesday_begins_with_the_next_tuesday_and_not_the_one_after() -> None:
    every_other = Recurrence(R.FORTNIGHTLY, W.TUESDAY)
    assert first_dates(every_other, date(2026, 11, 4), 3) == ["10-11-26", "24-11-26", "08-12-26"]


def test_it_ends_on_the_last_day_it_may_fall_on() -> None:
    ending = Recurrence(R.WEEKLY, W.MONDAY, until=date(2026, 11, 16))
    first = ending.first_from(date(2026, 11, 1))
    assert first == date(2026, 11, 2)
    assert [day.day for day in dates(ending.rule, first)] == [2, 9, 16]
    assert ending.first_from(date(2026, 11, 17)) is None
