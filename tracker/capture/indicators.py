"""Figures with a name: achievement, target, rank and remainder, clause by clause."""

import re
from dataclasses import dataclass, field, replace

from tracker.capture.dates import FoundDate, between
from tracker.capture.draft import DateLeaf, Indicator, Leaf
from tracker.capture.indicator_names import CLAUSE, find_name
from tracker.capture.layout import Sentence
from tracker.capture.numbers import Figure, Rank, find_figures, find_ranks
from tracker.capture.ranks import held_now, ranked_thing, stands_for_figure
from tracker.capture.source import Source

_LED = re.compile(
    r"(?:tercatat|mencapai|sebesar|sebanyak|berjumlah|menjadi|baru|hanya|adalah|(?:di"
    r"|pada)\s+(?:angka|level"
    r"|posisi|kisaran)|capaian(?:nya)?|realisasi(?:nya)?|sekitar|yakni|yaitu|masih|sudah|tinggal"
    r"|menyentuh"
    r"|menembus|totalnya|jumlahnya|nilainya|terdampak|menyerap|inflasi|deflasi|terealisasi"
    r"|menempati|:)"
    r"\s*(?:sebesar\s+|mencapai\s+|sebanyak\s+|sekitar\s+|di\s+angka\s+|minus\s+)?$",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:target|ditargetkan|menargetkan)\w*\b[^;]{0,150}$", re.IGNORECASE)
_MISSING = re.compile(
    r"(?:masih\s+kurang|kekurangan|(?<!lebih\s)kurang|sisa(?:nya)?|tersisa"
    r"|selisih)\s+(?:sebesar\s+|sekitar\s+)?$",
    re.IGNORECASE,
)
_THERE_IS = re.compile(
    r"(?:\b(?:ada|terdapat|sebanyak|tersisa|sisanya|tinggal|sekitar|masih)|[,;:]|^)\s*$",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:sisa|sisanya|tersisa)\s*(?:\w+\s+)?$", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\s+(?P<unit>[a-z]+)(?:\s[a-z]+)?\s+(?:yang\s+)?(?P<tail>belum\s+\w+)", re.IGNORECASE
)
_UNIT = re.compile(
    r"\s+(?P<unit>(?!dari|dan|di|pada|per\b|yang|atau|dengan|untuk)[A-Za-z]+)(?P<per>(?:\s+per\s+"
    r"|/)[a-z]+)?"
)
_OF_TARGET = re.compile(r"\s*(?:dari|terhadap|untuk\s+mencapai)\s+target", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\s*dari\s+(?:total|seluruh|jumlah|keseluruhan|kebutuhan)", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:(?:pada|per|di|hingga"
    r"|sampai)\s+)?(?P<all>(?:akhir\s+)?(?:tahun\s+)?(?P<year>20\d\d))\b(?!/)"
)
_RIGHT_BEHIND = re.compile(
    r"\s+(?:pada|per|di|hingga)\s+(?:akhir\s+)?(?:tahun\s+|bulan\s+)?", re.IGNORECASE
)
_LAW = re.compile(r"\b(?:[Pp]asal|ayat|Perda|Pergub|UU|[Uu]ndang-[Uu]ndang|Perpres|PP)\s+(?:\d|No)")
_GOAL_BEHIND = re.compile(r"\s+(?:\w+\s+)?yang\s+(?:di)?target\w*", re.IGNORECASE)
_OTHERS = re.compile(  # figures only held beside ours
    r"\b(?:dibanding\w*|lebih\s+(?:rendah|tinggi|baik|buruk)\s+(?:dari|daripada))\s+(?:dengan\s+)?"
    r"(?:beberapa\s+|sejumlah\s+)?(?:negara|daerah|provinsi|kabupaten|kota)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\s(?:per|posisi)\s(?=\d|[A-Z])")
_SAME = re.compile(
    r"(?:(?:Capaian|Posisi|Angka|Kondisi|Hal|Jumlah|Hasil|Prestasi|Persentase)\s+(?:ini|itu"
    r"|tersebut)|Ini)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:\b(?:untuk|akan|agar|ingin|harus|dapat|bisa)\s+(?:me(?:nurun|ningkat|ncapai)|turun|naik"
    r"|ditekan|diturunkan)[^;]*"
    r"|\b(?:naik|turun|meningkat|menurun|tumbuh|bertambah|berkurang)(?:\s+(?:sebesar|sekitar))?"
    r"|\bdari(?:\s+angka)?"
    r"|\bdibanding\w*\b[^,;]*|\b(?:minimal|maksimal|sedikitnya|paling\s+(?:sedikit|tinggi|rendah)"
    r"|potongan|rafaksi|sebelumnya|di\s+bawah"
    r"|di\s+atas|atau|rata-rata))\s*$",
    re.IGNORECASE,
)

_GREW = re.compile(r"\b(?:[Ee]konomi|[Pp]ertumbuhan|PDRB)\b[^,;]{0,60}\btumbuh\s+(?:sebesar\s+)?$")


@dataclass
class _Frame:
    """An indicator being put together; `start` is where its clause begins."""

    start: int
    name: Leaf
    name_end: int
    block: int
    fields: dict[str, object] = field(default_factory=dict)


@dataclass
class IndicatorReader:
    source: Source
    dates: list[FoundDate]

    def read(self, sentences: list[Sentence]) -> tuple[list[Indicator], list[tuple[int, int]]]:
        """Indicators of these sentences, and the places of remainders with unknown meaning."""
        frames: list[_Frame] = []
        for sentence in sentences:
            self._sentence(sentence, frames)
        done = [f for f in frames if f.fields.keys() & {"value", "rank", "target", "remaining"}]
        unclear = [
            (leaf.source[0].start, leaf.source[0].end)
            for f in done
            if f.fields.get("remaining_meaning") == "unknown"
            and isinstance(leaf := f.fields["remaining"], Leaf)
        ]
        return [self._indicator(f) for f in done], unclear

    def _indicator(self, frame: _Frame) -> Indicator:
        blank = Indicator(frame.name, None, None)
        return replace(blank, **frame.fields)  # type: ignore[arg-type]  # keys are its fields

    def _sentence(self, sentence: Sentence, frames: list[_Frame]) -> None:
        plain = self.source.plain
        seen = len(frames)
        ranks = find_ranks(self.source, sentence.start, sentence.end)
        figures = find_figures(self.source, sentence.start, sentence.end)
        both: list[Rank | Figure] = [*ranks, *figures]
        for each in sorted(both, key=lambda found: found.start):
            before = plain[max(sentence.start, each.start - 200) : each.start]
            if isinstance(each, Rank):
                self._rank(sentence, each, frames, seen)
            elif not self._dated(each) and not any(r.start < each.start < r.end for r in ranks):
                self._figure(sentence, each, before, frames, seen)

    def _rank(self, sentence: Sentence, rank: Rank, frames: list[_Frame], seen: int) -> None:
        if not held_now(self.source, sentence, rank):
            return
        frame = (
            self._ranked_in(sentence, rank, frames)
            or self._frame(sentence, rank.start, frames, seen)
            or self._ranked(sentence, rank, frames[-1:])
        )
        if frame and "rank" not in frame.fields:
            place = [self.source.evidence(rank.start, rank.end)]
            frame.fields["rank"] = Leaf(rank.rank, place)
            frame.fields["rank_of"] = Leaf(rank.of, place) if rank.of else None

    def _ranked_in(self, sentence: Sentence, rank: Rank, frames: list[_Frame]) -> _Frame | None:
        name = ranked_thing(self.source, sentence, rank)
        if not name:
            return None
        frames.append(_Frame(sentence.start, name, name.source[0].end, sentence.block))
        return frames[-1]

    def _ranked(self, sentence: Sentence, rank: Rank, last: list[_Frame]) -> _Frame | None:
        """`Lampung berada di peringkat …` goes on about the figure just given."""
        place = stands_for_figure(self.source, sentence, rank)
        return last[0] if place and last and last[0].block == sentence.block else None

    def _figure(
        self, sentence: Sentence, figure: Figure, before: str, frames: list[_Frame], seen: int
    ) -> None:
        clause = CLAUSE.split(before)[-1]
        near = [f for f in frames[-1:] if f.block == sentence.block]
        if _LAW.search(before) or _OTHERS.search(before):
            return
        missing = _MISSING.search(before) and _OF_TARGET.match(self.source.plain, figure.end)
        if missing and not near:
            frame = self._frame(sentence, figure.start, frames, seen)
            near = [frame] if frame else []
        if self._remaining(figure, before, near) or missing:
            return
        if _TARGET.search(clause) or _GOAL_BEHIND.match(self.source.plain, figure.end):
            goal = frames[-1] if frames else self._frame(sentence, figure.start, frames, seen)
            if goal and "target" not in goal.fields:
                self._target(sentence, figure, goal)
        elif self._is_value(figure, before):
            frame = self._frame(sentence, figure.start, frames, seen)
            if frame and "value" not in frame.fields:
                self._value(sentence, figure, frame)

    def _is_value(self, figure: Figure, before: str) -> bool:
        changed = _CHANGE.search(before) and not _GREW.search(before)
        if (changed and figure.value[0] != "-") or _TARGET.search(CLAUSE.split(before)[-1]):
            return False
        led = bool(_LED.search(before) or _GREW.search(before)) or figure.value[0] == "-"
        return led or (
            figure.unit in {"percent", "rupiah"}
            and bool(re.search(r"[\w)]\s$", before))
            and _named(CLAUSE.split(before)[-1])
        )

    def _frame(
        self, sentence: Sentence, place: int, frames: list[_Frame], seen: int
    ) -> _Frame | None:
        """The indicator a figure belongs to: named in its own clause, else the one before it."""
        if frames and _SAME.match(self.source.plain, sentence.start, place):
            return frames[-1]
        start, name, end = find_name(self.source, self.dates, sentence, place)
        if name and not (len(frames) > seen and frames[-1].name_end >= end > frames[-1].start):
            frames.append(_Frame(start, name, end, sentence.block))
        return frames[-1] if len(frames) > seen else None

    def _value(self, sentence: Sentence, figure: Figure, frame: _Frame) -> None:
        unit, end = self._unit(figure)
        frame.fields["value"] = Leaf(figure.value, [self.source.evidence(figure.start, end)])
        frame.fields["unit"] = unit
        frame.fields["as_of"] = self._when(sentence, figure, frame.start)

    def _target(self, sentence: Sentence, figure: Figure, frame: _Frame) -> None:
        end = self._unit(figure)[1]
        frame.fields["target"] = Leaf(figure.value, [self.source.evidence(figure.start, end)])
        plain = self.source.plain
        word = re.compile(r".*\b(?=target|ditargetkan|menargetkan)", re.IGNORECASE | re.DOTALL)
        match = word.match(plain, sentence.start, figure.start)
        begin = match.end() if match else sentence.start
        stop = re.compile(r"[,;.]\s|$").search(plain, end, sentence.end)
        last = stop.start() if stop else sentence.end
        until = _AS_OF.search(plain, end, last)  # `per 31 Oktober` dates what was reached
        frame.fields["target_date"] = self._date(begin, until.start() if until else last)
        if until and not frame.fields.get("as_of"):
            frame.fields["as_of"] = self._date(until.start(), last)

    def _remaining(self, figure: Figure, before: str, frames: list[_Frame]) -> bool:
        if not frames or "remaining" in frames[-1].fields:
            return False
        plain = self.source.plain
        not_yet = _NOT_YET.match(plain, figure.end) if _THERE_IS.search(before) else None
        missing = _MISSING.search(before)
        if not not_yet and not missing:
            return False
        unit, end = self._unit(figure)
        start = figure.start
        if not_yet:
            unit, end = not_yet["unit"], not_yet.end()
        if unit is None or unit == "sekian":
            return False
        meaning = "unknown"
        if _OF_TARGET.match(plain, end):
            meaning = "shortfall_to_target"
            end = _OF_TARGET.match(plain, end).end()  # type: ignore[union-attr]  # matched above
        elif _OF_WHOLE.match(plain, end) or _REST.search(before):
            meaning = "not_covered"
        if missing and meaning == "shortfall_to_target":
            start = figure.start - len(before) + missing.start()
        frames[-1].fields |= {
            "remaining": Leaf(figure.value, [self.source.evidence(start, end)]),
            "remaining_unit": unit,
            "remaining_meaning": meaning,
        }
        return True

    def _unit(self, figure: Figure) -> tuple[str | None, int]:
        if figure.unit == "percent":
            return figure.unit, figure.end
        unit = _UNIT.match(self.source.plain, figure.end)
        if figure.unit == "rupiah":
            per = re.compile(r"\s?(?:per\s+|/)[a-z]+").match(self.source.plain, figure.end)
            return "rupiah", per.end() if per else figure.end
        if not unit:
            return None, figure.end
        return self.source.words(unit.start("unit"), unit.end()), unit.end()

    def _when(self, sentence: Sentence, figure: Figure, start: int) -> DateLeaf | None:
        stop = re.compile(r"[,;.]\s|\s(?:dari|dibanding\w*)\s|\bmenargetkan|\btarget").search(
            self.source.plain, figure.end, sentence.end
        )
        end = stop.start() if stop else sentence.end
        before = self.source.plain[sentence.start : start]
        opening = (
            sentence.start
            if re.search(r"^(?:Sampai|Hingga|Per|Pada|S\.?d)\b[^,]{3,50},\s*$", before)
            else start
        )
        behind = _RIGHT_BEHIND.match(self.source.plain, figure.end, end)
        first = self._date(figure.end, behind.end() + 24) if behind else None
        return first or self._date(opening, figure.start) or self._date(figure.end, end)

    def _date(self, start: int, end: int) -> DateLeaf | None:
        for date in between(self.dates, start, end):
            if date.end <= end and date.year is not None:
                return date.leaf(self.source)
        year = _YEAR.search(self.source.plain, start, end)
        if year:
            return DateLeaf(year["year"], [self.source.evidence(*year.span("all"))], "year")
        return None

    def _dated(self, figure: Figure) -> bool:
        if re.match(r"\s?(?:sekian|-an)\b", self.source.plain[figure.end :][:8]):
            return True  # no figure, only an idea of one
        near = between(self.dates, figure.start - 40, figure.start + 1)
        return any(d.start <= figure.start < d.end for d in near) or bool(
            re.fullmatch(r"20\d\d", figure.value) and figure.unit is None
        )


def _named(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:inflasi|deflasi|prevalensi|realisasi|capaian|tingkat|cakupan|persentase"
            r"|indeks|anggaran|pagu|harga|biaya|tarif|iuran|dana|nilai|kebutuhan|pendapatan|belanja"
            r"|alokasi|kerugian|investasi|pajak|retribusi|upah|bantuan)\b",
            before,
            re.IGNORECASE,
        )
    )
