"""Kalender kerja: which days the office works, and counting in such days."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar, Self

import holidays
from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record

_DAY = timedelta(days=1)
_ESTIMATED = " (perkiraan)"  # how the package marks a day that follows a moon nobody has seen yet
_WEEKEND = 5


class OfficeDay(Editable):
    """A day on which the office itself decides whether it works, whatever the decrees say.

    working: False adds a day off, True strikes one (or makes a Saturday a working day).
    """

    __tablename__ = "office_days"
    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)
    noun: ClassVar[str] = "office_day"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]
    working: Mapped[bool]

    def check(self) -> None:
        taken = select(OfficeDay.id).where(
            OfficeDay.day == self.day, OfficeDay.id.is_distinct_from(self.id)
        )
        if session_of(self).scalar(taken) is not None:
            raise DomainError(
                "day_taken",
                N_("Hari ini sudah ada dalam kalender kantor. Ubah baris yang ada."),
                field="day",
            )

    def remove(self, *, by: int, at: datetime, version: int) -> None:
        """Leave the day to the decrees again. Raises Conflict unless `version` is current."""
        self.expect(version)
        session_of(self).delete(self)
        record(self, "office_day:removed", by=by, at=at, data={"day": self.day.isoformat()})


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off by decree. joint: cuti bersama. estimated: the date is not yet decreed."""

    day: date
    name: str
    joint: bool
    estimated: bool


class WorkCalendar:
    """Monday to Friday, without the holidays and cuti bersama that are decreed, as the office
    has them edited."""

    def __init__(self, years: Iterable[int], edits: Iterable[OfficeDay]) -> None:
        spanned = _with_neighbours(years)
        self._first, self._last = date(spanned[0], 1, 1), date(spanned[-1], 12, 31)
        self._off = {h.day: h.name for year in spanned for h in decreed_holidays(year)}
        worked = set()
        for edit in edits:
            self._off.pop(edit.day, None)
            if not edit.working:
                self._off[edit.day] = edit.name
            elif edit.day.weekday() >= _WEEKEND:
                worked.add(edit.day)
        self._weekdays_off = sorted(day for day in self._off if day.weekday() < _WEEKEND)
        self._weekend_worked = sorted(worked)

    @classmethod
    def load(cls, session: Session, years: Iterable[int]) -> Self:
        """For days of these years and of the years next to them (one statement)."""
        spanned = _with_neighbours(years)
        within = OfficeDay.day.between(date(spanned[0], 1, 1), date(spanned[-1], 12, 31))
        return cls(spanned[1:-1], session.scalars(select(OfficeDay).where(within)))

    def covers(self, day: date) -> bool:
        """Whether the calendar was loaded for this day; others raise ValueError."""
        return self._first <= day <= self._last

    def is_working(self, day: date) -> bool:
        self._require_within(day)
        if day in self._off:
            return False
        return day.weekday() < _WEEKEND or day in self._weekend_worked

    def name_of(self, day: date) -> str | None:
        """What a day off is called; None for a working day and for a plain weekend."""
        self._require_within(day)
        return self._off.get(day)

    def add(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, before it when negative; 0 is the day itself."""
        step = _DAY if number > 0 else -_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` comes before.

        So that `between(day, add(day, n))` is n.
        """
        if end < start:
            return self._up_to(end - _DAY) - self._up_to(start - _DAY)
        return self._up_to(end) - self._up_to(start)

    def _up_to(self, day: date) -> int:
        """How many working days there are up to and with `day`, from some day long ago."""
        self._require_within(day)
        weeks, rest = divmod(day.toordinal(), 7)  # day 1 of the calendar was a Monday
        weekdays = 5 * weeks + min(rest, 5)
        off, worked = (bisect_right(d, day) for d in (self._weekdays_off, self._weekend_worked))
        return weekdays - off + worked

    def _require_within(self, day: date) -> None:
        if not self.covers(day):
            raise ValueError(f"{day} is outside the years this calendar was loaded for")


@lru_cache(maxsize=256)
def decreed_holidays(year: int) -> tuple[Holiday, ...]:
    """National holidays and cuti bersama of a year, in order: as decreed, else as estimated."""
    public, joint = (
        holidays.country_holidays("ID", categories=category, language="id", years=year)
        for category in ("public", "government")
    )
    return tuple(
        Holiday(
            day=day,
            name=(name := public.get(day) or joint[day]).replace(_ESTIMATED, ""),
            joint=day not in public,
            estimated=_ESTIMATED in name,
        )
        for day in sorted({*public, *joint})
    )


def _with_neighbours(years: Iterable[int]) -> list[int]:
    wanted = list(years)
    return list(range(min(wanted) - 1, max(wanted) + 2))
