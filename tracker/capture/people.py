"""People: position and name with gelar, in the orders Indonesian texts write them."""

import re
from dataclasses import dataclass
from functools import cached_property

from tracker.capture.organisations import Mention, Organisations
from tracker.capture.person_names import (
    GELAR,
    bare,
    is_title,
    name_at,
    part_of_name,
    tokens_of,
    with_gelar,
)
from tracker.capture.places import CITIES, COMPASS, LAMPUNG_PLACES, PROVINCES
from tracker.capture.source import Source
from tracker.capture.words import (
    ACTING,
    OFFICE_WORDS,
    ORDINARY,
    POSITION_HEADS,
    RANKS,
)

_PLACES = {place.lower() for place in (*PROVINCES, *CITIES, *LAMPUNG_PLACES)}
_REGIONAL = set(
    "gubernur wagub bupati wabup walikota kota camat kapolres dandim kajari lurah".split()
)
_NAMED_BY_NEXT = set(
    "kabupaten provinsi kecamatan dinas badan biro bagian bidang seksi balai".split()
)
_CONNECT = {"dan", "&", "untuk", "pada", "di", "bidang", "se", "urusan", "tingkat"}
_BRACKETED = re.compile(r"\s*\((?P<inner>[^()\n]{2,80})\)")
_ROLE = re.compile(r",?\s+(?:selaku|sebagai|yang juga(?: menjabat)?|yang menjabat)\s+")
_FIELDS = re.compile(r",\s(?:[A-Z]\w+,\s)*[A-Z]\w+,?\sdan\s[A-Z]")  # Bidang A, B dan C
_AFTER_NAME = re.compile(
    r"(?:me|ber|di|ter)[a-z]{3,}|(?:yang|saat|usai|dalam|pada|di|ketika|kepada|juga|dan|serta"
    r"|selaku|sambil|seraya"
    r"|turut|pun|ini|itu|secara|langsung|dari|untuk|dengan|beserta|bersama|sebagai|hadir|tersebut"
    r"|kemarin|lalu|atau"
    r"|ke|kembali|sekaligus|memimpin|minta|oleh|pagi|siang|sore|malam|tadi|hari|melalui|karena"
    r"|sudah|telah|akan|bin"
    r"|binti|krn|jd|td|wakili|mewakili|dr|drg|guna|agar|bahwa|selalu|tak|tidak|belum|hanya|sempat"
    r"|lantas|kemudian)$"
)
_LONGEST = 24  # words of a position and a name together
_ABBREVIATED = re.compile(r"[A-Z]{2,}\d?[A-Z]*|[IVX]+|\d.*")


@dataclass(frozen=True)
class Person:
    """Where a person stands: spans of name and position, either may be missing."""

    start: int
    end: int
    name: tuple[int, int] | None
    position: tuple[int, int] | None
    organisation: Mention | None = None


@dataclass(frozen=True)
class People:
    """Reads persons from places of one text."""

    source: Source
    prose: str
    organisations: Organisations

    def at(self, start: int, end: int) -> Person | None:
        """The person written from `start` on, or None when no position or name begins there."""
        tokens = tokens_of(self.prose, start, end)
        if not tokens or not self.prose[start:end].strip():
            return None
        first = bare(tokens[0])
        if first in ACTING or first in POSITION_HEADS or re.match(r"ka(?:dis|din|ban|bid)", first):
            return self._with_position(tokens, end)
        return self._with_name(tokens, end)

    def _with_position(self, tokens: list[re.Match[str]], end: int) -> Person | None:
        position_end, name = self._split(tokens)
        position = (tokens[0].start(), position_end)
        stop = position_end
        if name:
            name = (name[0], with_gelar(self.prose, name[1], end))
            stop = name[1]
        else:
            name, stop = self._name_beside(position_end, end)
        return Person(position[0], stop, name, position, self._organisation(*position))

    def _with_name(self, tokens: list[re.Match[str]], end: int) -> Person | None:
        name = name_at(tokens)
        if not name:
            return None
        name = (name[0], with_gelar(self.prose, name[1], end))
        position = self._position_after(name[1], end)
        organisation = self._organisation(*position[:2]) if position else None
        if not position:
            return Person(*name, name, None)
        return Person(name[0], position[2], name, position[:2], organisation)

    def _position_after(self, start: int, end: int) -> tuple[int, int, int] | None:
        """`… selaku Kepala Dinas X` or `… (Kepala Dinas X)` behind a name."""
        role = _ROLE.match(self.prose, start, end)
        if role:
            person = self.at(role.end(), end)
            if person and person.position and not person.name:
                return (*person.position, person.position[1])
        bracket = _BRACKETED.match(self.prose, start, end)
        if bracket:
            person = self.at(bracket.start("inner"), bracket.end("inner"))
            if person and person.position and person.end == bracket.end("inner"):
                return (*person.position, bracket.end())
        return None

    def _name_beside(self, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
        """The name after a comma or in brackets behind a position, and where it all ends."""
        bracket = _BRACKETED.match(self.prose, start, end)
        if bracket and not self._of_an_office(bracket.start("inner")):
            inner = bracket.start("inner"), bracket.end("inner")
            name = name_at(tokens_of(self.prose, *inner))
            if name and with_gelar(self.prose, name[1], inner[1]) == inner[1]:
                return (name[0], inner[1]), bracket.end()
        if bracket and self._abbreviates(bracket):  # `Sekretaris Daerah (Sekda) Nama`
            start = bracket.end()
        comma = re.compile(r"\s*,\s*(?:yakni |yaitu )?").match(self.prose, start, end)
        comma = comma or re.compile(r"(?<=\))\s+").match(self.prose, start, end)
        if comma:
            name = name_at(tokens_of(self.prose, comma.end(), end))
            if name and name[0] - comma.end() <= 6:
                stop = with_gelar(self.prose, name[1], end)
                return (name[0], stop), stop
        return None, start

    def _abbreviates(self, bracket: re.Match[str]) -> bool:
        """Whether a bracket writes the position once more, shorter."""
        first = bracket["inner"].split()[0].rstrip(".").lower()
        return first in POSITION_HEADS and not self._of_an_office(bracket.start("inner"))

    def _of_an_office(self, place: int) -> bool:
        """Whether a bracket only abbreviates the office before it: `Kejaksaan Negeri (Kejari)`."""
        near = self.organisations.within(max(0, place - 120), place + 60)
        return any(m.start <= place < m.end for m in near)

    def _split(self, tokens: list[re.Match[str]]) -> tuple[int, tuple[int, int] | None]:
        """Where the position ends, and the name that follows it without a comma."""
        run = self._run(tokens)
        for i, token in enumerate(run[1:], 1):
            dotted = is_title(token) and token[0].endswith(".")
            if dotted or bare(token) in RANKS:
                name = name_at(run[i:])
                if name:
                    return run[i - 1].end(), name
        beside = _BRACKETED.match(self.prose, run[-1].end()) or bare(run[0]) in _REGIONAL
        if beside and self._name_beside(run[-1].end(), run[-1].end() + 80)[0]:
            return run[-1].end(), None
        last = next(i for i in range(len(run) - 1, -1, -1) if i == 0 or self._of_office(run, i))
        broken_off = len(run) < len(tokens) and _goes_on_in_small_letters(run[-1], tokens[len(run)])
        name = name_at(run[last + 1 :]) if last + 1 < len(run) and not broken_off else None
        if not name:
            while last > 0 and bare(run[last]) in _CONNECT:
                last -= 1
            return _without_stop(run[last]), None
        return run[last].end(), name

    def _run(self, tokens: list[re.Match[str]]) -> list[re.Match[str]]:
        """The unbroken run of capitalised words from the first token on."""
        run = [tokens[0]]
        inside = 0
        for i, token in enumerate(tokens[1:], 1):
            within = token.start() < inside
            mention = self.organisations.at(token.start())
            inside = max(inside, mention.end if mention else 0)
            gap = self.prose[run[-1].end() : token.start()]
            if within and gap.strip(" \n,&./") in {"", "dan"}:
                run.append(token)
                continue
            if (
                (gap.strip(" \n") and not self._lists_fields(run, token))
                or not _goes_on(tokens, i)
                or len(run) > _LONGEST
            ):
                break
            run.append(token)
        return run

    def _lists_fields(self, run: list[re.Match[str]], token: re.Match[str]) -> bool:
        fields = _FIELDS.match(self.prose, run[-1].end()) and bare(token) in OFFICE_WORDS
        return bool(fields) and any(bare(each) == "bidang" for each in run)

    def _of_office(self, run: list[re.Match[str]], i: int) -> bool:
        token, word = run[i], bare(run[i])
        mention = next(
            (m for m in self.organisations.within(run[0].start(), run[-1].end() + 60)
             if m.start <= token.start() < m.end), None,
        )  # fmt: skip
        if mention and (mention.known or mention.start == token.start()):
            return True
        if bare(run[i - 1]) in _NAMED_BY_NEXT:
            return True
        if word == "i" and i + 1 < len(run) and part_of_name(run[i + 1], 0):
            return False  # a Balinese name, not a numeral
        if word in OFFICE_WORDS or word in POSITION_HEADS or word in ACTING or word in _CONNECT:
            return not (word == "anak" and i + 1 < len(run) and bare(run[i + 1]) == "agung")
        if _in_place(run, i) or (word in COMPASS and i > 1):
            return True
        if bare(run[i - 1]) in _REGIONAL:
            return self._is_place(token[0].rstrip("."))
        return bool(_ABBREVIATED.fullmatch(token[0])) and not GELAR.fullmatch(" " + token[0])

    def _is_place(self, name: str) -> bool:
        """A regency no list holds is one the text itself calls so."""
        return name in self._regencies

    @cached_property
    def _regencies(self) -> set[str]:
        return set(re.findall(r"\b(?:Kabupaten|Kab\.|Kota|Pemkab|Pemkot|Setda) (\w+)", self.prose))

    def _organisation(self, start: int, end: int) -> Mention | None:
        inside = self.organisations.within(start, end)
        return inside[0] if inside else self._unlisted(start, end)

    def _unlisted(self, start: int, end: int) -> Mention | None:
        """`Kepala DKLH Provinsi Bali`: the office is what follows the head word."""
        head = re.compile(r"(?:Plt\.?\s+|Plh\.?\s+|Pj\.?\s+)?Ka(?P<of>dis|ban)\s+(?=[A-Z])")
        named = head.match(self.prose, start, end)
        if named:  # Kadis is the head of a Dinas, Kaban that of a Badan
            kind, word = ("department", "Dinas") if named["of"] == "dis" else ("board", "Badan")
            value = f"{word} {self.source.words(named.end(), end)}"
            return Mention(named.end(), end, value, kind)
        office = re.compile(r"(?:Kepala|Sekretaris)\s+(?=[A-Z]{3,})").match(self.prose, start, end)
        if not office:
            return None
        kind = {"D": "department", "B": "board"}.get(self.prose[office.end()], "other")
        return Mention(office.end(), end, self.source.words(office.end(), end), kind)


def _in_place(run: list[re.Match[str]], i: int) -> bool:
    """Whether the word is a place or part of one: `Agung` only behind `Kota`."""
    words = [bare(token) for token in run]
    return any(
        " ".join(words[first : first + length]) in _PLACES
        for length in (1, 2, 3)
        for first in range(max(0, i - length + 1), i + 1)
        if first + length <= len(words)
    )


def _goes_on_in_small_letters(last: re.Match[str], following: re.Match[str]) -> bool:
    """`BPJS Ketenaga kerjaan wilayah`: the words before were no name but part of the office."""
    if last.string[last.end() : following.start()] != " " or not following[0][0].islower():
        return False
    return not _AFTER_NAME.match(following[0])


def _without_stop(token: re.Match[str]) -> int:
    """Where a word ends, a full stop that only ends the sentence left out."""
    ends_sentence = token[0].endswith(".") and len(token[0]) > 4 and "." not in token[0][:-1]
    return token.end() - ends_sentence


def _goes_on(tokens: list[re.Match[str]], i: int) -> bool:
    token = tokens[i]
    if token[0][0].isupper() or token[0][0].isdigit() or token[0][0] == "(":
        if token[0][0] == "(" and " " in token[0]:
            return False
        return bare(token) not in ORDINARY or bare(token) in OFFICE_WORDS
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    joins = bare(token) in _CONNECT and nxt is not None and nxt[0][0].isupper()
    joins = joins and not (nxt and bare(nxt) in {"kepala", "kabid", "kabag", "kadis", "kaban"})
    return joins or (bare(token) in {"dr", "drg", "ir", "apt"} and token[0].endswith("."))
