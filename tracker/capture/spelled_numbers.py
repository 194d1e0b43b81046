"""Numbers written in words, as minutes and deeds write their dates."""

import re

_UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_WORD = rf"(?:{'|'.join(_UNITS)}|belas|puluh|seratus|ratus|seribu|ribu)"
IN_WORDS = rf"(?:{_WORD})(?:\s+{_WORD}){{0,6}}"


def number(words: str) -> int | None:
    """`dua ribu dua puluh lima` is 2025; None where the words make no number."""
    total = part = last = 0
    for word in re.sub(r"\bse(ribu|ratus)\b", r"satu \1", words.lower()).split():
        if word in _UNITS:
            part, last = part + _UNITS.index(word), _UNITS.index(word)
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part += 9 * last
        elif word == "ratus":
            part += 99 * last
        elif word == "ribu":
            total, part = total + 1000 * part, 0
        else:
            return None
    return total + part or None
