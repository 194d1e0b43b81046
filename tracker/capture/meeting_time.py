"""When of the clock the meeting began and ended."""

import re

from tracker.capture.draft import Leaf
from tracker.capture.layout import Block, Sentence
from tracker.capture.occasion import ANOTHER, lies_ahead, told_of_meeting
from tracker.capture.source import Source
from tracker.capture.times import FoundTime, find_times
from tracker.capture.words import GATHERING

_CLOSED = re.compile(
    r"\b(?:ditutup|berakhir|selesai|diakhiri|usai"
    r"|(?:dilanjutkan|berlangsung|berjalan)\s+(?:hingga|sampai))\b[^.]{0,60}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\d{4}\s*[|,·-]?\s*$|\d\s*[|]\s*$")
_GATHERING = re.compile(GATHERING)
_ANOTHER = re.compile(
    rf"{ANOTHER}|\b(?:akan|lanjutan|rencananya|berencana|setiap\s+(?:hari|minggu|pekan|senin|selasa|rabu|kamis"
    r"|jumat))\b",
    re.IGNORECASE,
)
_LEFT = re.compile(  # `Pukul 12.47 WIB perwakilan warga keluar dari rapat`
    rf"[^.]{{0,60}}\b(?:keluar|usai|selesai|bubar|meninggalkan)\b[^.]{{0,20}}{GATHERING}"
)
_BESIDE_DATE = re.compile(
    r"\d\)?(?:\s+(?:pagi|siang|sore|malam))?[\s,;]*(?:(?:mulai|sekitar|tepat|sejak|dari)\s+)*$"
)


def find_clock(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence]
) -> tuple[Leaf | None, Leaf | None, Leaf | None, Leaf | None]:
    """Start, end, zone and `s.d. selesai` of the meeting; other things' hours are left alone."""
    labelled = [b for b in blocks if b.kind == "label" and b.label in {"time", "when", "date"}]
    times = [
        t for b in labelled for t in find_times(source, b.start, b.end, labelled=b.label == "time")
    ]
    spoken = [
        (s, t)
        for s in sentences
        if _GATHERING.search(prose, s.start, s.end) and not _ANOTHER.search(prose, s.start, s.end)
        for t in find_times(source, s.start, s.end)
        if "·" not in prose[t.start : t.end] and _of_meeting(prose, s, t)
    ]
    closing = [t for s, t in spoken if _CLOSED.search(prose[max(s.start, t.start - 80) : t.start])]
    if not times:
        closed = {t.start for t in closing}
        times = [t for _, t in spoken if t.start not in closed]
    first = times[0] if times else None
    last = first.last if first and first.last else closing[0].first if closing else None
    zone = next((t.zone for t in [*times[:1], *closing[:1]] if t.zone), None)
    until = first.open_ended if first and not last else None
    return (first.first if first else None), last, zone, until


def _of_meeting(prose: str, sentence: Sentence, time: FoundTime) -> bool:
    published = _PUBLISHED.search(prose[max(0, time.start - 12) : time.start])
    if (published and not time.spoken) or lies_ahead(prose, time.end):
        return False
    if _LEFT.match(prose, time.end, sentence.end):
        return False
    beside = _BESIDE_DATE.search(prose[sentence.start : time.start]) is not None
    return told_of_meeting(prose, sentence.start, time.start, topic_ends=not beside)
