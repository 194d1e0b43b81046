"""When a series meets next: its rule, the days off in its way, and what is prepared already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.infra.text import N_
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.recurrences import dates
from tracker.models.series import OnDayOff, Series
from tracker.models.working_days import WorkCalendar

WEEKEND = N_("akhir pekan")
# Farther than a series may begin ahead, and the last of the dates a page shows.
_YEARS = 6
# No run of days off is longer, so that no meeting is moved farther.
_LONGEST_REST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """on: the date by the rule. day: when it is held. day_off: what `on` falls on, if on any."""

    on: date
    day: date
    day_off: str | None


def coming_calendar(session: Session, today: date) -> WorkCalendar:
    """For the occurrences that a page or the worker looks at (one statement)."""
    return WorkCalendar.load(session, range(today.year, today.year + _YEARS))


def occurrences(series: Series, calendar: WorkCalendar, *, since: date) -> Iterator[Occurrence]:
    """Those held on `since` or later, in order, as far as the calendar reaches."""
    if series.first_on is None:
        return
    for on in dates(series.rule, series.first_on):
        if on < since - _LONGEST_REST:
            continue
        if not calendar.covers(on + _LONGEST_REST):
            return
        found = _placed(on, series.on_day_off, calendar)
        if found.day >= since:
            yield found


def occupied_days(
    session: Session, series_ids: Sequence[int], *, since: date
) -> Mapping[int, frozenset[date]]:
    """By series: dates of its rule that were prepared, and days on which it meets anyway."""
    begin = since - _LONGEST_REST
    rows = session.execute(
        select(Meeting.series_id, Meeting.occurrence_on, Meeting.starts_on, Meeting.state)
        .where(Meeting.series_id.in_(series_ids))
        .where(or_(Meeting.occurrence_on >= begin, Meeting.starts_on >= begin))
    )
    found: dict[int, set[date]] = {series_id: set() for series_id in series_ids}
    for row in rows:
        held = None if row.state is MeetingState.CANCELLED else row.starts_on
        found[row.series_id] |= {day for day in (row.occurrence_on, held) if day}
    return {series_id: frozenset(days) for series_id, days in found.items()}


def unprepared(
    series: Series, calendar: WorkCalendar, occupied: frozenset[date], *, since: date
) -> Iterator[Occurrence]:
    """Occurrences for which there is no meeting yet."""
    for found in occurrences(series, calendar, since=since):
        if not {found.on, found.day} & occupied:
            yield found


def _placed(on: date, rule: OnDayOff, calendar: WorkCalendar) -> Occurrence:
    if calendar.is_working(on):
        return Occurrence(on, on, None)
    step = {OnDayOff.KEEP: 0, OnDayOff.NEXT: 1, OnDayOff.PREVIOUS: -1}[rule]
    return Occurrence(on, calendar.add(on, step), calendar.name_of(on) or WEEKEND)
