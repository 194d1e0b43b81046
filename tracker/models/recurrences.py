"""How often a series meets: chosen in plain words, kept as an RRULE (RFC 5545) and a first date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from dateutil.rrule import rrulestr

from tracker.infra.orm import Labelled
from tracker.infra.text import N_


class Repeat(Labelled):
    WEEKLY = "weekly", N_("Setiap minggu")
    FORTNIGHTLY = "fortnightly", N_("Setiap dua minggu")
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday", N_("Setiap bulan, pada hari tertentu")
    MONTHLY_BY_DATE = "monthly_by_date", N_("Setiap bulan, pada tanggal tertentu")
    QUARTERLY_BY_WEEKDAY = "quarterly_by_weekday", N_("Setiap tiga bulan, pada hari tertentu")
    QUARTERLY_BY_DATE = "quarterly_by_date", N_("Setiap tiga bulan, pada tanggal tertentu")


class Weekday(Labelled):
    MONDAY = "MO", N_("Senin")
    TUESDAY = "TU", N_("Selasa")
    WEDNESDAY = "WE", N_("Rabu")
    THURSDAY = "TH", N_("Kamis")
    FRIDAY = "FR", N_("Jumat")
    SATURDAY = "SA", N_("Sabtu")
    SUNDAY = "SU", N_("Minggu")


class Week(Labelled):
    """Which of the month's weekdays of one name."""

    FIRST = "1", N_("pertama")
    SECOND = "2", N_("kedua")
    THIRD = "3", N_("ketiga")
    FOURTH = "4", N_("keempat")
    LAST = "-1", N_("terakhir")


BY_WEEK = (Repeat.WEEKLY, Repeat.FORTNIGHTLY)
BY_WEEKDAY_OF_MONTH = (Repeat.MONTHLY_BY_WEEKDAY, Repeat.QUARTERLY_BY_WEEKDAY)
BY_DATE = (Repeat.MONTHLY_BY_DATE, Repeat.QUARTERLY_BY_DATE)

_INTERVALS = {
    Repeat.FORTNIGHTLY: 2,
    Repeat.QUARTERLY_BY_WEEKDAY: 3,
    Repeat.QUARTERLY_BY_DATE: 3,
}
_REPEATS = {
    ("WEEKLY", 1, False): Repeat.WEEKLY,
    ("WEEKLY", 2, False): Repeat.FORTNIGHTLY,
    ("MONTHLY", 1, False): Repeat.MONTHLY_BY_WEEKDAY,
    ("MONTHLY", 3, False): Repeat.QUARTERLY_BY_WEEKDAY,
    ("MONTHLY", 1, True): Repeat.MONTHLY_BY_DATE,
    ("MONTHLY", 3, True): Repeat.QUARTERLY_BY_DATE,
}
_IN_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Recurrence:
    """weekday, and week where by weekday of the month; month_day where by date.

    A month_day that a month has not is its last day. until: the last day it may fall on.
    """

    repeat: Repeat
    weekday: Weekday | None = None
    week: Week | None = None
    month_day: int | None = None
    until: date | None = None

    @property
    def rule(self) -> str:
        """As RRULE text, to be read together with the first date."""
        return self._rule(_INTERVALS.get(self.repeat, 1))

    @classmethod
    def of(cls, rule: str) -> Self:
        """Read what `rule` has written."""
        parts = dict(part.split("=") for part in rule.split(";"))
        by_date = parts.get("BYMONTHDAY", "")
        weekday = parts.get("BYDAY", "")
        return cls(
            repeat=_REPEATS[parts["FREQ"], int(parts.get("INTERVAL", "1")), bool(by_date)],
            weekday=Weekday(weekday[-2:]) if weekday else None,
            week=Week(weekday[:-2]) if weekday[:-2] else None,
            month_day=int(by_date.rsplit(",", 1)[-1]) if by_date else None,
            until=datetime.strptime(parts["UNTIL"], "%Y%m%d").date() if "UNTIL" in parts else None,  # noqa: DTZ007 - a local day
        )

    def first_from(self, day: date) -> date | None:
        """The first date on or after `day`; None when `until` comes before it.

        Counting every second week or third month begins with this one.
        """
        return next(dates(self._rule(1), day), None)

    def _rule(self, interval: int) -> str:
        weekly = self.repeat in BY_WEEK
        parts = ["FREQ=WEEKLY" if weekly else "FREQ=MONTHLY"]
        if interval > 1:
            parts.append(f"INTERVAL={interval}")
        if self.month_day is not None and self.repeat in BY_DATE:
            days = range(min(self.month_day, _IN_EVERY_MONTH), self.month_day + 1)
            parts.append(f"BYMONTHDAY={','.join(map(str, days))}")
            parts += ["BYSETPOS=-1"] if len(days) > 1 else []
        else:
            parts.append(f"BYDAY={'' if weekly else self.week or ''}{self.weekday or ''}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)


def dates(rule: str, first_on: date) -> Iterator[date]:
    """Every date of a rule in order, possibly without end."""
    for moment in rrulestr(rule, dtstart=datetime.combine(first_on, time())):
        yield moment.date()
