"""Until when an agreed point is to be done."""

import re

from tracker.capture.dates import FoundDate, between
from tracker.capture.draft import DateLeaf
from tracker.capture.source import Source

_DUE = re.compile(
    r"(?:(?:paling|plg\.?)\s+(?:lambat|lama|akhir|lmbt)|selambat(?:-?\s?lambat)?nya|sebelum|hingga|sampai(?:\s+dengan)?|s\.?/?d\.?"
    r"|maksimal|tidak\s+(?:lebih\s+dari|melewati)|batas\s+waktu|tenggat(?:\s+waktu)?|deadline|target(?:\s+(?:waktu|selesai|penyelesaian))?|selesai"
    r"|rampung|tuntas|diselesaikan|jatuh\s+tempo|terakhir)\s*[:=]?\s*(?:pada\s+)?(?:hari\s+)?"
    r"(?:akhir\s+)?(?:di\s+)?(?:tanggal\s+|tgl\.?\s+)?"
    r"(?:awal\s+|akhir\s+|pertengahan\s+)?(?:bulan\s+)?$",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"(?:\|| - )\s*$")  # a cell of its own in the follow-up matrix
_STARTS = re.compile(
    r"\b(?:mulai|sejak|per|dari|terhitung)\s+(?:tanggal\s+|bulan\s+)?$", re.IGNORECASE
)
_LASTS = re.compile(  # how long something goes on is no day to be ready by
    r"\b(?:berlaku|beroperasi|dibuka|berlangsung|digelar|pelaksanaan|mulai|sejak|terhitung)\b[^.;]*"
    r"\b(?:hingga|sampai(?:\s+dengan)?|s\.?/?d\.?)\s+(?:tanggal\s+|bulan\s+|akhir\s+)*$",
    re.IGNORECASE,
)
_YEAR_DUE = re.compile(
    r"(?:paling\s+lambat|selambat(?:-?\s?lambat)?nya|selesai(?:\s+pada)?|tuntas(?:\s+pada)?|target(?:\s+waktu)?)"
    r"\s*:?\s*(?P<all>(?:akhir\s+)?tahun\s+(?P<year>20\d\d))\b",
    re.IGNORECASE,
)


def find_due(source: Source, dates: list[FoundDate], start: int, end: int) -> DateLeaf | None:
    """The day, month or year it is due; a week of a month is none of them."""
    for date in between(dates, start, end):
        before = source.plain[max(start, date.start - 70) : date.start]
        begins = _STARTS.search(before) or _LASTS.search(before)
        if date.year and not begins and (_DUE.search(before) or _COLUMN.search(before)):
            return date.leaf(source)
    year = _YEAR_DUE.search(source.plain, start, end)
    if year:
        return DateLeaf(year["year"], [source.evidence(*year.span("all"))], "year")
    return None
