"""Which of the dates in a text is the meeting's, and what is odd about it."""

import re
from dataclasses import replace

from tracker.capture.dates import FoundDate
from tracker.capture.draft import MeetingDate, Warning
from tracker.capture.layout import Block, Sentence
from tracker.capture.occasion import ANOTHER, HELD, lies_ahead, told_of_meeting
from tracker.capture.source import Source
from tracker.capture.words import GATHERING, MONTH_NAMES, WEEK, WEEKDAY_NAMES, WEEKDAYS
from tracker.infra.text import N_

_OTHER_DATE = re.compile(
    r"(?:paling\s+lambat|selambat|sebelum|hingga|sampai(?:\s+dengan)?|\bs\.?/?d\.?|target|surat[^.;]{0,80}|[Nn]omor[^.;]{0,60}|[Nn]o\.[^.;]{0,60}"
    r"|\bper|sejak|mulai|tertanggal|batas|tenggat|jadwal|direncanakan|berencana[^.;]{0,60}|dijadwalkan|\bakan\s+[^.;]{0,60}|puncak[^.;]{0,60}|periode|selesai"
    r"|\d/\S+(?:\s+\w+)?|lahir|pelantikan|perpres[^.;]{0,40}|tahun\s+lalu|\bdata\s+(?:per|yang|BPS|dari)[^.;]{0,40}|sebelumnya[^.;]{0,60}|rapat\s+(?:lanjutan|berikutnya)[^.;]{0,60}|terakhir|\bbesok|\blusa|berlaku[^.;]{0,40})"
    r"[\s,]*(?:pada\s+)?(?:tanggal\s+|hari\s+|bulan\s+)*[(]?$",
    re.IGNORECASE,
)
_HELD = re.compile(HELD, re.IGNORECASE)
_DATELINE = re.compile(r"[\W_]{0,4}[A-Z][\w .()/-]{2,40}?[\s(,]+$")
_DATELINE_END = re.compile(r"[)\s]*(?:-|\|)")
_ANOTHER = re.compile(ANOTHER, re.IGNORECASE)
_LETTER = re.compile(
    r"^[ ]*(?:Yth\.?|Kepada|Dari|Nomor|Sifat|Lampiran|Tembusan)[ ]*:", re.MULTILINE
)
_FROM = re.compile(r"\b(?:mulai|dari)\s+(?:tanggal\s+)?$", re.IGNORECASE)
_TODAY = re.compile(r"\bhari\s+ini\b", re.IGNORECASE)
_HELD_IN = re.compile(
    rf"(?:{GATHERING}(?:\s+(?:koordinasi|evaluasi|kerja|teknis|terbatas|ini|itu|tersebut|\([^)]*\)))*"
    r"|\b(?:digelar|dilaksanakan|diselenggarakan|berlangsung|diadakan))\s+pada\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:akan|rencana\w*|direncanakan|dijadwalkan|setiap)\b", re.IGNORECASE)
_AWAITED = re.compile(r"\b(?:men)?jelang\s[^,.;]{0,60}?\bpada\s+(?:tanggal\s+)?$", re.IGNORECASE)
_STREET = re.compile(r"\b(?:Jalan|Jln?\.?)\s[^;]{0,60}\b[Nn]o\.\s?\d+\w?,?\s*$")
_ENOUGH = 60  # a text names its own date early
MISMATCH = N_("{weekday} bukan hari dari {date}; menurut kalender {right}.")
CONFLICT = N_("Teks menyebut dua tanggal rapat yang berbeda: {one} dan {other}.")
NO_YEAR = N_("Tanggal {date} ditulis tanpa tahun.")


def find_meeting_date(
    source: Source,
    prose: str,
    blocks: list[Block],
    sentences: list[Sentence],
    dates: list[FoundDate],
) -> tuple[MeetingDate | None, list[Warning]]:
    """The meeting's date or None, and warnings about the dates told of it."""
    dates = dates[:_ENOUGH]
    letter = len(_LETTER.findall(source.plain)) > 1  # its head gives the letter's own date
    labelled = [d for d in dates if _labelled(blocks, d) and (d.weekday or not letter)]
    told = [d for d in dates if _told(source, prose, blocks, sentences, d)]
    candidates = [d for d in labelled or told if d.day]
    if not candidates:
        return _month(source, prose, sentences, dates), []
    chosen = next((d for d in candidates if d.weekday), candidates[0])
    if not labelled:
        chosen = candidates[0] if not chosen.weekday else chosen
    chosen = next((d for d in candidates if _covers(d, chosen)), chosen)
    chosen = _with_weekday(source, blocks, chosen) if labelled else chosen
    completed = _with_year(chosen, dates)
    warnings = _conflicts(source, completed, [*candidates, *told]) + _mismatch(source, completed)
    if completed.year is None:
        written = source.words(completed.start, completed.end)
        place = [source.evidence(completed.start, completed.end)]
        return None, [*warnings, Warning("year_missing", NO_YEAR.format(date=written), place)]
    leaf = completed.leaf(source)
    weekday = completed.weekday if completed.precision == "day" else None
    return MeetingDate(leaf.value, leaf.source, leaf.precision, weekday), warnings


def _month(
    source: Source, prose: str, sentences: list[Sentence], dates: list[FoundDate]
) -> MeetingDate | None:
    """`Rapat koordinasi pada Mei 2025`: the month alone, where it is plainly the meeting's."""
    for date in dates:
        sentence = next((s for s in sentences if s.start <= date.start < s.end), None)
        before = prose[sentence.start : date.start] if sentence else ""
        if not sentence or date.day or not _HELD_IN.search(before):
            continue
        elsewhen = _ANOTHER.search(before) or _AHEAD.search(before)
        if not elsewhen and told_of_meeting(prose, sentence.start, date.start, topic_ends=True):
            leaf = date.leaf(source)
            return MeetingDate(leaf.value, leaf.source, leaf.precision, None)
    return None


def _labelled(blocks: list[Block], date: FoundDate) -> bool:
    return any(
        b.kind == "label" and b.label in {"date", "when", "time"} and b.start <= date.start < b.end
        for b in blocks
    )


def _with_weekday(source: Source, blocks: list[Block], date: FoundDate) -> FoundDate:
    """`Hari : Jumat` on a line of its own belongs to the labelled date."""
    for block in blocks:
        word = source.plain[block.start : block.end].strip().lower()
        if block.kind == "label" and word in WEEKDAYS and not date.weekday:
            return replace(date, weekday=WEEKDAYS[word])
    return date


def _told(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence], date: FoundDate
) -> bool:
    """A date in a sentence about the meeting, not a deadline or the date of a letter."""
    sentence = next((s for s in sentences if s.start <= date.start < s.end), None)
    if not sentence or not date.day or blocks[sentence.block].kind not in {"paragraph", "heading"}:
        return False
    said = prose[_context(prose, sentences, sentence, date) : sentence.end]
    before = prose[max(sentence.start, date.start - 110) : date.start]
    span = date.last and _FROM.search(before)  # `mulai tanggal 12 hingga 14 November`
    other = _OTHER_DATE.search(before) and not span and not _STREET.search(before)
    if (
        other
        or (not date.weekday and _AWAITED.search(before))
        or "·" in prose[date.start : date.end]
    ):
        return False
    if not _HELD.search(said) or _ANOTHER.search(said) or lies_ahead(prose, date.end):
        return False
    if _is_dateline(prose, sentence, date) and not _TODAY.search(said):
        return False
    if not told_of_meeting(prose, sentence.start, date.start, topic_ends=False):
        return False
    return (
        bool(date.weekday)
        or source.plain[date.start] == "("
        or bool(
            re.search(
                r"(?:\b(?:pada|tanggal|hari|digelar|berlangsung|dilaksanakan|diselenggarakan)|,)\s*(?:tanggal\s+)?$",
                before,
            )
        )
    )


def _context(prose: str, sentences: list[Sentence], sentence: Sentence, date: FoundDate) -> int:
    """Where what the date belongs to begins: a date alone goes with the sentence before it."""
    alone = not re.search(
        r"\w", prose[sentence.start : date.start] + prose[date.end : sentence.end]
    )
    i = sentences.index(sentence)
    before = sentences[i - 1] if alone and i else sentence
    return before.start if before.block == sentence.block else sentence.start


def _is_dateline(prose: str, sentence: Sentence, date: FoundDate) -> bool:
    """`METRO, 3 Oktober 2025 - …` dates the report; the meeting may have been days before."""
    opening = _DATELINE.match(prose[sentence.start : date.start])
    return opening is not None and _DATELINE_END.match(prose, date.end) is not None


def _with_year(chosen: FoundDate, dates: list[FoundDate]) -> FoundDate:
    """The year another mention of the same day gives; nothing else completes a date."""
    if chosen.year is not None:
        return chosen
    years = {d.year for d in dates if (d.month, d.day) == (chosen.month, chosen.day) and d.year}
    return replace(chosen, year=years.pop()) if len(years) == 1 else chosen


def _mismatch(source: Source, date: FoundDate) -> list[Warning]:
    right = date.first_weekday
    if not date.weekday or not right or date.last or date.weekday == right:
        return []
    names = dict(zip(WEEK, WEEKDAY_NAMES, strict=True))
    day = f"{date.day} {MONTH_NAMES[date.month - 1]} {date.year}"
    message = MISMATCH.format(weekday=names[date.weekday], date=day, right=names[right])
    return [Warning("weekday_mismatch", message, [source.evidence(date.start, date.end)])]


def _conflicts(source: Source, chosen: FoundDate, told: list[FoundDate]) -> list[Warning]:
    for other in told:
        if other.start != chosen.start and not _agree(chosen, other):
            places = [source.evidence(d.start, d.end) for d in (chosen, other)]
            message = CONFLICT.format(one=places[0].text, other=places[1].text)
            return [Warning("dates_conflict", message, places)]
    return []


def _covers(span: FoundDate, date: FoundDate) -> bool:
    """Whether a range of days includes this day."""
    if not span.last or date.last or not date.day or not span.day:
        return False
    return (span.month, span.day) <= (date.month, date.day) <= span.last[1:]


def _agree(one: FoundDate, other: FoundDate) -> bool:
    if one.last or other.last:
        return True
    same_year = one.year is None or other.year is None or one.year == other.year
    return same_year and (one.month, one.day) == (other.month, other.day)
