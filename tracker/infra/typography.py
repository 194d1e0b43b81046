"""What belongs together stays on one line: a figure and its unit, a day and its month, a gelar and
its name.

The spaces between them do not break. In the narrow columns of a table only what surely fits is
bound, since what does not fit there is broken within its letters.
"""

import re
from typing import Any

import pydyf

MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
UNITS = "persen|orang|hari|jam|menit|kali"
LARGE_UNITS = "pekerja|ribu|juta|miliar|triliun|rupiah|kilometer|hektare|ton|kg|km"
BEFORE_A_NUMBER = "Nomor|No\\.|Pasal|ayat|pukul|NIP|Rp"
BEFORE_A_NAME = "Prof|Drs?|Dra|drg?|Ir|Hj?|Plt|Plh|Pjs?|a\\.n|u\\.b|u\\.p|Yth|Sdri?|Jl|[A-Z]"
_NARROW = re.compile(rf"(?<=\d) (?=(?:{MONTHS}|WIB|WITA|WIT|{UNITS})\b)")
_WIDE = re.compile(
    rf"{_NARROW.pattern}|(?<=\d) (?=(?:{LARGE_UNITS})\b)|(?<=[a-z]) (?=20\d\d\b)"
    rf"|(?<=s\.d\.) (?=\S)|\b(?:{BEFORE_A_NUMBER})( )(?=\d)|\b(?:{BEFORE_A_NAME})\.( )(?=[A-Z])"
)
FACTS = "facts"  # the class of tables that are no more than lines with labels
UNBROKEN, JOINED = "\u00a0", "\u2060"
_NUMBER = re.compile(
    rf"(?<=Nomor{UNBROKEN})\d[^\s/]*(?:/[^\s/]+)+"
)  # of a letter, as 005/1234/VI.02
_NOT_READ = {"style", "script", "title", "head"}


def bind(element: Any, *, narrow: bool = False) -> None:
    """Binds the words of an element of HTML and of all below it, in place."""
    narrow = narrow or (element.tag == "table" and FACTS not in element.get("class", "").split())
    if element.tag not in _NOT_READ:
        element.text = bound(element.text, narrow=narrow)
        for child in element:
            bind(child, narrow=narrow)
            child.tail = bound(child.tail, narrow=narrow)


def bound(text: str | None, *, narrow: bool = False) -> str | None:
    """The text with spaces that do not break where a line must not end."""
    if not text:
        return text
    pattern = _NARROW if narrow else _WIDE
    told = pattern.sub(lambda space: space[0].replace(" ", UNBROKEN), text)
    return told if narrow else _NUMBER.sub(_kept_whole, told)


def _kept_whole(number: re.Match[str]) -> str:
    return re.sub(r"[/.](?=.)", rf"\g<0>{JOINED}", number[0])


def unbind(pdf: pydyf.PDF) -> None:
    """Lets the same spaces be found and copied as spaces, in place: only lines need the others."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and b"endcmap" in thing.stream:
            thing.stream = [_plain(line) for line in thing.stream]


def _plain(line: Any) -> Any:
    return line.replace(b"> <00a0>", b"> <0020>") if isinstance(line, bytes) else line
