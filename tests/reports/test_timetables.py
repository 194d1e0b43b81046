"""The running clock of an agenda, and its sum against the time there is."""

from datetime import date, time

from tracker.models.agenda import AgendaItem
from tracker.models.meetings import Meeting
from tracker.reports.timetables import Timetable, timetable

NINE, TEN, HALF_PAST_ELEVEN = time(9), time(10), time(11, 30)


def plan(*minutes: int | None, **values: object) -> Timetable:
    values = {"start_time": NINE, "end_time": TEN, "starts_on": date(2025, 9, 18), **values}
    return timetable(Meeting(**values), [AgendaItem(title="x", minutes=n) for n in minutes])


def clocks(table: Timetable) -> list[tuple[time | None, time | None]]:
    return [(slot.begins, slot.ends) for slot in table.slots]


def test_each_item_begins_when_the_one_before_it_ends():
    assert clocks(plan(20, 15)) == [(NINE, time(9, 20)), (time(9, 20), time(9, 35))]


def test_the_clock_is_lost_after_an_item_of_unknown_length():
    table = plan(20, None, 15)
    assert clocks(table) == [(NINE, time(9, 20)), (time(9, 20), None), (None, None)]
    assert (table.minutes, table.unplanned) == (35, 1)


def test_without_a_start_there_is_a_sum_but_no_clock():
    table = plan(20, 15, start_time=None)
    assert clocks(table) == [(None, None), (None, None)]
    assert (table.minutes, table.over) == (35, 0)


def test_a_sum_past_the_end_is_told_in_minutes():
    assert plan(45, 15).over == 0
    assert plan(45, 20).over == 5


def test_without_an_end_or_over_several_days_nothing_is_too_long():
    assert plan(600, end_time=None).over == 0
    assert plan(600, ends_on=date(2025, 9, 19)).over == 0
    assert plan(61, ends_on=date(2025, 9, 18)).over == 1


def test_a_clock_past_midnight_begins_anew():
    assert clocks(plan(90, start_time=time(23)))[0] == (time(23), time(0, 30))


def test_an_empty_agenda_takes_no_time():
    assert plan() == Timetable([], 0, 0, 0)
