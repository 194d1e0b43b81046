"""Which organisations took part: those said to attend, and those whose people spoke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.capture.draft import Participant, leaf_at
from tracker.capture.layout import Block, Sentence
from tracker.capture.merging import merged
from tracker.capture.organisations import Mention, Organisations
from tracker.capture.people import People, Person
from tracker.capture.places import CITIES, LAMPUNG_PLACES
from tracker.capture.regencies import regencies, regency_at
from tracker.capture.regions import region_after
from tracker.capture.source import Source
from tracker.capture.words import NO_OFFICE

_ATTEND = re.compile(
    r"\b(?:(?<!akan\s)[Dd]ihadiri|(?<!tidak\s)(?<!belum\s)(?<!berhalangan\s)[Hh]adir(?!kan)"
    r"|[Pp]eserta\s+(?:rapat\s+)?(?:terdiri|berasal)|[Dd]iikuti|didampingi"
    r"|(?:yang\s+)?ikut(?:\s+serta)?|melibatkan|menghadirkan|bersama(?:\s+dengan)?"
    r"|perwakilan|(?<=yang\s)terdiri\s+(?:dari|atas)(?=[^.]{5,400}?\smeng(?:gelar|adakan)\s+(?:rapat|rakor))"
    r"|[Tt]urut|[Pp]esertanya|diwakili|[Tt]ampak\s+pula"
    r"|(?:[Rr]apat|[Rr]akor)(?:\s+[Kk]oo?rdinasi)?\s+dengan)\b"
)
_ATTENDS = re.compile(
    r"\b(?:menghadiri|mengikuti|(?:juga|turut)\s+(?:hadir|mengirim(?:kan)?\s+perwakilan\w*)"
    r"|mendampingi)\b"
)
_AMONG = re.compile(r"\b(?:lingkungan|lingkup|se)\s+$", re.IGNORECASE)
_SENT = re.compile(r"perwakilan|turut\s+hadir|juga\s+hadir")
_ACRONYM = re.compile(
    r"(?<=[,\s])(?P<name>[A-Z]{3,}[A-Z-]*(?:/[A-Z]+)?)"
    r"(?=\s*(?:[,.;(]|$|(?:dan|serta|adalah|yang|untuk|guna|dalam|pada|terkait|bersama|Provinsi"
    r"|Kabupaten|Kota|Kab\.)\s))"
)
_ROMAN = re.compile(r"[IVXL]+")
_IN_PLACE = re.compile(r"\b(?:hotel|gedung|aula|ruang|warga|masyarakat|di)\s+$", re.I)
_UNTIL = re.compile(
    r"\b(?:guna|dalam\s+rangka|membahas|untuk\s+me\w+|bertempat|menyampaikan|menekankan"
    r"|mengatakan|menegaskan|menggelar|mengadakan|dengan\s+agenda)\b"
    r"|\bpada\s+(?=(?:hari\s+)?(?:Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu|\d))|\bdi\s+(?=Ruang"
    r"|Aula|Gedung|Hotel|Balai|Kantor|Pendopo|[A-Z]\w+\s+Kantor)"
)
_HEADS_OF = re.compile(
    r"\b(?P<who>(?:Wakil\s+)?(?:Bupati|Wali\s?[Kk]ota)|Wabup|Wawali"
    r"|Wawako)\s+(?P<place>(?:[A-Z][a-z]+\s?){1,3})"
)
_SENT_BY = re.compile(
    r"\b(?:[Bb]upati|[Ww]ali\s?[Kk]ota|[Kk]epala\s+daerah|[Pp]erwakilan)"
    r"(?:(?:\s+(?:dan|atau|serta|maupun)\s+|/)(?:bupati|wali\s?kota|perwakilan\w*))*\s+dari\s+(?=[A-Z])"
)
_OFFICE_OF = re.compile(r"\b[A-Z]{3,} $")  # `CKTR Kota Batam`
_TITLE = re.compile(
    r"\W*(?:(?:adapun\s+)?(?:daftar\s+)?peserta(?:\s+(?:sidang/)?rapat)?(?:\s+(?:yang\s+)?hadir)?|daftar\s+hadir"
    r"|(?:rapat\s+)?(?:yang\s+|turut\s+|di)?hadir(?:i\s+oleh)?(?:\s+(?:dalam|pada)\s+(?:rapat|rakor|acara"
    r"|kegiatan|pertemuan|kesempatan)(?:\s+(?:ini|itu|tersebut))?)?(?:\s+antara\s+lain)?)\W*",
    re.IGNORECASE,
)
_KNOWN_PLACES = {*CITIES, *LAMPUNG_PLACES}
_PLACE_NAME = r"[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}"
_MORE_PLACES = re.compile(
    rf"(?:,\s{_PLACE_NAME}){{0,15}},?\s(?:dan|serta)\s{_PLACE_NAME}(?=\s*(?:[,.(;]|(?:dan|serta|di|pada|untuk|yang)\b"
    rf"|$))"
)


@dataclass(frozen=True)
class Attendance:
    """Collects the participants of one text; `aside` are spans that are places, not people."""

    source: Source
    prose: str
    organisations: Organisations
    people: People
    aside: list[tuple[int, int]]
    spoken: list[tuple[int, int]]

    def read(self, blocks: list[Block], sentences: list[Sentence]) -> list[Participant]:
        """Organisations said to take part, in the order of the text, each once."""
        zones = [*self._listed(blocks), *self._said(blocks, sentences)]
        found: list[Participant] = []
        labelled = set(self._listed(blocks))
        for start, end in sorted(zones):
            found += self._zone(start, end)
            if (start, end) in labelled:
                found += self._places(start, end)
        return merged(found)

    def speaking(self, persons: list[Person]) -> list[Participant]:
        """The organisations of people who spoke."""
        return [
            self._participant(p.organisation, p)
            for p in persons
            if p.organisation and not self.prose.startswith("Asisten", p.organisation.start)
        ]

    def _listed(self, blocks: list[Block]) -> Iterator[tuple[int, int]]:
        for i, block in enumerate(blocks):
            if _titled(self.source, block):
                yield (block.start, block.end)
                for item in _items_below(self.source, blocks[i + 1 :], block):
                    yield (item.start, item.end)

    def _said(self, blocks: list[Block], sentences: list[Sentence]) -> Iterator[tuple[int, int]]:
        for sentence in sentences:
            if blocks[sentence.block].kind not in {"paragraph", "heading"}:
                continue
            covered = sentence.start
            for match in _ATTEND.finditer(self.prose, sentence.start, sentence.end):
                if match.start() < covered:
                    continue
                if match[0] == "bersama" and not self._joint(sentence, match.start()):
                    continue
                reported = any(a <= match.start() < b for a, b in self.spoken)
                if reported and match[0].lower() not in {"dihadiri", "diikuti"}:
                    continue
                until = _UNTIL.search(self.prose, match.end(), sentence.end)
                covered = until.start() if until else sentence.end
                yield match.end(), covered
                yield from self._broken_off(blocks[sentence.block], covered)
            active = _ATTENDS.search(self.prose, sentence.start, sentence.end)
            if active and (
                _SENT.search(active[0])
                or re.search(
                    r"[Rr]apat|[Rr]akor|[Zz]oom|virtual|daring|online",
                    self.prose[active.end() : sentence.end],
                )
            ):
                yield sentence.start, active.start()

    def _broken_off(self, block: Block, end: int) -> Iterator[tuple[int, int]]:
        """`…, PT. Bagong. PT. BIB, …`: a full stop typed for a comma does not end the list."""
        following = end + 1
        mention = self.organisations.at(following)
        if mention and self.prose.startswith((",", " ,"), mention.end):
            stop = re.compile(r"[\w)]{3}\.(?=\s)").search(self.prose, mention.end, block.end)
            yield following, stop.end() if stop else block.end

    def _joint(self, sentence: Sentence, place: int) -> bool:
        said = self.prose[sentence.start : sentence.end]
        return (
            bool(re.search(r"[Rr]apat|[Rr]akor|didampingi|hadir", said))
            and place - sentence.start < 400
        )

    def _zone(self, start: int, end: int) -> Iterator[Participant]:
        taken = start
        for mention in self.organisations.within(start, end):
            if mention.start < taken or self._not_there(mention, start):
                continue
            person = self._representative(mention, start, end)
            yield self._participant(mention, person)
            taken = max(mention.end, person.end if person and person.name else 0)
            if mention.kind == "regency_city":
                yield from self._more_regencies(mention, end)
        yield from self._sent_by(start, end)
        yield from self._regional_heads(start, end)
        yield from self._heads_of_offices(start, end)
        for acronym in _ACRONYM.finditer(self.prose, start, end):
            first, last = acronym.span("name")
            numbered = re.search(r"\d\s$", self.prose[max(0, first - 2) : first])
            office = acronym["name"] not in NO_OFFICE and not _ROMAN.fullmatch(acronym["name"])
            region = region_after(self.prose, last)
            last = region.end() if region else last
            if office and not numbered and not self._taken(first):
                yield self._participant(
                    Mention(first, last, self.source.words(first, last), "other"), None
                )

    def _not_there(self, mention: Mention, start: int) -> bool:
        """Whether the words name a post, a place or a surrounding, not who came."""
        if any(a <= mention.start < b for a, b in self.aside):
            return True
        if self.prose.startswith("Asisten", mention.start):  # a post of the secretariat
            return True
        before = self.prose[max(start, mention.start - 24) : mention.start]
        place = mention.kind == "regency_city" and _IN_PLACE.search(before)
        place = place or (mention.kind == "regency_city" and _OFFICE_OF.search(before))
        return bool(place or _AMONG.search(before))

    def _heads_of_offices(self, start: int, end: int) -> Iterator[Participant]:
        """`Kadis PUPR Nama`: the head of an office no list holds stands for it."""
        for head in re.compile(r"\b(?:Kadis|Kaban|Kepala)\s+(?=[A-Z])").finditer(
            self.prose, start, end
        ):
            if self._taken(head.end()):
                continue
            person = self.people.at(head.start(), end)
            if person and person.organisation:
                yield self._participant(person.organisation, person)

    def _places(self, start: int, end: int) -> Iterator[Participant]:
        """In a list of those present a bare `Lamsel` is the regency."""
        for item in re.compile(r"(?:(?<=,\s)|(?<=^)|(?<=dan\s))(?=[A-Z])").finditer(
            self.prose, start, end
        ):
            regency = regency_at(self.prose, item.start(), end)
            if (
                regency
                and not self._taken(item.start())
                and re.match(r"\s*(?:[,.;(]|$|dan\s)", self.prose[regency.end : end])
            ):
                yield self._participant(regency, None)

    def _taken(self, place: int) -> bool:
        """Whether an organisation or a person's gelar already covers this place."""
        near = self.organisations.within(max(0, place - 120), place + 120)
        return any(m.start <= place < m.end for m in near)

    def _representative(self, mention: Mention, start: int, end: int) -> Person | None:
        """`Kepala Dinas X, Nama` around the mention."""
        for head in re.finditer(
            r"\b(?:Kepala|Ka(?:dis|ban|ro|bid)\w*|Ketua|Plt|Plh|Pj|Sekretaris|Direktur\w*"
            r"|Pimpinan|Pemimpin|Inspektur|Kabid|Wakil)\b",
            self.prose[max(start, mention.start - 60) : mention.start],
        ):
            person = self.people.at(max(start, mention.start - 60) + head.start(), end)
            if person and person.position and person.position[0] <= mention.start < person.end:
                return person
        return None

    def _more_regencies(self, mention: Mention, end: int) -> Iterator[Participant]:
        """`Kabupaten Mesuji, Tulang Bawang dan Way Kanan`: the later ones are regencies too."""
        rest = _MORE_PLACES.match(self.prose, mention.end, end)
        for place in re.finditer(_PLACE_NAME, rest[0]) if rest else ():
            first, last = mention.end + place.start(), mention.end + place.end()
            whole = regencies().get(f"Lampung {place[0]}")  # `Lampung Utara, Tengah, dan Mesuji`
            if whole and mention.value.startswith("Kabupaten Lampung "):
                yield self._participant(Mention(first, last, whole, "regency_city"), None)
                continue
            if self.organisations.at(first) or place[0] not in _KNOWN_PLACES:
                return
            yield self._participant(self._regency(first, last), None)

    def _sent_by(self, start: int, end: int) -> Iterator[Participant]:
        """`bupati atau perwakilan dari Lampung Utara, Mesuji, dan Tulang Bawang`."""
        for sent in _SENT_BY.finditer(self.prose, start, end):
            regency = regency_at(self.prose, sent.end(), end)
            if regency and not self.organisations.at(regency.start):
                yield self._participant(regency, None)
                yield from self._more_regencies(regency, end)

    def _regional_heads(self, start: int, end: int) -> Iterator[Participant]:
        """`Bupati Pesawaran Nama` stands for Kabupaten Pesawaran."""
        for head in _HEADS_OF.finditer(self.prose, start, end):
            person = self.people.at(head.start(), end)
            regency = regency_at(self.prose, head.start("place"), end)
            if person and regency and person.position:
                yield self._participant(regency, person)

    def _regency(self, start: int, end: int) -> Mention:
        known = regencies().get(self.source.words(start, end))
        return Mention(start, end, known or self.source.words(start, end), "regency_city")

    def _participant(self, mention: Mention, person: Person | None) -> Participant:
        name = None
        if person and person.name:
            name = leaf_at(self.source, *person.name)
        evidence = [self.source.evidence(mention.start, mention.end)]
        written = self.source.words(mention.start, mention.end)
        return Participant(mention.value, evidence, written, mention.kind, name)


def _titled(source: Source, block: Block) -> bool:
    if block.kind == "label":
        return block.label == "participants"
    return bool(_TITLE.fullmatch(source.plain, block.start, block.end))


def _items_below(source: Source, blocks: list[Block], title: Block) -> Iterator[Block]:
    """The list under its title, with the names in brackets that stand on lines of their own."""
    for block in blocks:
        if block.kind == "item" and not (
            title.marker
            and block.marker[-1:] == title.marker[-1:]
            and block.marker[:1].isdigit() == title.marker[:1].isdigit()
        ):
            yield block
        elif source.plain[block.start : block.start + 1] != "(":
            return
