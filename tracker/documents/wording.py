"""How papers write dates, times, figures, numbers of letters and titles of those who sign."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name

LOCALE = "id"
INDONESIAN_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
_INDONESIAN_MARKS = str.maketrans(",.", ".,")
_POINT = re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")
_SUBPOINT = re.compile(r"\s*[a-z][.)]\s+(?=\S)")
_CAPACITY = re.compile(r"((?:Plt|Plh|Pj|Pjs)\.)\s+(.+)", re.S)
_DIGITS = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
_ORDERS = ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point of a text, with the lettered ones below it."""

    text: str
    points: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)  # a list or matrix says the same days again, and babel takes its time
def day(on: date, *, weekday: bool = False) -> str:
    """18 September 2025; with its weekday: Kamis, 18 September 2025."""
    return format_date(on, "EEEE, d MMMM y" if weekday else "d MMMM y", locale=LOCALE)


def days(first: date, last: date | None) -> str:
    """The day or days of a meeting, with weekdays."""
    begins = day(first, weekday=True)
    return begins if last in {None, first} else f"{begins} s.d. {day(last, weekday=True)}"


def day_in_words(on: date) -> str:
    """Kamis tanggal delapan belas bulan September tahun dua ribu dua puluh lima."""
    weekday, month = (format_date(on, part, locale=LOCALE) for part in ("EEEE", "MMMM"))
    return f"{weekday} tanggal {in_words(on.day)} bulan {month} tahun {in_words(on.year)}"


def in_words(number: int) -> str:
    """A whole number below a thousand million, as it is spoken: dua ribu dua puluh lima."""
    if number < len(_DIGITS):
        return _DIGITS[number]
    if number < 20:
        return f"{_DIGITS[number - 10]} belas"
    order, name = next((order, name) for order, name in _ORDERS if number >= order)
    many, rest = divmod(number, order)
    begins = f"se{name}" if many == 1 and order <= 1000 else f"{in_words(many)} {name}"
    return f"{begins} {in_words(rest)}" if rest else begins


def ordinal(number: int) -> str:
    """kesatu, kedua, kesebelas, as parties are called."""
    return f"ke{in_words(number)}"


def rough_day(on: date, precision: str) -> str:
    """A date known to the day, the month (Mei 2025) or the year, as its source gave it."""
    pattern = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}[precision]
    return format_date(on, pattern, locale=LOCALE)


def clock(at: time) -> str:
    return f"{at:%H.%M}"


def hours(start: time, end: time | None, zone: str, *, open_ended: bool) -> str:
    """pukul 09.00 WIB s.d. selesai, or pukul 09.00 s.d. 11.30 WIB."""
    if end is not None:
        return f"pukul {clock(start)} s.d. {clock(end)} {zone_letters(zone)}"
    until = " s.d. selesai" if open_ended else ""
    return f"pukul {clock(start)} {zone_letters(zone)}{until}"


def instant(at: datetime, zone: str) -> str:
    """18 September 2025 pukul 10.12 WIB."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date())} pukul {clock(local.time())} {zone_letters(zone)}"


@cache
def zone_letters(zone: str) -> str:
    """WIB, WITA or WIT; Indonesia knows no summer time, so that any day answers."""
    noon = datetime(2025, 1, 1, 12, tzinfo=ZoneInfo(zone))
    return get_timezone_name(noon, width="short", locale=LOCALE)


def figure(value: Decimal | int, unit: str = "") -> str:
    """A figure digit for digit in Indonesian marks: 23,86%, 479.724 orang, Rp2.893.070."""
    digits = f"{Decimal(value):,f}".translate(_INDONESIAN_MARKS)
    if unit.casefold() in {"%", "percent", "persen"}:
        return f"{digits}%"
    if unit.casefold() in {"rp", "rupiah"}:
        return f"Rp{digits}"
    return f"{digits} {unit}".rstrip()


def employee_number(typed: str) -> str:
    """A NIP of 18 digits in its groups, without dots; anything else as it was typed."""
    digits = re.sub(r"[\s.]", "", typed)
    if not re.fullmatch(r"\d{18}", digits):
        return typed
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def employee_number_line(typed: str) -> str:
    """NIP 19860926 201505 1 001; a number of another length is an NRP, of TNI or Polri."""
    kind = "NIP" if re.fullmatch(r"\d{9}|\d{18}|.*\D.*", re.sub(r"[\s.]", "", typed)) else "NRP"
    return f"{kind} {employee_number(typed)}"


def letter_number(typed: str) -> str:
    """The number of a letter behind its word: Nomor 500.11.2/3377/Bangda; never said twice.

    A blank slot, left for a number by hand, keeps its width: no-break spaces are never folded.
    """
    wide = re.sub(" {2,}", lambda slot: "\u00a0" * len(slot[0]), typed)
    return wide if re.search(r"\b(nomor|no)\b", typed, re.I) else f"Nomor {wide}"


def signing_titles(position: str, on_behalf_of: str) -> list[str]:
    """The lines above a signature: a.n., the chain of mandates, u.b., the signer's own title.

    on_behalf_of: who gave the mandate, and after semicolons those between him and the signer.
    """
    givers = [giver.strip() for giver in on_behalf_of.split(";") if giver.strip()]
    chain = [f"a.n. {_capitals(givers[0])}", *map(_capitals, givers[1:])] if givers else []
    if len(givers) > 1:
        chain.append("u.b.")
    return [*chain, *([f"{_capitals(position)},"] if position else [])]


def name_in_capitals(name: str) -> str:
    """Dr. Ir. M. NUH, S.T., M.M.: the name in capitals, gelar as they are written."""
    bare, comma, back = name.partition(",")
    parts = [part if part.endswith(".") else part.upper() for part in bare.split(" ")]
    return " ".join(parts) + comma + back


def stretches(text: str) -> list[str | list[Point]]:
    """Typed text as paragraphs, and lines that people numbered as lists of their points.

    Points are numbered anew when printed; a number that begins a paragraph alone stays words.
    Lines that begin a., b. below a point belong to it.
    """
    found: list[str | list[Point]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        point, below = _POINT.match(line), _SUBPOINT.match(line)
        last = found[-1] if found else None
        if point and isinstance(last, list):
            last.append(Point(line[point.end() :]))
        elif point and line[point.start() : point.end()].strip(" .)") == "1":
            found.append([Point(line[point.end() :])])
        elif below and isinstance(last, list):
            last[-1].points.append(line[below.end() :])
        else:
            found.append(line)
    return found


def reference(
    *, issuer: str, number: str, dated_on: date | None, precision: str, subject: str
) -> str:
    """Surat Kementerian Dalam Negeri, Nomor 500.11.2/3377/Bangda, Mei 2025, hal …"""
    return joined(
        (
            issuer,
            letter_number(number) if number else "",
            rough_day(dated_on, precision) if dated_on else "",
            f"hal {subject}" if subject and number else subject,
        )
    )


def listed(names: Sequence[str]) -> str:
    """A, B, dan C; with semicolons where a name holds a comma of its own."""
    if len(names) < 2:
        return "".join(names)
    mark = ";" if any("," in name for name in names) else ","
    last = f"{mark} dan " if len(names) > 2 or mark == ";" else " dan "
    return f"{mark} ".join(names[:-1]) + last + names[-1]


def joined(parts: Iterable[str]) -> str:
    """What is there, with commas between."""
    return ", ".join(part for part in parts if part)


def _capitals(title: str) -> str:
    acting = _CAPACITY.fullmatch(title)
    return f"{acting[1]} {acting[2].upper()}" if acting else title.upper()
