"""The work calendar of a year, day by day: what is decreed and what the office made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.working_days import Holiday, OfficeDay, WorkCalendar, decreed_holidays


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """decreed: the day off by decree or estimate, if any. edit: the office's own row, if any."""

    day: date
    decreed: Holiday | None
    edit: OfficeDay | None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """working_days: how many the year has in all."""

    year: int
    days: Sequence[CalendarDay]
    working_days: int

    @property
    def is_estimated(self) -> bool:
        """Some date still follows an estimate that the office has not settled."""
        return any(d.decreed and d.decreed.estimated and not d.edit for d in self.days)

    @property
    def has_joint_leave(self) -> bool:
        """Cuti bersama is decreed late in the year before; of later years nothing is known."""
        return any(d.decreed and d.decreed.joint for d in self.days)


def calendar_year(session: Session, year: int) -> CalendarYear:
    """Days off and days the office has edited, in order (one statement)."""
    around = select(OfficeDay).where(
        OfficeDay.day.between(date(year - 1, 1, 1), date(year + 1, 12, 31))
    )
    edits = {edit.day: edit for edit in session.scalars(around)}
    decreed = {holiday.day: holiday for holiday in decreed_holidays(year)}
    calendar = WorkCalendar([year], edits.values())
    listed = sorted(decreed.keys() | {day for day in edits if day.year == year})
    return CalendarYear(
        year,
        [CalendarDay(day, decreed.get(day), edits.get(day)) for day in listed],
        calendar.between(date(year - 1, 12, 31), date(year, 12, 31)),
    )
