"""Until when, as matrices say it: a day, or words that are none and stay words."""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from tracker.capture.dates import find_dates
from tracker.capture.source import Source

_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar, as it counts from March 1900 on
_SERIAL = re.compile(r"(\d{5})(?:,\d+)?")
_SERIALS = (36_526, 73_050)  # 2000 to 2099
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:20)?\d\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"[\s/,-]*(?:tahun |thn |ta )?(20\d\d)"
_PERIODS = (  # how many months each has
    (3, re.compile(rf"(?:triwulan|tri wulan|tw|kuartal|q)[\s.-]*(iv|iii|ii|i|[1-4])\b{_YEAR}")),
    (6, re.compile(rf"(?:semester|smt|sem)[\s.-]*(ii|i|[12])\b{_YEAR}")),
    (12, re.compile(r"(?:(?:akhir )?(?:tahun|thn|ta)[\s.]*)?()(20\d\d)")),
)
_BOTH = re.compile(r"\bdan\b|&", re.IGNORECASE)
_UNTIL = re.compile(  # a week of a month, or its middle, is not its end
    r"(?:\s|\.|,|akhir|bulan|target|s\.?/?d|sampai|hingga|dengan|paling|lambat|tenggat)*",
    re.IGNORECASE,
)


def read_due(cell: str, *, period_ends: bool = False) -> date | None:
    """The day it is due; of a range its last day. None for words that name no day.

    period_ends: a month, quarter, half-year or year counts as its last day, because the one who
    takes the matrix over said so; nobody else does.
    """
    text = cell.strip()
    serial = _SERIAL.fullmatch(text)
    if serial:
        number = int(serial[1])
        return _EPOCH + timedelta(number) if _SERIALS[0] <= number <= _SERIALS[1] else None
    return _day(text) or (_period_end(text) if period_ends else None)


def _day(text: str) -> date | None:
    """The one day that is named; of two that are not a range none is known to be meant."""
    if numbers := _NUMBERS.fullmatch(text):  # a cell of its own: 31-12-25 is a day and no number
        day, month, year = map(int, numbers.groups())
        with suppress(ValueError):
            return date(year % 100 + 2000, month, day)
        return None
    found = [each for each in find_dates(Source(text[:500])) if each.day and each.year]
    if len(found) != 1:
        return None
    each = found[0]
    if each.last:
        if _BOTH.search(text, each.start, each.end):
            return None
        last_year, *rest = each.last
        return date(last_year or each.year or 0, *rest)
    return date(each.year or 0, each.month, each.day or 0)


def _period_end(text: str) -> date | None:
    months = [each for each in find_dates(Source(text[:500])) if not each.day and each.year]
    if len(months) == 1 and _UNTIL.fullmatch(text[: months[0].start] + text[months[0].end :]):
        return _last_day(months[0].year or 0, months[0].month)
    words = text.casefold()
    for length, known in _PERIODS:
        if match := known.fullmatch(words.strip(" .")):
            number = _ROMAN.get(match[1]) or int(match[1] or 1)
            return _last_day(int(match[2]), number * length)
    return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
