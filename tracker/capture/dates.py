"""Dates as Indonesians write them, with their words; nothing is completed by guessing."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from tracker.capture.draft import DateLeaf
from tracker.capture.source import Source
from tracker.capture.spelled_numbers import IN_WORDS, number
from tracker.capture.words import MONTHS, WEEK, WEEKDAYS

_WEEKDAY = "|".join(WEEKDAYS).replace("'", "['`]")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TO = r"\s?(?:-|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan|&)\s?"
_BEFORE = (
    rf"(?:(?:hari\s+)?(?:(?:{_WEEKDAY}){_TO})?(?P<weekday>{_WEEKDAY})\b"
    r"(?:\s(?:pon|wage|kliwon|legi|pahing|siang|pagi|malam))?[\s,/]{0,3}(?:tanggal\s+|tgl\.?\s?)?"
    rf"(?:(?:[a-z]+\s){{1,4}}(?:bulan\s)?(?:{_MONTH})\s(?:tahun\s)?(?:[a-z]+\s){{2,7}}(?=\())?)?"
)
_SPELLED = re.compile(
    rf"(?<![\w/.,-]){_BEFORE}\(?(?P<d1>\d{{1,2}})(?:{_TO}(?P<d2>\d{{1,2}}))?\s?-?"
    rf"(?:bulan\s)?(?P<month>(?:{_MONTH})\b|(?-i:[A-Z])[a-z]{{4,9}}(?=\s+(?:tahun\s+)?\d{{4}}))\.?"
    r"(?:[\s-]{1,3}(?:tahun\s+)?(?P<year>\d{4}|['`]\d\d|\d\d(?=[\s.,;)]))(?![\d%]|[.,/]\d))?\)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?<![\w/.,-]){_BEFORE}\(?(?P<d1>\d{{1,2}})(?:{_TO}(?P<d2>\d{{1,2}}))?\s?"
    r"(?P<sep>[/.-])\s?(?P<month>\d{1,2})"
    r"(?:\s?(?P=sep)\s?(?P<year>\d{4}|\d\d))?(?![\d/%]|[.,-]\d)\)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<d1>\d\d)(?![\d/-])")
_MONTH_YEAR = re.compile(
    rf"(?:(?<!\d )|(?<=-\d ))\b(?:bulan\s+)?(?P<month>{_MONTH})\b\.?\s+"
    r"(?:tahun\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})[\s,]+)?(?:tanggal\s+)?\b(?P<d1>{IN_WORDS})\s+(?:bulan\s+)?"
    rf"(?P<month>{_MONTH})\s+(?:tahun\s+)?(?P<year>{IN_WORDS})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:nomor|no\.?)\s*:?\s*$", re.IGNORECASE)
_LINK = re.compile(rf"{_TO}(?:dengan\s+)?(?:tanggal\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class FoundDate:
    """A date in the text. `year` is None when the text does not write it there."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: str | None = None
    last: tuple[int | None, int, int] | None = None

    @property
    def precision(self) -> str:
        if self.last:
            return "range"
        return "day" if self.day else "month"

    @property
    def iso(self) -> str:
        """The value of the agreed shape; only for dates with a year."""
        if self.day is None:
            return f"{self.year}-{self.month:02}"
        first = f"{self.year}-{self.month:02}-{self.day:02}"
        if not self.last:
            return first
        return f"{first}/{self.last[0] or self.year}-{self.last[1]:02}-{self.last[2]:02}"

    @property
    def first_weekday(self) -> str | None:
        """The weekday the calendar gives, English; None without day or year."""
        if self.year is None or self.day is None:
            return None
        return WEEK[date(self.year, self.month, self.day).weekday()]

    def leaf(self, source: Source) -> DateLeaf:
        return DateLeaf(self.iso, [source.evidence(self.start, self.end)], self.precision)


def find_dates(source: Source) -> list[FoundDate]:
    """Every date, range or month with year of the text, in order; impossible ones are left out."""
    found = [each for each in _apart(source) if _exists(each)]
    return list(_joined(source.plain, found))


def find_impossible_dates(source: Source) -> list[tuple[int, int]]:
    """Where a date is written that no calendar has: `31 Februari 2026`, `29-26 Oktober 2025`."""
    return [(d.start, d.end) for d in _apart(source) if not _exists(d) and _is_meant(source, d)]


def between(dates: list[FoundDate], start: int, end: int) -> list[FoundDate]:
    """The dates that begin between two places."""
    first = bisect_left(dates, start, key=lambda d: d.start)
    return dates[first : bisect_left(dates, end, key=lambda d: d.start)]


def _apart(source: Source) -> Iterator[FoundDate]:
    taken = 0
    for each in sorted(_candidates(source.plain), key=lambda d: (d.start, -d.end)):
        if each.start >= taken:
            yield each
            taken = each.end


def _candidates(plain: str) -> Iterator[FoundDate]:
    for pattern in (_SPELLED, _NUMERIC, _ISO, _MONTH_YEAR, _WORDS):
        for match in pattern.finditer(plain):
            each = _read(plain, match)
            if each:
                yield each


def _read(plain: str, match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    month = _month(match["month"])
    if not month or not _is_date(match):
        return None
    year = _year(match["year"])
    start, end = match.span()
    if match[0].endswith(")") and "(" not in match[0]:
        end -= 1
    if plain[start] == "(" and not match[0].endswith(")"):
        start += 1
    weekday = parts.get("weekday")
    last = (year, month, int(parts["d2"])) if parts.get("d2") else None
    return FoundDate(
        start, end, year, month, _count(parts["d1"]) if parts.get("d1") else None,
        WEEKDAYS[weekday.lower().replace("`", "'")] if weekday else None, last,
    )  # fmt: skip


def _month(written: str) -> int | None:
    word = written.lower()
    if word.isdigit():
        return int(word)
    if word not in MONTHS:
        word = next(iter(get_close_matches(word, MONTHS, 1, 0.8)), "")
    return MONTHS.get(word)


def _is_date(match: re.Match[str]) -> bool:
    """Two bare numbers are a date only in brackets or after a weekday."""
    if match.re is not _NUMERIC or match["year"]:
        return match.re is not _NUMERIC or match["sep"] != "." or len(match["year"]) == 4
    bracketed = "(" in match[0] and match[0].endswith(")")
    return match["sep"] == "/" and (bracketed or bool(match["weekday"]))


def _year(written: str | None) -> int | None:
    digits = _count(written.lstrip("'`")) if written else None
    if digits is None:
        return None
    return digits if digits >= 100 else 2000 + digits


def _count(written: str) -> int | None:
    return int(written) if written.isdigit() else number(written)


def _exists(each: FoundDate) -> bool:
    year = each.year or 2024  # a leap year: 29 February may be meant
    try:
        first = date(year, each.month, each.day or 1)
        last = date(each.last[0] or year, *each.last[1:]) if each.last else first
    except ValueError:
        return False
    return 1900 < year < 2100 and first <= last


def _is_meant(source: Source, each: FoundDate) -> bool:
    """Whether these words can only be a date: not a letter's number, a phone or a share."""
    words = source.plain[each.start : each.end]
    numbered = _NUMBER.search(source.plain, max(0, each.start - 12), each.start)
    spelled = re.search(rf"\b(?:{_MONTH})\b", words, re.IGNORECASE)
    if "." in words and not spelled and not each.weekday:
        return False
    known_year = each.year is not None and 1900 < each.year < 2100
    return not numbered and known_year and (spelled is not None or each.month <= 12)


def _joined(plain: str, found: list[FoundDate]) -> Iterator[FoundDate]:
    """`30 Oktober s.d. 2 November 2025` is one range, not two dates."""
    held: FoundDate | None = None
    for each in found:
        if held and _LINK.fullmatch(plain[held.end : each.start]) and _range(held, each):
            year = held.year or each.year
            last = (each.year, each.month, each.day or 1)
            held = replace(held, end=each.end, year=year, last=last)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _range(first: FoundDate, last: FoundDate) -> bool:
    if not (first.day and last.day and not first.last and not last.last and last.year):
        return False
    begin = date(first.year or last.year, first.month, first.day)
    return begin < date(last.year, last.month, last.day)
