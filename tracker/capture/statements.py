"""What was said in the meeting: direct speech, reported speech, directives."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.capture.draft import Chair, Leaf, Statement, leaf_at
from tracker.capture.layout import Sentence
from tracker.capture.organisations import Organisations
from tracker.capture.people import People, Person
from tracker.capture.source import Source
from tracker.capture.speakers import Speaker, Speakers
from tracker.capture.speech import COVER, Quote
from tracker.capture.verbs import DIRECTIVES, verb_of_saying

_VERB = re.compile(r"\b(?:memberi(?:kan)?\s+arahan|me[a-z]{5,}|ber(?:harap|pesan)|minta)\b")
_ROOTS = (
    r"(?:ujar|kata|tegas|jelas|tutup|ungkap|papar|tutur|ucap|imbuh|tambah|terang|sebut|lanjut"
    r"|pungkas"
    r"|pinta|harap|beber|pesan|urai|ajak|cetus|tukas|rinci|akunya|demikian)"
)
_AFTER_QUOTE = re.compile(
    rf'"?[\s,.]*(?:{COVER}*)\s*(?P<verb>{_ROOTS})(?P<nya>nya)?\b(?P<he>\s+(?:dia|ia|beliau)\b)?[\s,]*',
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf",\s*(?P<verb>{_ROOTS})(?P<nya>nya|\s+(?:dia|ia"
    rf"|beliau))?\b\s*(?P<who>[^,]{{0,160}}(?:,[^,]{{1,40}}){{0,4}})?[.\s*]*$",
)
_OPENING = re.compile(
    r"(?:(?:Dalam (?:sambutan|arahan|paparan|laporan|keterangan)(?:nya)?"
    r"|Sementara itu|Selanjutnya|Lebih lanjut|Kemudian|Adapun|Sedangkan|Lalu|Di sisi lain"
    r"|Selain itu"
    r"|Senada|Dalam kesempatan (?:itu|tersebut|yang sama)|Pada kesempatan (?:itu|tersebut"
    r"|yang sama))\s+(?=[A-Z]|(?:ia|dia|beliau|wali\s?kota|bupati|gubernur)\b)"
    r"|(?:Dalam|Pada|Di|Usai|Saat|Ketika|Sementara|Selain|Lebih|Senada|Menanggapi|Selanjutnya"
    r"|Kemudian|Sebelumnya|Adapun|Hal|Terkait|Melalui|Sebagai|Menutup|Mengawali|Mengakhiri|Oleh"
    r"|Untuk"
    r"|Karena|Lalu|Dari|Menindaklanjuti|Menyikapi|Setelah|Sedangkan|Namun|Bahkan|Kendati|Meski\w*"
    r"|Ditemui|Dihubungi|Ditanya|Dikonfirmasi|Disinggung"
    r"|Membuka|Berdasarkan|Guna|Tak|Tidak|Terpisah|Begitu|Demikian|Atas|Di samping|Mewakili)\b"
    r"[^,\"]{0,160},\s+)"
)
_PRONOUN = re.compile(r"(?:[Ii]a|[Dd]ia|[Bb]eliau|[Dd]irinya|[Pp]ihaknya)\b")
_OFFICE = re.compile(  # `Untuk itu, wali kota mengimbau …`
    r"(?:[Ww]akil\s+)?(?:[Ww]ali\s?kota|[Bb]upati|[Gg]ubernur|[Ss]ekda)\b(?!\s+[A-Z(])"
)
_POSTS = {"assistant_secretary", "governor_adviser"}  # held by one person
_CHAIRS = re.compile(r"(?:Ketua|Pimpinan)\s+[Rr]apat\b")
_BETWEEN = re.compile(
    r"[\s,]*(?:(?:juga|turut|pun|kembali|lantas|lalu|kemudian|secara|dalam|pada|yang|saat|ketika"
    r"|usai"
    r"|sambil|sendiri|langsung|di|hanya|telah|lebih|membuka|sekaligus|selaku|antara|tak|tidak|terus"
    r"|selanjutnya|memimpin|mewakili|didampingi|melalui|pun)\b(?:[^.;\"]|\.(?=\d)){0,120}?)?[\s,]*"
)
_ARAHAN = re.compile(r"(?:Arahan|Instruksi|Perintah)\s+(?=[A-Z])")
_NOTHING_NEW = re.compile(r"[a-z]+\s+hal\s+(?:itu|ini|tersebut|senada|serupa)\b")
_ALSO = re.compile(
    r"[A-Z][a-z]+\s[a-z ]{3,40}?\s?yang\s+(?:juga|sekaligus)(?:\s+menjabat)?\s+(?=[A-Z])"
)
_SENT = re.compile(r"[\s,]*(?:yang\s+)?(?:di|ter)wakili(?:\s+oleh)?\s+")
_ACCORDING = re.compile(
    r"(?:Menurut|Lanjut|Kata|Ujar|Tambah|Jelas|Ungkap|Tegas)(?P<nya>nya|\s+(?:dia|ia|beliau)\b)?\s*,?\s*"
)
_PASSIVE = re.compile(
    r"Di(?:katakan|sampaikan|tambahkan|tegaskan|jelaskan|ungkapkan|sebutkan)(?P<nya>nya)?[\s,]+"
)
_INSIDE_NAMED = re.compile(
    r",\s(?P<verb>lanjut|kata|ujar|tutur|menurut|sebut|jelas|ungkap|tambah)\s(?=[A-Z])"
)
_INSIDE = re.compile(r",\s(?:menurutnya|menurut\s(?:dia|ia|beliau)|katanya|lanjutnya),\s")


@dataclass
class StatementReader:
    """Reads the statements of one text in order; remembers who spoke last."""

    source: Source
    prose: str
    people: People
    speakers: Speakers
    organisations: Organisations
    chair: Chair | None = None
    last: Speaker | None = None

    def read(self, sentences: list[Sentence], quotes: list[Quote]) -> list[Statement]:
        """Statements of these sentences in the order of the text."""
        found: list[Statement] = []
        by_start = {q.opens: q for q in quotes}
        starts = sorted(by_start)
        for sentence in sentences:
            within = starts[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            inside = [by_start[start] for start in within]
            if inside:
                found += self._quoted(sentence, inside)
            else:
                found += self._reported(sentence)
        return _with_late_speakers(found, quotes)

    def _quoted(self, sentence: Sentence, quotes: list[Quote]) -> Iterator[Statement]:
        for i, quote in enumerate(quotes):
            until = quotes[i + 1].opens if i + 1 < len(quotes) else sentence.end
            begin = quotes[i - 1].closes + 1 if i else sentence.start
            speaker = self._after(quote, until) or self._before(begin, quote)
            self.last = speaker or self.last
            start, end = self.source.trimmed(quote.opens + 1, quote.closes, " \n\r,")
            who = self.last or Speaker(None, None)
            yield Statement(who.name, who.position, "quotation", self._text(start, end))

    def _after(self, quote: Quote, until: int) -> Speaker | None:
        match = _AFTER_QUOTE.match(self.prose, quote.closes, until)
        if not match:
            return None
        if match["nya"] or match["he"]:
            person = (
                self._person(match.end(), until) if match["nya"] and self.last is None else None
            )
            return self._speaker(person, match.start("verb")) if person else self.last
        person = self._person(match.end(), until)
        return self._speaker(person, match.start("verb")) if person else None

    def _before(self, start: int, quote: Quote) -> Speaker | None:
        subject = self._subject(start, quote.opens)
        return subject[0] if subject else None

    def _reported(self, sentence: Sentence) -> Iterator[Statement]:
        for reading in (
            self._instructed,
            self._at_end,
            self._according,
            self._passive,
            self._active,
            self._inside,
        ):
            statement = reading(sentence)
            if statement:
                self.last = Speaker(statement.speaker, statement.position)
                yield statement
                return

    def _instructed(self, sentence: Sentence) -> Statement | None:
        """`Arahan Sekda: …` in notes."""
        match = _ARAHAN.match(self.prose, sentence.start, sentence.end)
        person = self._person(match.end(), sentence.end) if match else None
        colon = (
            re.compile(r"\s*:\s*").match(self.prose, person.end, sentence.end) if person else None
        )
        if not person or not colon:
            return None
        return self._statement(
            self._speaker(person, person.start), "directive", colon.end(), sentence.end
        )

    def _at_end(self, sentence: Sentence) -> Statement | None:
        match = _AT_END.search(self.prose, max(sentence.start, sentence.end - 320), sentence.end)
        if not match or match.start() - sentence.start < 20:
            return None
        if match["nya"]:
            speaker = self.last
        else:
            person = self._person(match.start("who"), sentence.end)
            speaker = self._speaker(person, match.start("verb")) if person else None
        return self._statement(speaker, "paraphrase", sentence.start, match.start())

    def _according(self, sentence: Sentence) -> Statement | None:
        start = self._past_opening(sentence.start, sentence.end)
        match = _ACCORDING.match(self.prose, start, sentence.end)
        if not match:
            return None
        if match["nya"]:
            return self._statement(self.last, "paraphrase", match.end(), sentence.end)
        person = self._person(match.end(), sentence.end)
        if not person or not re.match(r"\s*,", self.prose[person.end : sentence.end]):
            return None
        return self._statement(self._speaker(person, start), "paraphrase", person.end, sentence.end)

    def _passive(self, sentence: Sentence) -> Statement | None:
        match = _PASSIVE.match(self.prose, sentence.start, sentence.end)
        if not match:
            return None
        person = None if match["nya"] else self._person(match.end(), sentence.end)
        speaker = self.last if match["nya"] else None
        if person and (person.position or self.speakers.knows(person)):
            speaker = self._speaker(person, sentence.start)
        return self._statement(
            speaker, "paraphrase", person.end if person else match.end(), sentence.end
        )

    def _active(self, sentence: Sentence) -> Statement | None:
        subject = self._subject(sentence.start, sentence.end)
        if not subject:
            return None
        speaker, verb, start = subject
        if _NOTHING_NEW.match(self.prose, start, sentence.end):
            self.last = speaker
            return None
        kind = "directive" if verb in DIRECTIVES else "paraphrase"
        return self._statement(speaker, kind, start, sentence.end)

    def _inside(self, sentence: Sentence) -> Statement | None:
        if _INSIDE.search(self.prose, sentence.start, sentence.end):
            return self._statement(self.last, "paraphrase", sentence.start, sentence.end)
        named = _INSIDE_NAMED.search(self.prose, sentence.start, sentence.end)
        person = self._person(named.end(), sentence.end) if named else None
        if not named or not person or not self.prose.startswith(",", person.end):
            return None
        speaker = self._speaker(person, named.start("verb"))
        return self._statement(speaker, "paraphrase", sentence.start, sentence.end)

    def _subject(self, start: int, end: int) -> tuple[Speaker, str, int] | None:
        """Speaker, verb and the verb's place when a person or office stands before a verb."""
        start = self._past_opening(start, end)
        verb = next(
            (m for m in _VERB.finditer(self.prose, start, end) if verb_of_saying(m[0])), None
        )
        if not verb:
            return None
        speaker, stop = self._who(start, verb.start(), verb.end())
        if not speaker or not _BETWEEN.fullmatch(self.prose, stop, verb.start()):
            return None
        return speaker, verb_of_saying(verb[0]) or "", verb.start()

    def _who(self, start: int, end: int, said: int) -> tuple[Speaker | None, int]:
        pronoun = _PRONOUN.match(self.prose, start, end)
        if pronoun:
            return self.last or self.speakers.before(start), pronoun.end()
        chairs = _CHAIRS.match(self.prose, start, end)
        if chairs and self.chair:
            return Speaker(
                Leaf(self.chair.value, self.chair.source), self.chair.position
            ), chairs.end()
        office = _OFFICE.match(self.prose, start, end)
        if office:
            holder = Person(*office.span(), None, office.span())
            return self._speaker(holder, start, said), office.end()
        also = _ALSO.match(self.prose, start, end)
        start = also.end() if also else start
        delegate = re.compile(r"(?i:perwakilan|utusan)\s+").match(self.prose, start, end)
        mention = self.organisations.at(delegate.end() if delegate else start)
        if mention and mention.end <= end and mention.kind not in _POSTS:
            return self._of_office(start, mention.end, end)
        person = self._person(start, end)
        sent = _SENT.match(self.prose, person.end, end) if person else None
        person = self._person(sent.end(), end) if sent else person
        return (self._speaker(person, person.start, said), person.end) if person else (None, start)

    def _of_office(self, start: int, stop: int, end: int) -> tuple[Speaker, int]:
        comma = re.compile(r",\s*").match(self.prose, stop, end)
        person = self._person(comma.end(), end) if comma else None
        if person and person.name and not person.position:
            person = Person(start, person.end, person.name, (start, stop))
            self.speakers.introduce(person)
            return self.speakers.leaf(person), person.end
        return Speaker(self._text(start, stop), None), stop

    def _past_opening(self, start: int, end: int) -> int:
        for _ in range(3):
            opening = _OPENING.match(self.prose, start, end)
            person = self.people.at(start, opening.end()) if opening else None
            if not opening or (person and person.position) or self.organisations.at(start):
                break
            start = opening.end()
        return start

    def _person(self, start: int, end: int) -> Person | None:
        return self.people.at(start, end) if start < end else None

    def _speaker(self, person: Person, start: int, end: int = 0) -> Speaker:
        return self.speakers.of(person, (start, max(end, person.end)))

    def _statement(
        self, speaker: Speaker | None, kind: str, start: int, end: int
    ) -> Statement | None:
        start, end = self.source.trimmed(start, end, " \n\r\t.,;:*")
        if not speaker or len(self.source.plain[start:end].split()) < 4:
            return None
        return Statement(speaker.name, speaker.position, kind, self._text(start, end))

    def _text(self, start: int, end: int) -> Leaf:
        return leaf_at(self.source, start, end)


def _with_late_speakers(found: list[Statement], quotes: list[Quote]) -> list[Statement]:
    """An unclosed quotation belongs to whoever the closing paragraph names."""
    open_starts = {q.opens + 1 for q in quotes if not q.closed}
    for i in range(len(found) - 2, -1, -1):
        this, after = found[i], found[i + 1]
        begins = this.text.source[0].start
        if this.kind == after.kind == "quotation" and any(
            0 <= begins - o <= 2 for o in open_starts
        ):
            found[i] = Statement(after.speaker, after.position, this.kind, this.text)
    return found
