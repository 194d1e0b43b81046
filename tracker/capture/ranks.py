"""In what somebody holds a rank: the thing named behind it, or the figure told just before."""

import re

from tracker.capture.draft import Leaf, leaf_at
from tracker.capture.layout import Sentence
from tracker.capture.numbers import Rank
from tracker.capture.places import CITIES, LAMPUNG_PLACES, PROVINCES
from tracker.capture.source import Source

_STANDS = re.compile(r"\b(?:menempati|menduduki|meraih|ber-?ada\s+di|ada\s+di|di)\s*$")
_RANKED_IN = re.compile(
    r"(?:\s+(?:secara\s+)?nasional|\s+(?:se-?)?[A-Z]\w+)?\s+(?:untuk|dalam(?:\s+hal)?|terkait)\s+"
    r"(?!lomba|ajang|kategori|rapat)(?P<name>[^,.;\n]{4,80}?)(?=\s*(?:[,.;\n]|$|dengan\s|yaitu\s|yakni\s))"
)
_REGION_STANDS = re.compile(
    rf"(?:(?:Provinsi|Kabupaten|Kota)\s+)?(?:{'|'.join((*PROVINCES, *CITIES, *LAMPUNG_PLACES))})\s+"
    r"(?:saat\s+ini\s+|kini\s+|masih\s+|baru\s+)?(?:ber-?ada|menempati|menduduki|di\s|pada\s)"
)

_NOT_NOW = re.compile(
    r"\b(?:pernah|dulu|sebelumnya|tahun\s+lalu|ingin|target\w*|harus|bisa|dapat|akan|masuk)\b"
    r"[^,.;]{0,60}$",
    re.IGNORECASE,
)


def held_now(source: Source, sentence: Sentence, rank: Rank) -> bool:
    """Whether the rank is held, not one of earlier years or one hoped for."""
    return not _NOT_NOW.search(source.plain[sentence.start : rank.start])


def ranked_thing(source: Source, sentence: Sentence, rank: Rank) -> Leaf | None:
    """`menempati peringkat ketiga nasional dalam realisasi PAD`: what the rank is in."""
    named = _RANKED_IN.match(source.plain, rank.end, sentence.end)
    before = source.plain[max(sentence.start, rank.start - 24) : rank.start]
    return leaf_at(source, *named.span("name")) if named and _STANDS.search(before) else None


def stands_for_figure(source: Source, sentence: Sentence, rank: Rank) -> bool:
    """`Lampung berada di peringkat …` goes on about the figure just given."""
    return _REGION_STANDS.match(source.plain, sentence.start, rank.start) is not None
