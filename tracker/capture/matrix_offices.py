"""Organisations as a matrix names them: several in a cell, short, misspelt, with their part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from tracker.capture.matrix_columns import levelled
from tracker.models.assignment_states import Part

NEAR, NEAREST = 0.78, 3
_HARD = re.compile(r"[\n;•●|]+")
_BULLET = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-–*])\s*")
_SOFT = re.compile(
    r"(\s*,\s*(?:dan|serta)\s+|\s*,\s*|\s*/\s*|\s*&\s*|\s*\+\s*|\s+(?:dan|serta)\s+)"
)
_MARKS = {
    Part.LEAD: r"lead(?:ing)?(?:[ -]se[ck]tor)?|koord\w*|ketua|utama|pj|penanggung ?jawab|pic",
    Part.SUPPORTING: r"pendukung|support\w*|anggota|didukung|dukungan|mitra|co",
}
_BRACKETED, _IN_FRONT = (
    tuple((part, re.compile(shape % words, re.IGNORECASE)) for part, words in _MARKS.items())
    for shape in (r"\(\s*(?:%s)\s*\)", r"^(?:%s)\s*:\s*")
)
# An office of the province or its head stands for the office itself.
_BEFORE = re.compile(r"^(?:plt|plh|pj|ka|kepala|sekretaris(?= dinas| badan)|bapak|ibu|tim)\s+")
_WRITTEN = (
    (re.compile(r"^(?:kadis|kepala dinas)\b"), "dinas"),
    (re.compile(r"^(?:kaban|kepala badan)\b"), "badan"),
    (re.compile(r"^(?:karo|kabiro|kepala biro|ro)\b"), "biro"),
    (re.compile(r"^(?:pemkab|kab|bupati|pemerintah kabupaten|pemda kab\w*)\b"), "kabupaten"),
    (re.compile(r"^(?:pemkot|wali ?kota|pemerintah kota)\b"), "kota"),
)
_BEHIND = re.compile(
    r"\s(?:provinsi|prov|propinsi)(?:\s\w+){0,3}$|\ssetda(?:prov\w*)?(?:\s\w+){0,3}$"
)
_GENERIC = {"kabupaten", "dinas", "badan", "instansi", "sekretariat", "kantor"}
_OFFICE = re.compile(r"(?:dinas|dis\w{3,}|badan|biro|ro|kab|kabupaten|kota|pem\w+|kanwil|balai)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """One organisation of a cell, as it is spelt there."""

    spelling: str
    part: Part


@dataclass(frozen=True)
class Offices:
    """The register by every name an organisation bears. names: name as written → id."""

    names: Mapping[str, int]
    remembered: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> dict[str, int]:
        return {key: office for name, office in self.names.items() if (key := _key(name))}

    def find(self, spelling: str) -> int | None:
        """Whose name this is, but for case, punctuation, "Provinsi …" and "Kepala …"."""
        level = levelled(spelling)
        if level in self.remembered:
            return self.remembered[level]
        return next((self._by_key[key] for key in _keys(spelling) if key in self._by_key), None)

    def near(self, spelling: str) -> list[int]:
        """Whose name it may be meant to be, the most alike first; for a person to confirm."""
        key = _key(spelling)
        alike = get_close_matches(key, self._by_key, 2 * NEAREST, NEAR) if len(key) > 2 else []
        telling = len(key) > 5 and key not in _GENERIC
        within = [name for name in self._by_key if telling and f" {key} " in f" {name} "]
        ranked = sorted({*alike, *within}, key=lambda name: -_likeness(key, name))
        return list(dict.fromkeys(self._by_key[name] for name in ranked))[:NEAREST]

    def named(self, cell: str, part: Part) -> list[Named]:
        """The organisations of a cell. Where one is marked as leading, the others support it."""
        if (cell, part) not in self._read:
            found = [*self._marked(cell)]
            leads = any(marked is Part.LEAD for _, marked in found)
            rest = Part.SUPPORTING if leads else part
            named = (Named(spelling, marked or rest) for spelling, marked in found)
            self._read[cell, part] = list(dict.fromkeys(named))
        return self._read[cell, part]

    @cached_property
    def _read(self) -> dict[tuple[str, Part], list[Named]]:
        """Cells that were read before: a matrix says the same few things again and again."""
        return {}

    def _marked(self, cell: str) -> Iterator[tuple[str, Part | None]]:
        """`Pendukung: Dinas Sosial, Bappeda`: said once in front, it holds for all of them."""
        whole = cell.strip()
        if whole and self.find(whole) is not None:
            yield whole, None
            return
        for line in _HARD.split(whole):
            front, piece = _taken(_IN_FRONT, _BULLET.sub("", line).strip(" .,"))
            for text in self._apart(piece):
                mark, spelling = _mark(text)
                if spelling:
                    yield spelling, mark or front

    def _apart(self, piece: str) -> list[str]:
        """At commas and "dan", unless a name of the register goes over them."""
        tokens = _SOFT.split(piece)  # words at even places, what joins them at odd ones
        parts: list[str] = []
        start = 0
        while start < len(tokens):
            end = self._longest(tokens, start)
            text = "".join(tokens[start:end]).strip()
            joined = tokens[start - 1].strip(" ,") if start else ""
            if parts and joined in {"dan", "&", "serta"} and self._goes_on(parts[-1], text):
                parts[-1] += f"{tokens[start - 1]}{text}"
            elif text:
                parts.append(text)
            start = end + 1
        return parts

    def _longest(self, tokens: Sequence[str], start: int) -> int:
        for end in range(len(tokens), start + 1, -2):
            text = "".join(tokens[start:end])
            if end - start > 1 and self.find(_mark(text)[1]) is not None:
                return end
        return start + 1

    def _goes_on(self, before: str, text: str) -> bool:
        """`Dinas Anu dan Transmigrasi`: no name of its own, nor the beginning of one."""
        bare = _mark(text)[1]
        if self.find(bare) is not None or self.find(_mark(before)[1]) is not None:
            return False
        return not (_OFFICE.match(levelled(bare)) or bare.isupper() or " " not in before)


def _mark(spelling: str) -> tuple[Part | None, str]:
    return _taken(_BRACKETED, spelling.strip(" .,:"))


def _taken(marks: Sequence[tuple[Part, re.Pattern[str]]], text: str) -> tuple[Part | None, str]:
    """The part that is marked in the text, and the text without its mark."""
    for part, known in marks:
        if known.search(text):
            return part, known.sub("", text).strip(" .,:")
    return None, text


def _keys(spelling: str) -> Iterator[str]:
    """As written, without what stands in brackets, and what stands there."""
    yield _key(spelling)
    bare = re.sub(r"\([^)]*\)", " ", spelling)
    if bare != spelling:
        yield _key(bare)
        yield from (_key(inner) for inner in re.findall(r"\(([^)]+)\)", spelling))


def _key(name: str) -> str:
    words = _BEHIND.sub("", levelled(name))
    for written, plain in _WRITTEN:
        words = written.sub(plain, words)
    words = _BEFORE.sub("", words)
    return " ".join(word for word in words.split() if word != "dan")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
