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
_ACRONYM = re.compile(  # not the `HET` of `…, dan HET tapioka oleh …`
    r"[A-Z]{3,}(?=\s*(?:[^\w\s]|$)|\s+(?:[A-Z]|(?:me|ber|di)[a-z]{4}|dan\b|serta\b|untuk\b|guna\b|akan\b|agar\b"
    r"|wajib\b|harus\b|segera\b|paling\b|se|yang\b|dalam\b|pada\b|sudah\b|tidak\b))"
)
_ACTOR = re.compile(
    r"(?:(?:seluruh|semua|setiap|masing-masing|para)\s+)?(?:perangkat\s+daerah|OPD|SKPD|pemerintah\s+"
    r"(?:provinsi|kabupaten/kota|kabupaten|kota|desa|daerah|pekon|kampung)(?!\s+[A-Z])|pemda|pemkab"
    r"(?!\s+[A-Z])|kabupaten/kota|kabupaten(?!\s+[A-Z])|kecamatan|bupati(?:/|\s+dan\s+)wali\s?kota"
    r"|kepala\s+(?:desa|pekon|kampung|daerah|OPD|perangkat\s+daerah)|pihak\s+perusahaan"
    r"|aparat\s+(?:kepolisian|desa|keamanan|penegak\s+hukum)"
    r"|(?:pihak\s+)?(?:asosiasi\s+(?:pengusaha|petani|pedagang|perusahaan)(?:\s+(?!me|ber|di|dan\b|serta\b|se|ak|ha"
    r"|un|wa|ag|ta|te)[a-z]+){0,2}|desa(?=\s+(?:akan|ber|wajib|harus)))|asosiasi"
    r"|(?:dinas|instansi|lembaga|pihak|badan)(?:\s+teknis)?(?=\s+terkait))(?:\s+terkait)?\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\s*(?:,\s*(?:dan|serta)\b|,|\b(?:dan|serta|bersama(?:[-\s]sama)?(?:\s+dengan)?)\b|/|&)\s*"
)
_ADDRESSED = re.compile(
    r"(?:(?:Agar|Kepada|Untuk|Mendorong|Mewajibkan|(?:Meminta|Menugaskan|Diminta|Diharapkan|Menginstruksikan"
    r"|Merekomendasikan|Memerintahkan)(?:\s+kepada)?)\s+)?(?:pihak\s+)?"
)
_BY = re.compile(r"\boleh\s+(?:tim\s+(?:teknis\s+|gabungan\s+)?(?:dari\s+)?|pihak\s+)?")
_CLAUSE = re.compile(
    r"(?:,|\b(?P<asked>agar|supaya|diminta(?:\s+kepada)?|meminta|menugaskan|mendorong|kemudian|lalu)"
    r"|\b(?:kepada|bahwa))\s+"
)
_OBLIGED = re.compile(
    r"\s+(?:agar|supaya|untuk|diminta|wajib|harus|segera|akan|diwajibkan|ditugaskan|bertugas"
    r"|berkewajiban|bertanggung\s+jawab|menjadi\s+(?:koordinator|leading\s+sector))\b"
)
_ASKED_TO = re.compile(rf"{_OBLIGED.pattern}|\s*,?\s+(?:me|ber)[a-z]{{4,}}")
_PARTIES = re.compile(
    r"\b(?:M[Oo]U|[Nn]ota\s+[Kk]esepahaman|[Pp]erjanjian|[Kk]erja\s?sama|[Kk]esepakatan)\s+antara\s+"
)
_WITH_PARTY = re.compile(r"\s+dengan\s+")
_NAMED_ONLY = re.compile(r"\byang\s+(?:\w+\s+){0,2}di[a-z]+\s+$")  # `data yang dimiliki oleh …`
_MINISTER = re.compile(r"Menteri\s+(?P<field>[A-Z]\w+(?:(?:,|\s+dan)?\s+[A-Z]\w+)*)")


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
            named = (
                self._acting(*body)
                or self._obliged(*body)
                or self._by(*body)
                or self._parties(*body)
            )
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
        found = self._joint(addressed.end() if addressed else start, end)
        title = self.prose.find("\n", start, end)
        return found or (self._acting(title + 1, end) if title > 0 else [])

    def _obliged(self, start: int, end: int) -> list[Mention]:
        """`Terkait data, Dinas X dan Dinas Y agar …`."""
        for clause in _CLAUSE.finditer(self.prose, start, end):
            found = self._joint(clause.end(), end)
            follows = _ASKED_TO if clause["asked"] else _OBLIGED
            if found and follows.match(self.prose, found[-1].end, end):
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
        ministry = self._ministry(start, end)
        if ministry:
            return ministry
        person = self.people.at(start, end)
        return person.organisation if person and person.position else None

    def _acronym(self, start: int, end: int) -> Mention | None:
        """Among other organisations an acronym no list holds is one as well."""
        acronym = _ACRONYM.match(self.prose, start, end)
        if not acronym or acronym[0] in NO_OFFICE or FUND.match(acronym[0]):
            return None
        return Mention(start, acronym.end(), acronym[0], "other")

    def _by(self, start: int, end: int) -> list[Mention]:
        """`… oleh Dinas X, dan … oleh Dinas Y`: both are to do it."""
        found: list[Mention] = []
        for by in _BY.finditer(self.prose, start, end):
            if not _NAMED_ONLY.search(self.prose, start, by.start()):
                known = {mention.value for mention in found}
                found += [m for m in self._joint(by.end(), end) if m.value not in known]
        return found

    def _parties(self, start: int, end: int) -> list[Mention]:
        """`MoU antara Pemkab X dengan asosiasi Y`: those who are to sign it."""
        between = _PARTIES.search(self.prose, start, end)
        found = self._joint(between.end(), end) if between else []
        other = _WITH_PARTY.match(self.prose, found[-1].end, end) if found else None
        return [*found, *self._joint(other.end(), end)] if other else found

    def _ministry(self, start: int, end: int) -> Mention | None:
        """The ministry of `Menteri Pertanian` where the text names it as well."""
        minister = _MINISTER.match(self.prose, start, end)
        if not minister:
            return None
        ministry = f"Kementerian {minister['field']}"
        named = next((m for m in self.organisations.mentions if m.value == ministry), None)
        return Mention(*minister.span(), named.value, named.kind) if named else None

    def _participant(self, mention: Mention) -> Participant:
        evidence = self.source.evidence(mention.start, mention.end)
        written = self.source.words(mention.start, mention.end)
        return Participant(mention.value, [evidence], written, mention.kind, None)
