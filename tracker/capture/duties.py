"""What an agreed sentence lays down: who is responsible, until when, reporting, funding."""

import re
from dataclasses import dataclass

from tracker.capture.agreed_lists import COLUMN
from tracker.capture.dates import FoundDate
from tracker.capture.draft import Agreement, Participant, leaf_at
from tracker.capture.due import find_due
from tracker.capture.funding import FUND, find_funding
from tracker.capture.organisations import Mention, Organisations
from tracker.capture.people import People
from tracker.capture.regencies import regency_at
from tracker.capture.reporting import find_report_to
from tracker.capture.source import Source
from tracker.capture.words import NO_OFFICE

_IN_CHARGE = re.compile(
    r"(?:\bPJ|\bPIC|[Pp]enanggung\s?[Jj]awab|[Ll]eading\s+[Ss]ector|[Pp]elaksana)\s*[:=-]\s*",
)
_TRAILING = re.compile(
    r"\s*[(\[](?P<inner>[^()\[\]]{2,200}(?:\([^()]{1,60}\)[^()]{0,60})?)[)\]]\s*$"
)
_COLUMNS = re.compile(  # of a matrix whose rows were pasted: `1 | Menyusun … | Bappeda | …`
    rf"\s*\|\s*|\n(?={COLUMN.pattern})"
    r"|\s+-\s+(?=(?:Dinas|Badan|Biro|Bappeda|[A-Z]{4,})[^.;]{0,80}?(?:\s-\s|$))"
)
_ACRONYM = re.compile(r"[A-Z]{3,}(?!\w)")
_ACTOR = re.compile(
    r"(?:(?:seluruh|semua|setiap|masing-masing|para)\s+)?(?:perangkat\s+daerah|OPD|SKPD|pemerintah\s+"
    r"(?:provinsi|kabupaten/kota|kabupaten|kota|desa|daerah|pekon|kampung)(?!\s+[A-Z])|pemda|pemkab"
    r"(?!\s+[A-Z])|kabupaten/kota|kabupaten(?!\s+[A-Z])|kecamatan|bupati(?:/|\s+dan\s+)wali\s?kota"
    r"|kepala\s+(?:desa|pekon|kampung|daerah|OPD|perangkat\s+daerah)|pihak\s+perusahaan"
    r"|aparat\s+(?:kepolisian|desa|keamanan|penegak\s+hukum)"
    r"|(?:dinas|instansi|lembaga|pihak|badan)(?:\s+teknis)?(?=\s+terkait))(?:\s+terkait)?\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\s*(?:,\s*(?:dan|serta)\b|,|\b(?:dan|serta|bersama(?:-sama)?(?:\s+dengan)?)\b|/|&)\s*"
)
_ADDRESSED = re.compile(
    r"(?:(?:Agar|Kepada|Untuk|Mendorong|Mewajibkan|(?:Meminta|Menugaskan|Diminta|Diharapkan|Menginstruksikan"
    r"|Merekomendasikan|Memerintahkan)(?:\s+kepada)?)\s+)?(?:pihak\s+)?"
)
_BY = re.compile(r"\boleh\s+(?:tim\s+(?:teknis\s+|gabungan\s+)?(?:dari\s+)?|pihak\s+)?")
_CLAUSE = re.compile(
    r"(?:,|\b(?:agar|kepada|meminta|diminta|menugaskan|mendorong|bahwa))\s+(?=[A-Z])"
)
_OBLIGED = re.compile(
    r"\s+(?:agar|supaya|untuk|diminta|wajib|harus|segera|akan|diwajibkan|ditugaskan|bertugas"
    r"|berkewajiban|bertanggung\s+jawab|menjadi\s+(?:koordinator|leading\s+sector))\b"
)


@dataclass(frozen=True)
class Duties:
    """Reads the duties of agreed points of one text."""

    source: Source
    prose: str
    dates: list[FoundDate]
    organisations: Organisations
    people: People

    def read(self, order: int, start: int, end: int) -> Agreement:
        """The agreement standing at this span, with what it lays down."""
        body = self._body(start, end)
        return Agreement(
            order=order,
            text=leaf_at(self.source, *body),
            report_to=find_report_to(self.source, *body),
            organisations=self._responsible(body, end),
            due=find_due(self.source, self.dates, start, end),
            funding=find_funding(self.source, start, end),
        )

    def _body(self, start: int, end: int) -> tuple[int, int]:
        """The sentence without the columns and the closing bracket that name who is in charge."""
        columns = _COLUMNS.search(self.source.plain, start, end)
        if columns:
            return self.source.trimmed(start, columns.start(), " \n.,;-|")
        tail = self._tail(start, end)
        return self.source.trimmed(start, tail.start(), " \n.,;-") if tail else (start, end)

    def _tail(self, start: int, end: int) -> re.Match[str] | None:
        tail = _TRAILING.search(self.source.plain, start, end)
        if not tail:
            return None
        inner = self.source.plain[tail.start("inner") : tail.end("inner")]
        named = self._named(*tail.span("inner"))
        if _IN_CHARGE.search(inner) or (named and named[0].start == tail.start("inner")):
            return tail
        return None

    def _responsible(self, body: tuple[int, int], end: int) -> list[Participant]:
        columns = _COLUMNS.search(self.source.plain, body[1], end)
        charged = _IN_CHARGE.search(self.source.plain, body[0], end)
        if columns and not charged:
            return [self._participant(m) for m in self.organisations.within(columns.end(), end)]
        tail = self._tail(body[0], end)
        if charged or tail:
            begin = charged.end() if charged else tail.start("inner") if tail else body[1]
            stop = re.compile(r"[;\n]|\b(?:[Bb]atas|[Tt]enggat|[Ss]umber)\b").search(
                self.source.plain, begin, end
            )
            named = self._named(begin, stop.start() if stop else end)
        else:
            named = self._acting(*body) or self._obliged(*body) or self._by(*body)
        return [self._participant(mention) for mention in named]

    def _named(self, start: int, end: int) -> list[Mention]:
        """The organisations between two places; a bracket may hold just an acronym."""
        start, end = self.source.trimmed(start, end, " ()[];.,")
        found = self.organisations.within(start, end)
        acronym = re.fullmatch(r"[A-Z]{3,}", self.prose[start:end])
        if not found and acronym and not FUND.fullmatch(acronym[0]):
            return [Mention(start, end, self.source.words(start, end), "other")]
        return found

    def _acting(self, start: int, end: int) -> list[Mention]:
        """The organisations the sentence begins with."""
        addressed = _ADDRESSED.match(self.prose, start, end)
        return self._joint(addressed.end() if addressed else start, end)

    def _obliged(self, start: int, end: int) -> list[Mention]:
        """`Terkait data, Dinas X dan Dinas Y agar …`."""
        for clause in _CLAUSE.finditer(self.prose, start, end):
            found = self._joint(clause.end(), end)
            if found and _OBLIGED.match(self.prose, found[-1].end, end):
                return found
        return []

    def _joint(self, position: int, end: int) -> list[Mention]:
        found: list[Mention] = []
        while position < end:
            mention = self._actor(position, end) or (
                self._acronym(position, end) if found else None
            )
            if not mention:
                break
            found.append(mention)
            joined = _WITH.match(self.prose, mention.end, end)
            if not joined:
                break
            position = joined.end()
        return found

    def _actor(self, start: int, end: int) -> Mention | None:
        mention = self.organisations.at(start)
        if mention:
            return mention
        generic = _ACTOR.match(self.prose, start, end)
        if generic:
            return Mention(start, generic.end(), self.source.words(start, generic.end()), "other")
        if not self.prose[start : start + 1].isupper():
            return None
        regency = regency_at(self.prose, start, end)
        if regency:
            return regency
        person = self.people.at(start, end)
        return person.organisation if person and person.position else None

    def _acronym(self, start: int, end: int) -> Mention | None:
        """Among other organisations an acronym no list holds is one as well."""
        acronym = _ACRONYM.match(self.prose, start, end)
        if not acronym or acronym[0] in NO_OFFICE or FUND.match(acronym[0]):
            return None
        return Mention(start, acronym.end(), acronym[0], "other")

    def _by(self, start: int, end: int) -> list[Mention]:
        for by in _BY.finditer(self.prose, start, end):
            found = self._joint(by.end(), end)
            if found:
                return found
        return []

    def _participant(self, mention: Mention) -> Participant:
        evidence = self.source.evidence(mention.start, mention.end)
        written = self.source.words(mention.start, mention.end)
        return Participant(mention.value, [evidence], written, mention.kind, None)
