"""Who held, chaired and recorded the meeting, and on whose behalf."""

import re

from tracker.capture.draft import Chair, Host, Leaf
from tracker.capture.layout import Block, Sentence
from tracker.capture.organisations import Mention, Organisations
from tracker.capture.people import People, Person
from tracker.capture.source import Source
from tracker.capture.speakers import Speakers
from tracker.capture.words import GATHERING

_HOLD = (
    r"(?:menggelar|menyelenggarakan|mengadakan|melaksanakan|mengumpulkan|menginisiasi|melangsungkan|gelar|menghelat"
    r"|kembali\s+menggelar|adakan|selenggarakan)"
)
_MEETING = r"(?:[Kk]egiatan\s+)?(?!Acara|acara|[Kk]egiatan)" + GATHERING
_HOLDS = re.compile(
    rf"[\s,]*(?:\([^)]{{2,60}}\)\s*)?(?:,\s[A-Z]\w+(?:\s[A-Z]\w+)?\s)?(?:(?:bersama|melalui|kembali|akan|telah|juga|berkolaborasi|bekerja)\b[^.;]{{0,140}}?)?\s*{_HOLD}\s"
    rf"(?:[^.;]{{0,80}}?\bdalam\s+)?(?:[\w-]+\s+){{0,4}}?{_MEETING}"
)
_GATHERS = re.compile(
    r"\s+(?:mengumpulkan|mengundang)\s[^.;]{0,200}\.\s+(?:Pertemuan|Rapat|Rakor|Kegiatan)\b"
)
_HELD_BY = re.compile(
    rf"{_MEETING}[^.;]{{0,200}}?\b(?:digelar|diselenggarakan|diadakan|dilaksanakan|diinisiasi|digagas|difasilitasi)\s+(?:oleh\s+)?(?=[A-Z])"
)
_CHAIRED = re.compile(
    r"\b(?:di\s?pimpin|dipandu\s+langsung)(?:\s+(?:secara\s+)?langsung)?(?:\s+oleh)?\s+(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
)
_GUIDED = re.compile(
    r"\b(?:[Rr]apat|[Rr]akor)\b(?:[^.;]|\.\d){0,80}\bdi\s?pandu(?:\s+langsung)?(?:\s+oleh)?\s+(?=[A-Z])"
)
_OPENED = re.compile(
    r"\bdi\s?buka(?:\s+(?:secara\s+)?(?:resmi|langsung))*(?:\s+oleh)?\s+(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
)
_CHAIRS = re.compile(
    rf"[\s,]*(?:(?:yang|saat|ketika|usai|langsung|juga|hadir|menghadiri|sekaligus|,)\b[^.;\"]{{0,60}}?|(?:didampingi|bersama)\b[^.;\"]{{0,160}}?|[a-z](?:[^.;\"]|\.(?=\d)){{0,160}}?\b(?:saat|ketika)\b)?\s*(?:memimpin|pimpin)\s+(?:secara\s+)?(?:langsung\s+)?"
    rf"(?:jalannya\s+|pelaksanaan\s+)?{_MEETING}"
)
_FOR = re.compile(
    r"[\s,(]*(?:yang\s+)?(?:hadir\s+|juga\s+|sekaligus\s+|memimpin\s+rapat\s+)*(?:mewakili|a\.n\.|atas\s+nama|an\.)\s+(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
)
_FOR_NOTED = re.compile(
    r"[^\n]{0,100}?\b(?:mewakili|a\.n\.|atas\s+nama|an\.)\s+(?:(?:Bapak|Bpk?\.?|Ibu)\s+)?(?=[A-Z])"
)
_SENT = re.compile(
    r"[\s,]*(?:yang\s+)?(?:di|ter)wakili(?:\s+oleh)?\s+(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
)
_FOR_FIRST = re.compile(r"\bMewakili\s+(?=[A-Z])")
_RECORDED = re.compile(
    r"\b(?:dicatat\s+oleh|[Nn]otulis(?:\s+rapat)?\s*:?)\s+(?=(?:[Ss]dri?\.|[Bb]apak|[Ii]bu|[A-Z])\s*\w)"
)


def find_host(
    source: Source,
    prose: str,
    blocks: list[Block],
    sentences: list[Sentence],
    organisations: Organisations,
) -> Host | None:
    """The organisation that holds the meeting, when the text says so."""
    for block in blocks:
        if block.kind == "label" and block.label == "host":
            mention = organisations.at(block.start)
            return _host(source, mention) if mention else None
    for sentence in sentences[:12]:
        for mention in organisations.within(sentence.start, sentence.end):
            if _HOLDS.match(prose, mention.end, sentence.end) and _is_subject(
                prose, sentence, mention
            ):
                return _host(source, mention)
        gathering = _gathering(prose, sentence, organisations)
        if gathering:
            return _host(source, gathering)
        held = _HELD_BY.search(prose, sentence.start, sentence.end)
        by = organisations.at(held.end()) if held else None
        if by:
            return _host(source, by)
    return None


def _gathering(prose: str, sentence: Sentence, organisations: Organisations) -> Mention | None:
    """`X mengumpulkan ….  Pertemuan … itu berlangsung …`"""
    for mention in organisations.within(sentence.start, sentence.end):
        gathers = _GATHERS.match(prose, mention.end)
        if gathers and _is_subject(prose, sentence, mention):
            return mention
    return None


def _is_subject(prose: str, sentence: Sentence, mention: Mention) -> bool:
    """The office itself holds the meeting, not its head or somebody at it."""
    before = prose[sentence.start : mention.start]
    return not re.search(
        r"\b(?:Kepala|Ketua|Direktur|Pimpinan|di|oleh|bersama|dengan|kepada|dan|jajaran)\s+$",
        before,
    )


def _host(source: Source, mention: Mention) -> Host:
    return Host(mention.value, [source.evidence(mention.start, mention.end)], mention.kind)


def find_chair(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence], speakers: Speakers
) -> Chair | None:
    """Who led the meeting: label line, `dipimpin`, `memimpin`, else who opened it."""
    people = speakers.people
    for block in blocks:
        if block.kind == "label" and block.label == "chair" and block.end > block.start:
            person = people.at(block.start, block.end)
            if person:
                return _chair(source, people, person, block.end, _FOR_NOTED)
    for reading in (_CHAIRED, None, _GUIDED, _OPENED):
        for sentence in sentences[:40]:
            if reading is None:
                person = _chairing(prose, sentence, people)
            else:
                match = reading.search(prose, sentence.start, sentence.end)
                person = (
                    people.at(match.end(), sentence.end)
                    if match and _meeting(prose, sentence)
                    else None
                )
            if person and not _bare_head(source, person):
                return _standing_in(source, people, person, sentence.end) or _chair(
                    source, people, speakers.full(person), sentence.end
                )
    return None


def _bare_head(source: Source, person: Person) -> bool:
    """`Asisten` or `Kepala` alone: the office was written in a way not understood."""
    if person.name or not person.position:
        return False
    return source.words(*person.position).lower() in {"asisten", "kepala", "kabag", "kabid", "plt"}


def _standing_in(source: Source, people: People, person: Person, end: int) -> Chair | None:
    """`dibuka X yang diwakili Y`: Y was there, on behalf of X."""
    sent = _SENT.match(people.prose, person.end, end)
    other = people.at(sent.end(), end) if sent else None
    if not other or not (other.name or other.position) or not person.position:
        return None
    name = other.name or other.position or (other.start, other.end)
    return Chair(
        source.words(*name),
        [source.evidence(*name)],
        _leaf(source, other.position) if other.position else None,
        _leaf(source, person.position),
    )


def _meeting(prose: str, sentence: Sentence) -> bool:
    said = prose[max(0, sentence.start - 200) : sentence.end]
    return bool(re.search(GATHERING, said))


def _chairing(prose: str, sentence: Sentence, people: People) -> Person | None:
    leads = re.compile(rf"\b(?:memimpin|pimpin)\s+(?:[\w]+\s+){{0,3}}?{_MEETING}").search(
        prose, sentence.start, sentence.end
    )
    if not leads:
        return None
    for word in re.compile(r"(?<![\w.])[A-Z]").finditer(prose, sentence.start, leads.start()):
        person = people.at(word.start(), leads.start())
        if person and person.position and _CHAIRS.match(prose, person.end, sentence.end):
            return person
    return None


def _chair(
    source: Source, people: People, person: Person, end: int, standing_in: re.Pattern[str] = _FOR
) -> Chair:
    name = person.name or person.position or (person.start, person.end)
    position = _leaf(source, person.position) if person.position else None
    return Chair(
        source.words(*name),
        [source.evidence(*name)],
        position,
        _on_behalf(source, people, person, end, standing_in),
    )


def _on_behalf(
    source: Source, people: People, person: Person, end: int, standing_in: re.Pattern[str]
) -> Leaf | None:
    stands = standing_in.match(people.prose, person.end, end)
    start = stands.end() if stands else None
    if start is None:
        for first in _FOR_FIRST.finditer(people.prose, max(0, person.start - 160), person.start):
            start = first.end()
    whom = people.at(start, end) if start else None
    if not whom or not whom.position:
        return None
    return _leaf(source, whom.position)


def find_minute_taker(
    source: Source, prose: str, blocks: list[Block], people: People
) -> Leaf | None:
    for block in blocks:
        if block.kind == "label" and block.label == "minute_taker" and block.end > block.start:
            person = people.at(block.start, block.end)
            span = person.name or person.position if person else None
            return _leaf(source, span) if span else None
    recorded = _RECORDED.search(prose)
    person = people.at(recorded.end(), len(prose)) if recorded else None
    return _leaf(source, person.name) if person and person.name else None


def _leaf(source: Source, span: tuple[int, int]) -> Leaf:
    return Leaf(source.words(*span), [source.evidence(*span)])
