"""The parts of a letter's number, read beside what was typed and never over it.

Shape: `kode klasifikasi/nomor urut/kode unit pengolah/tahun` (Permendagri 83/2022 for the codes);
offices leave parts out, add a leading letter or a month, or write "Tahun 2025".
"""

import re

_YEAR = re.compile(r"(?:/|\s+tahun\s+|^)((?:19|20)\d{2})\s*$", re.IGNORECASE)
_CLASSIFICATION = re.compile(r"\d{3}(?:\.\d+)*\.?")
_SEQUENCE = re.compile(r"(?:([A-Za-z]{1,6}\.?)\s*)?(\d{1,6}[a-z]?)")
_LEADING = re.compile(r"[A-Za-z]{1,3}")
_MONTH = re.compile(r"0[1-9]|1[0-2]|I{1,3}|IV|VI{0,3}|IX|XI{0,2}")


def parts_of(number: str) -> dict[str, str]:
    """classification, sequence, unit, year, month, prefix: those that are there.

    `500.11.2/3377/Bangda` gives classification 500.11.2, sequence 3377 and unit Bangda.
    """
    parts: dict[str, str] = {}
    if year := _YEAR.search(number):
        parts["year"] = year[1]
        number = number[: year.start()]
    rest = [segment.strip() for segment in number.split("/")]
    if len(rest) > 1 and _LEADING.fullmatch(rest[0]):
        parts["prefix"] = rest.pop(0)
    if len(rest) > 1 and _is_classification(rest[0], rest[1]):
        parts["classification"] = rest.pop(0).rstrip(".")
    if rest and (sequence := _SEQUENCE.fullmatch(rest[0])):
        parts |= {"prefix": sequence[1]} if sequence[1] else {}
        parts["sequence"] = sequence[2]
        rest.pop(0)
    if rest and "year" in parts and _MONTH.fullmatch(rest[-1]):
        parts["month"] = rest.pop()
    if unit := "/".join(filter(None, rest)):
        parts["unit"] = unit
    return parts if {"sequence", "classification"} & parts.keys() else {}


def _is_classification(segment: str, following: str) -> bool:
    """A bare three-digit code only counts before a sequence number: in G/835/V.08 it is one."""
    dotted = "." in segment.rstrip(".")
    return bool(_CLASSIFICATION.fullmatch(segment)) and (dotted or following.isdecimal())
