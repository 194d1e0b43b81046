"""When each item of an agenda has its turn, and whether the meeting's time is enough for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.models.agenda import AgendaItem
from tracker.models.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Slot:
    """begins: None once it cannot be told; ends likewise, and without planned minutes."""

    item: AgendaItem
    begins: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """minutes: the sum of those planned. unplanned: items without. over: by how many minutes the
    sum passes the meeting's end, 0 when it fits or no end is set."""

    slots: Sequence[Slot]
    minutes: int
    unplanned: int
    over: int


def timetable(meeting: Meeting, items: Sequence[AgendaItem]) -> Timetable:
    """The running clock from the meeting's start; it is lost after an item of unknown length."""
    slots: list[Slot] = []
    clock = meeting.start_time
    for item in items:
        ends = _later(clock, item.minutes) if clock and item.minutes else None
        slots.append(Slot(item, clock, ends))
        clock = ends
    minutes = sum(item.minutes or 0 for item in items)
    return Timetable(
        slots=slots,
        minutes=minutes,
        unplanned=sum(item.minutes is None for item in items),
        over=max(0, minutes - (_length(meeting) or minutes)),
    )


def _later(clock: time, minutes: int) -> time:
    return (datetime.combine(date.min, clock) + timedelta(minutes=minutes)).time()


def _length(meeting: Meeting) -> int | None:
    """In minutes; None without both times, or for a meeting of several days."""
    begins, ends = meeting.start_time, meeting.end_time
    if begins is None or ends is None or meeting.ends_on not in {None, meeting.starts_on}:
        return None
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
    return int(length.total_seconds() // 60)
