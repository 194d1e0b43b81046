"""The reader: a pasted Indonesian text in, a draft to confirm out. It never completes by guessing.

read(text) -> Draft         raises Unreadable
read_bytes(data) -> dict    the JSON of the agreed shape; raises Unreadable
"""

from bisect import bisect_left
from typing import Any

from tracker.capture.agreements import find_agreements
from tracker.capture.chair import find_chair
from tracker.capture.dates import find_dates
from tracker.capture.draft import Draft, Participant
from tracker.capture.duties import Duties
from tracker.capture.host import find_host
from tracker.capture.impossible import find_impossible
from tracker.capture.indicators import IndicatorReader
from tracker.capture.known_names import body
from tracker.capture.layout import Block, Sentence, blocks, sentences
from tracker.capture.meeting_date import find_meeting_date
from tracker.capture.meeting_time import find_clock
from tracker.capture.merging import merged
from tracker.capture.minute_taker import find_minute_taker
from tracker.capture.organisations import Organisations, find_organisations
from tracker.capture.participants import Attendance
from tracker.capture.people import People, Person
from tracker.capture.references import find_references
from tracker.capture.regions import without_region
from tracker.capture.setting import find_mode, find_venue
from tracker.capture.source import Source, Unreadable, decode, readable
from tracker.capture.speakers import Speakers
from tracker.capture.speech import covered, find_quotes
from tracker.capture.statements import StatementReader
from tracker.capture.subject import find_subject
from tracker.capture.warnings import near_misses, odd_figures, unclear_remainders

__all__ = ["Unreadable", "decode", "read", "read_bytes"]


def read_bytes(data: bytes) -> dict[str, Any]:
    """A file's bytes to the JSON-ready draft; raises Unreadable with one Indonesian sentence."""
    return read(decode(data)).to_json()


def read(text: str) -> Draft:
    """The draft of a pasted text; raises Unreadable when there is nothing to read."""
    source = Source(readable(text))
    layout = blocks(source)
    quotes = find_quotes(source, layout)
    prose = covered(source, quotes)
    lines = sentences(prose, layout)
    dates = find_dates(source)
    organisations = find_organisations(source, prose)
    people = People(source, prose, organisations)
    speakers = Speakers(source, people)
    speakers.introduce_all(layout)
    draft = Draft()
    points = find_agreements(source, prose, layout, lines, organisations)
    told = _outside(lines, points)
    draft.date, draft.warnings = find_meeting_date(source, prose, layout, told, dates)
    draft.subject = find_subject(source, prose, layout, lines)
    draft.venue = find_venue(source, prose, layout, lines)
    draft.mode = find_mode(source, prose, layout, lines, draft.venue)
    clock = find_clock(source, prose, layout, lines)
    draft.start_time, draft.end_time, draft.zone, draft.open_ended = clock
    draft.host = find_host(source, prose, layout, lines, organisations)
    draft.chair = find_chair(source, prose, layout, lines, speakers)
    draft.minute_taker = find_minute_taker(source, prose, layout, people)
    draft.references = find_references(source, layout, dates, organisations)
    duties = Duties(source, prose, dates, organisations, people)
    draft.agreements = [duties.read(i, *span) for i, span in enumerate(points, 1)]
    paragraphs = _outside(_body(layout, lines), points)
    spoken = sentences(source.plain, layout)  # figures are read in quotations as well
    figures = _outside(_body(layout, spoken), points)
    statements = StatementReader(source, prose, people, speakers, organisations, draft.chair)
    draft.statements = statements.read(paragraphs, quotes)
    draft.indicators, unclear = IndicatorReader(source, dates).read(figures)
    aside = [(e.start, e.end) for e in (draft.venue.source if draft.venue else [])]
    spoken_of = [(e.start, e.end) for s in draft.statements for e in s.text.source]
    attendance = Attendance(source, prose, organisations, people, aside, spoken_of)
    spoke = _speaking(draft, [person for person, _, _ in speakers.known])
    taking_part = merged([*attendance.read(layout, lines), *attendance.speaking(spoke)])
    draft.organisations = _without_host(draft, taking_part)
    draft.warnings += unclear_remainders(source, draft.indicators, unclear)
    draft.warnings += near_misses(source, _used(draft, organisations))
    draft.warnings += odd_figures(source)
    impossible, draft.unusable = find_impossible(source, draft, points)
    draft.warnings += impossible
    return draft


def _body(layout: list[Block], lines: list[Sentence]) -> list[Sentence]:
    return [s for s in lines if layout[s.block].kind in {"paragraph", "item"}]


def _outside(lines: list[Sentence], points: list[tuple[int, int]]) -> list[Sentence]:
    """The sentences that neither hold an agreed point nor stand in one."""
    starts = [start for start, _ in points]

    def free(sentence: Sentence) -> bool:
        after = bisect_left(starts, sentence.end)
        before = points[after - 1] if after else (0, 0)
        return before[1] <= sentence.start

    return [sentence for sentence in lines if free(sentence)]


def _speaking(draft: Draft, known: list[Person]) -> list[Person]:
    spoken = {e.start for s in draft.statements if s.speaker for e in s.speaker.source}
    return [p for p in known if p.name and p.name[0] in spoken]


def _without_host(draft: Draft, found: list[Participant]) -> list[Participant]:
    host = str(draft.host.value) if draft.host else ""
    others = {body(str(r.issuer.value)) for r in draft.references if r.issuer} | {body(host)}
    regency = host.removeprefix("Pemerintah ").replace("Pemkab", "Kabupaten")
    same = {host, regency.replace("Pemkot", "Kota"), without_region(host)} - {"Pemerintah", ""}
    return [
        p
        for p in found
        if body(str(p.value)) not in others and not {p.value, without_region(str(p.value))} & same
    ]


def _used(draft: Draft, organisations: Organisations) -> list[Any]:
    starts = {e.start for p in draft.organisations for e in p.source}
    starts |= {e.start for a in draft.agreements for p in a.organisations for e in p.source}
    starts |= {e.start for e in (draft.host.source if draft.host else [])}
    return [m for m in organisations.mentions if m.similar and m.start in starts]
