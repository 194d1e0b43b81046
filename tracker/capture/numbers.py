"""Figures: percentages, amounts of money and of things, ranks. Decimals become strings."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tracker.capture.source import Source

_SCALE = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"(?:(?P<money>\bRp\.?\s?)|(?P<sign>(?<![\w)])-(?=\d)|\bminus\s+)|(?<![\w.,/-]))"
    rf"(?P<digits>{_DIGITS})(?![\d/]|[.,]\d)"
    r"(?:\s?(?P<scale>ribu|juta|miliar|milyar|triliun)\b)?"
    r"(?P<percent>\s?%|\s?persen\b|\s?prosen\b)?",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:\b|(?<=\bdi))(?:posisi|peringkat|urutan|rangking|ranking|rank)\s+(?:ke\s?-?\s?)?"
    r"(?P<rank>\d{1,3}|[a-z]+)\b(?:\s+(?:terbaik|tertinggi|terendah|terbawah|teratas))?"
    r"(?:\s+(?:dari|se)\s+(?:total\s+|seluruh\s+)?(?P<of>\d{1,3})\s+[a-z/]+)?",
    re.IGNORECASE,
)
_ORDINALS = {
    "pertama": 1,
    "satu": 1,
    "kesatu": 1,
    "kedua": 2,
    "dua": 2,
    "ketiga": 3,
    "tiga": 3,
    "keempat": 4,
    "empat": 4,
    "kelima": 5,
    "lima": 5,
    "keenam": 6,
    "ketujuh": 7,
    "kedelapan": 8,
    "kesembilan": 9,
    "kesepuluh": 10,
    "tujuh": 7,
    "delapan": 8,
}
_ODD = re.compile(r"(?<![\d.,/:])\d{1,3}(?:\.\d{3})*\.\d{4,}(?![\d/])")


@dataclass(frozen=True)
class Figure:
    """A figure of the text; `unit` is percent, rupiah, or None when a noun follows it."""

    start: int
    end: int
    value: str
    unit: str | None


@dataclass(frozen=True)
class Rank:
    start: int
    end: int
    rank: int
    of: int | None


def find_figures(source: Source, start: int, end: int) -> list[Figure]:
    """Every figure between two places, in order."""
    return [
        each for m in _FIGURE.finditer(source.plain, start, end) if (each := _figure(m)) is not None
    ]


def find_ranks(source: Source, start: int, end: int) -> list[Rank]:
    """`posisi 34 dari 38 provinsi`, `peringkat ketiga`, `urutan ke-5`."""
    found = []
    for match in _RANK.finditer(source.plain, start, end):
        word = match["rank"].lower()
        rank = int(word) if word.isdigit() else _ORDINALS.get(word)
        if rank:
            of = int(match["of"]) if match["of"] else None
            found.append(Rank(match.start(), match.end(), rank, of))
    return found


def odd_numbers(source: Source) -> list[tuple[int, int]]:
    """Places of figures no rule of writing gives, such as `35.0000`."""
    return [match.span() for match in _ODD.finditer(source.plain)]


def _figure(match: re.Match[str]) -> Figure | None:
    value = _value(match["digits"], match["scale"])
    if value is None:
        return None
    if match["sign"] and match["sign"].strip().lower() in {"-", "minus"}:
        value = "-" + value
    unit = "percent" if match["percent"] else "rupiah" if match["money"] else None
    return Figure(match.start(), match.end(), value, unit)


def _value(digits: str, scale: str | None) -> str | None:
    """Plain decimal digits: dots are thousands, a comma is the decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+\.\d{4,}", digits):
        return None
    else:
        plain = digits.replace(",", ".")
    number = Decimal(plain) * _SCALE.get((scale or "").lower(), 1)
    return f"{number:f}" if not scale else f"{number.normalize():f}"
