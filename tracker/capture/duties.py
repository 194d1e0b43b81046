"""What an agreed sentence lays down: who is responsible, until when, reporting, funding."""

import re
from dataclasses import dataclass

from tracker.capture.dates import FoundDate, between
from tracker.capture.draft import Agreement, DateLeaf, Leaf, Participant, leaf_at
from tracker.capture.organisations import Mention, Organisations
from tracker.capture.people import People
from tracker.capture.regencies import regency_at
from tracker.capture.source import Source

_IN_CHARGE = re.compile(
    r"(?:\bPJ|\bPIC|[Pp]enanggung\s?[Jj]awab|[Ll]eading\s+[Ss]ector|[Pp]elaksana)\s*[:=-]\s*",
)
_TRAILING = re.compile(
    r"\s*[(\[](?P<inner>[^()\[\]]{2,200}(?:\([^()]{1,60}\)[^()]{0,60})?)[)\]]\s*$"
)
_DUE = re.compile(
    r"(?:(?:paling|plg\.?)\s+(?:lambat|lama|akhir|lmbt)|selambat(?:-?\s?lambat)?nya|sebelum|hingga|sampai(?:\s+dengan)?|s\.?/?d\.?"
    r"|batas\s+waktu|tenggat(?:\s+waktu)?|deadline|target(?:\s+(?:waktu|selesai|penyelesaian))?|selesai"
    r"|rampung|tuntas|diselesaikan|jatuh\s+tempo|terakhir)\s*[:=]?\s*(?:pada\s+)?(?:hari\s+)?"
    r"(?:akhir\s+)?(?:di\s+)?(?:tanggal\s+|tgl\.?\s+)?(?P<week>(?:minggu|pekan)\s+(?:ke-?\s?)?\w+\s+)?"
    r"(?:awal\s+|akhir\s+|pertengahan\s+)?(?:bulan\s+)?$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:mulai|sejak|per|dari|terhitung)\s+(?:tanggal\s+|bulan\s+)?$", re.IGNORECASE
)
_LASTS = re.compile(  # how long something goes on is no day to be ready by
    r"\b(?:berlaku|beroperasi|dibuka|berlangsung|digelar|pelaksanaan|mulai|sejak|terhitung)\b[^.;]*"
    r"\b(?:hingga|sampai(?:\s+dengan)?|s\.?/?d\.?)\s+(?:tanggal\s+|bulan\s+|akhir\s+)*$",
    re.IGNORECASE,
)
_YEAR_DUE = re.compile(
    r"(?:paling\s+lambat|selambat(?:-?\s?lambat)?nya|selesai(?:\s+pada)?|tuntas(?:\s+pada)?|target(?:\s+waktu)?)"
    r"\s*:?\s*(?P<all>(?:akhir\s+)?tahun\s+(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:me|di)?lapor\w*|\bpelaporan|\bmenyampaikan|\bdisampaikan", re.IGNORECASE
)
_TO = re.compile(r"\b(?:kepada|ke|pada|kpd)\s+(?:Bapak\s+|Ibu\s+|Yth\.?\s+)*", re.IGNORECASE)
_PLACE = r"(?:\s+(?!untuk\b)[A-Z][a-z]+){0,3}"
_RECIPIENT = re.compile(
    rf"(?:(?:Plh|Plt|Pj|Pjs)\.?\s+)?(?:(?P<vice_governor>(?:Wakil\s+Gubernur|Wagub){_PLACE})|(?P<governor>Gubernur{_PLACE})"
    rf"|(?P<regional_secretary>(?:Sekretaris\s+Daerah|Sekda(?:prov|kab|ko)?"
    rf"|Sekprov){_PLACE})|(?P<other>(?:(?:Wakil\s+)?(?:Bupati|Wali\s?[Kk]ota)|Men(?:teri|dagri|ko|keu)"
    rf"|Presiden|Asisten|Ketua|Kepala|Inspektur|Direktur|Dirjen|DPRD|Pimpinan)\b"
    r"(?:\s+(?:(?:dan\s+)?(?!Gubernur|Sek|Wakil|Wali|Bupati)[A-Z][\w-]*|I{1,3}))*))",
)
_PURPOSE = re.compile(r"\s+untuk\s+\w+")
_JOIN = re.compile(r"\s*(?:,|dan|serta|maupun|/|,\s*dan)\s*")
_FUND = re.compile(
    r"(?P<APBD_P>APBD[\s-]?P\b|P-?APBD\b|APBD[\s-]Perubahan|APBD\s+Perubahan|Perubahan\s+APBD)"
    r"|(?P<APBD>\bAPBD\b|anggaran\s+pendapatan\s+dan\s+belanja\s+daerah)|(?P<APBN>\bAPBN\b)"
    r"|(?P<DBH>\b(?:DBH|Dana\s+Bagi\s+Hasil)\b(?:\s+sawit)?)|(?P<DAK>\b(?:DAK|Dana\s+Alokasi\s+Khusus)\b)"
    r"|(?P<CSR>\b(?:CSR|TJSLP?)\b)|(?P<village_fund>\bdana\s+desa\b)"
    r"|(?P<other>\b(?:dana|sumber|anggaran)\s+(?:dana\s+)?(?:lain(?:nya)?\b(?:\s+yang\s+sah)?)"
    r"|\bsumber\s+lain(?:nya)?\b|\bBTT\b|\bbelanja\s+tidak\s+terduga\b|\bhibah\b|\bBaznas\b|\bDAU\b"
    r"|\bDID\b|\binsentif\s+fiskal\b|\bpinjaman\s+daerah\b)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"(?P<by>\b(?:melalui|lewat|dari|bersumber\s+(?:dari|pada)|bersumber|menggunakan|memanfaatkan|dibiayai"
    r"(?:\s+(?:dari|oleh|melalui))?|didanai(?:\s+(?:dari|oleh|melalui))?|dibebankan\s+(?:pada|ke)"
    r"|sumber\s+(?:dana|anggaran|pembiayaan)|pembiayaan|pendanaan|dengan|dianggarkan\s+(?:dalam|di|pada"
    r"|melalui)|dalam|(?:meng)?alokasi\w*|memakai|menyisihkan|mengalokasikan|memasukkan\s+ke|menganggarkan|pada|di))\b"
    r"[\s:=]*(?:[\w%,.]+\s+){0,3}$|(?P<in>\()$",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?:(?:seluruh|semua|setiap|masing-masing|para)\s+)?(?:perangkat\s+daerah|OPD|SKPD|pemerintah\s+"
    r"(?:provinsi|kabupaten/kota|kabupaten|kota|desa|daerah|pekon|kampung)(?!\s+[A-Z])|pemda|pemkab"
    r"(?!\s+[A-Z])|kabupaten/kota|kabupaten(?!\s+[A-Z])|kecamatan|bupati(?:/|\s+dan\s+)wali\s?kota)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s*(?:,|dan|serta|bersama(?:-sama)?(?:\s+dengan)?|,\s*(?:dan|serta)|/|&)\s*")


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
            report_to=self._report_to(*body),
            organisations=self._responsible(body, end),
            due=self._due(start, end),
            funding=self._funding(start, end),
        )

    def _body(self, start: int, end: int) -> tuple[int, int]:
        """The sentence without a closing bracket that only names who is in charge."""
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
        charged = _IN_CHARGE.search(self.source.plain, body[0], end)
        tail = self._tail(body[0], end)
        if charged or tail:
            begin = charged.end() if charged else tail.start("inner") if tail else body[1]
            stop = re.compile(r"[;\n]|\b(?:[Bb]atas|[Tt]enggat|[Ss]umber)\b").search(
                self.source.plain, begin, end
            )
            named = self._named(begin, stop.start() if stop else end)
        else:
            named = self._acting(*body) or self._by(*body)
        return [self._participant(mention) for mention in named]

    def _named(self, start: int, end: int) -> list[Mention]:
        """The organisations between two places; a bracket may hold just an acronym."""
        start, end = self.source.trimmed(start, end, " ()[];.,")
        found = self.organisations.within(start, end)
        acronym = re.fullmatch(r"[A-Z]{3,}", self.prose[start:end])
        if not found and acronym and not _FUND.fullmatch(acronym[0]):
            return [Mention(start, end, self.source.words(start, end), "other")]
        return found

    def _acting(self, start: int, end: int) -> list[Mention]:
        """The organisations the sentence begins with."""
        opening = re.compile(r"(?:(?:Kepada|Meminta|Menugaskan|Untuk)\s+)?").match(
            self.prose, start, end
        )
        position = opening.end() if opening else start
        found: list[Mention] = []
        while position < end:
            mention = self._actor(position, end)
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

    def _by(self, start: int, end: int) -> list[Mention]:
        for by in re.finditer(r"\boleh\s+", self.prose[start:end]):
            found = self._acting(start + by.end(), end)
            if found:
                return found
        return []

    def _participant(self, mention: Mention) -> Participant:
        evidence = self.source.evidence(mention.start, mention.end)
        written = self.source.words(mention.start, mention.end)
        return Participant(mention.value, [evidence], written, mention.kind, None)

    def _due(self, start: int, end: int) -> DateLeaf | None:
        for date in between(self.dates, start, end):
            if date.year is None:
                continue
            before = self.source.plain[max(start, date.start - 70) : date.start]
            marker = _DUE.search(before)
            if not marker or _STARTS.search(before) or _LASTS.search(before):
                continue
            leaf = date.leaf(self.source)
            if marker["week"] and date.day is None:
                first = date.start - len(before) + marker.start("week")
                return DateLeaf(leaf.value, [self.source.evidence(first, date.end)], leaf.precision)
            return leaf
        year = _YEAR_DUE.search(self.source.plain, start, end)
        if year:
            return DateLeaf(year["year"], [self.source.evidence(*year.span("all"))], "year")
        return None

    def _report_to(self, start: int, end: int) -> list[Leaf]:
        reports = _REPORTS.search(self.source.plain, start, end)
        found: list[Leaf] = []
        for to in _TO.finditer(self.source.plain, reports.end() if reports else end, end):
            position = to.end()
            while recipient := _RECIPIENT.match(self.source.plain, position, end):
                found.append(self._recipient(recipient, end))
                joined = _JOIN.match(self.source.plain, recipient.end(), end)
                position = joined.end() if joined else end
        return found

    def _recipient(self, match: re.Match[str], end: int) -> Leaf:
        purpose = _PURPOSE.match(self.source.plain, match.end(), end)
        stop = purpose.end() if purpose else match.end()  # the purpose tells a report from a title
        return Leaf(str(match.lastgroup), [self.source.evidence(match.start(), stop)])

    def _funding(self, start: int, end: int) -> list[Leaf]:
        found: list[Leaf] = []
        last_end = -1
        funds = list(_FUND.finditer(self.source.plain, start, end))
        for i, fund in enumerate(funds):
            before = self.source.plain[max(start, fund.start() - 60) : fund.start()]
            listed = last_end >= 0 and re.fullmatch(
                r"[^.;]{0,25}?(?:,|dan|atau|serta|maupun|dan/atau|/)\s*(?:sisanya\s+|kekurangannya\s+)?",
                self.source.plain[last_end : fund.start()],
            )
            paid = _PAID.search(before)
            if not listed and not paid:
                continue
            first, last = fund.span()
            if paid and i + 1 < len(funds) and self._alternative(fund, funds[i + 1]):
                first, last = fund.start() - len(before) + paid.start(), funds[i + 1].end()
            value = str(fund.lastgroup).replace("APBD_P", "APBD-P")
            found.append(Leaf(value, [self.source.evidence(first, last)]))
            last_end = fund.end()
        return found

    def _alternative(self, one: re.Match[str], other: re.Match[str]) -> bool:
        """`melalui APBD atau dana lainnya`: only the whole phrase says what was agreed."""
        return self.source.plain[one.end() : other.start()].strip() == "atau"
