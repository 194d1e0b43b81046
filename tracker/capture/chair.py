"""Who led the meeting, and on whose behalf."""

import re

from tracker.capture.draft import Chair, Leaf, leaf_at
from tracker.capture.layout import Block, Sentence
from tracker.capture.people import People, Person
from tracker.capture.source import Source
from tracker.capture.speakers import Speakers
from tracker.capture.words import GATHERING

_MEETING = r"(?:[Kk]egiatan\s+)?(?!Acara|acara|[Kk]egiatan)" + GATHERING
_CHAIRED = re.compile(
    r"\b(?:di\s?pimpin|diketuai|dipandu\s+langsung|[Dd]ipimpin|[Dd]iketuai)"
    r"(?:\s+(?:secara\s+)?langsung)?(?:\s+oleh)?\s+(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
)
_LED_ELSE = re.compile(  # `Tim yang dipimpin …`, `Provinsi yang dipimpin …`
    r"(?:^\W*|[,;]\s+|\b(?:di|dari|oleh|dan)\s+)(?:tim|rombongan|delegasi|provinsi|kabupaten|kota|dinas"
    r"|badan|biro|lembaga|instansi|satgas|kementerian|pemerintah\w*|organisasi|partai|kelompok"
    r"|satuan\s+tugas|komisi)(?:\s+(?!itu|ini|tersebut)[\w/]+){0,4}?\s+(?:yang\s+)?$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W*(?:Kegiatan|Acara|Agenda|Sidang|Pembahasan|Hadir|Turut)\b[^.]*$")
_NOT_SO = re.compile(  # denied, still to come, or told of another meeting
    r"\b(?:tidak|belum|akan|bukan|dijadwalkan|rencananya|direncanakan|semula|sedianya|seharusnya"
    r"|harus|agar|jika|apabila|bila|biasanya|sebelumnya|terdahulu|serupa|tahun\s+lalu)\b"
    r"[^,.;]{0,60}$",
    re.IGNORECASE,
)
_GUIDED = re.compile(
    r"\b(?:[Rr]apat|[Rr]akor)\b(?:[^.;]|\.\d){0,80}\bdi\s?pandu(?:\s+langsung)?(?:\s+oleh)?\s+(?=[A-Z])"
)
_LEADS = re.compile(
    rf"\b(?:[Mm]emimpin|pimpin)\s+(?:[\w]+\s+){{0,3}}?{_MEETING}(?:[^,.;]|\.(?=\w))*"
)
_CHAIRS = re.compile(
    r"[\s,]*(?:(?:yang|saat|ketika|usai|langsung|juga|hadir|menghadiri|sekaligus|,)\b[^.;\"]{0,60}?"
    r"|(?:didampingi|bersama|mewakili)\b[^.;\"]{0,160}?"
    r"|[a-z](?:[^.;\"]|\.(?=\d)){0,160}?\b(?:saat|ketika)\b)?\s*(?:memimpin|pimpin)\s+"
    rf"(?:secara\s+)?(?:langsung\s+)?(?:jalannya\s+|pelaksanaan\s+)?{_MEETING}"
)
_CAPITAL = re.compile(r"(?<![\w.])[A-Z]")
_ON_BEHALF = re.compile(r"\b(?:mewakili|a\.n\.|atas\s+nama|didampingi|bersama)\s+$")
_OPENS = re.compile(r"\W*(?:(?:Saat|Ketika|Usai|Seusai|Dalam|Sambil|Sembari)\s+)?")
_FOLLOWS = re.compile(r",\s+(?=[A-Z])")
_AS_CHAIR = re.compile(
    r"\b(?:[Ss]elaku|[Ss]ebagai|[Bb]ertindak)\s+(?:selaku\s+|sebagai\s+)?(?:pimpinan|pemimpin|ketua)"
    r"\s+(?:rapat|sidang|rakor)\s*(?:,|adalah|ialah|yakni|yaitu)?\s*(?:Bapak\s+|Ibu\s+)?(?=[A-Z])"
    r"|^(?:Ketua|Pimpinan|Pemimpin)\s+(?:rapat|sidang)\s*(?:,|adalah|ialah)\s*(?=[A-Z])"
)
_ACTS = re.compile(
    r"[\s,]*(?:yang\s+)?(?:bertindak\s+)?(?:selaku|sebagai)\s+(?:pimpinan|pemimpin|ketua)\s+"
    r"(?:rapat|sidang|rakor)\b"
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


def find_chair(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence], speakers: Speakers
) -> Chair | None:
    """Who led the meeting: a label line, `dipimpin`, `memimpin`. Who only opened it did not."""
    people = speakers.people
    for block in blocks:
        if block.kind == "label" and block.label == "chair" and block.end > block.start:
            person = people.at(block.start, block.end)
            if person:
                return _chair(source, people, person, block.end, _FOR_NOTED)
    for reading in (_chaired, _chairing, _acting, _guided):
        for sentence in sentences[:40]:
            person = reading(prose, sentence, people)
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
        leaf_at(source, *other.position) if other.position else None,
        leaf_at(source, *person.position),
    )


def _chairing(prose: str, sentence: Sentence, people: People) -> Person | None:
    """`Sekda …, memimpin rapat` and `Memimpin rapat di …, Sekda …`."""
    leads = _LEADS.search(prose, sentence.start, sentence.end)
    if not leads or _NOT_SO.search(prose[sentence.start : leads.start()]):
        return None
    for word in _CAPITAL.finditer(prose, sentence.start, leads.start()):
        person = people.at(word.start(), leads.start())
        stands_for = _ON_BEHALF.search(prose[sentence.start : word.start()])
        leading = person and _CHAIRS.match(prose, person.end, sentence.end)
        if person and person.position and leading and not stands_for:
            return person
    follows = _FOLLOWS.match(prose, leads.end(), sentence.end)
    opens = _OPENS.fullmatch(prose[sentence.start : leads.start()])
    person = people.at(follows.end(), sentence.end) if follows and opens else None
    return person if person and person.position else None


def _chaired(prose: str, sentence: Sentence, people: People) -> Person | None:
    """`Rapat … dipimpin Sekda …`; what else somebody leads is no meeting."""
    for led in _CHAIRED.finditer(prose, sentence.start, sentence.end):
        before = prose[sentence.start : led.start()]
        told = re.search(GATHERING, before) or not before.strip() or _OPENING.search(before)
        if told and not _NOT_SO.search(before) and not _LED_ELSE.search(before):
            return people.at(led.end(), sentence.end)
    return None


def _acting(prose: str, sentence: Sentence, people: People) -> Person | None:
    """`Bertindak selaku pimpinan rapat Sekda …`, and the same words behind the name."""
    named = _AS_CHAIR.search(prose, sentence.start, sentence.end)
    if named:
        return people.at(named.end(), sentence.end)
    for word in _CAPITAL.finditer(prose, sentence.start, sentence.end):
        person = people.at(word.start(), sentence.end)
        if person and (person.name or person.position):
            acts = _ACTS.match(prose, person.end, sentence.end)
            return person if acts else None
    return None


def _guided(prose: str, sentence: Sentence, people: People) -> Person | None:
    guided = _GUIDED.search(prose, sentence.start, sentence.end)
    return people.at(guided.end(), sentence.end) if guided else None


def _chair(
    source: Source, people: People, person: Person, end: int, standing_in: re.Pattern[str] = _FOR
) -> Chair:
    name = person.name or person.position or (person.start, person.end)
    position = leaf_at(source, *person.position) if person.position else None
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
    return leaf_at(source, *whom.position)
