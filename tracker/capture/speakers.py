"""Who speaks: persons introduced in the text, and later mentions by surname, post or pronoun."""

import re
from dataclasses import dataclass, field

from tracker.capture.draft import Leaf, leaf_at
from tracker.capture.layout import Block
from tracker.capture.people import People, Person
from tracker.capture.source import Source
from tracker.capture.words import ACTING, FRONT_TITLES, POSITION_HEADS

_NICK = 4  # letters a short name needs
_HEAD = re.compile(r"\b[A-Z][A-Za-z]+\b")
_SHORT = {
    "sekdaprov": "sekretaris daerah provinsi",
    "sekprov": "sekretaris daerah provinsi",
    "sekdakab": "sekretaris daerah kabupaten",
    "sekda": "sekretaris daerah",
    "wagub": "wakil gubernur",
    "wabup": "wakil bupati",
    "kadis": "kepala dinas",
    "kaban": "kepala badan",
    "karo": "kepala biro",
    "walikota": "wali kota",
    "plt": "",
    "plh": "",
    "pj": "",
    "mendagri": "menteri dalam negeri",
    "wawali": "wakil wali kota",
    "penjabat": "",
    "kadinkes": "kepala dinas kesehatan",
    "kadinsos": "kepala dinas sosial",
    "kadishub": "kepala dinas perhubungan",
    "kadisnaker": "kepala dinas tenaga kerja",
}


Known = tuple[Person, set[str], list[str]]  # with the words of name and position


@dataclass(frozen=True)
class Speaker:
    """Speaker and position as a statement names them."""

    name: Leaf | None
    position: Leaf | None


@dataclass
class Speakers:
    """The persons of one text in the order they were introduced."""

    source: Source
    people: People
    known: list[Known] = field(default_factory=list)
    _by_word: dict[str, list[Known]] = field(default_factory=dict)
    _by_post: dict[tuple[str, ...], list[Person]] = field(default_factory=dict)

    def introduce_all(self, blocks: list[Block]) -> None:
        """Note every person the text names with a position."""
        for block in blocks:
            if block.kind == "heading" or _is_headline(block.within(self.source)):
                continue
            taken = block.start
            for head in _HEAD.finditer(self.people.prose, block.start, block.end):
                word = head[0].lower()
                known = word in POSITION_HEADS or word in ACTING or word.startswith("kadis")
                person = self.people.at(head.start(), block.end) if known else None
                if person and head.start() >= taken:
                    taken = person.end
                    self.introduce(person)

    def introduce(self, person: Person) -> None:
        if not person.name:
            return
        words = _name_words(self.source.plain[slice(*person.name)])
        alike = self._alike(words)
        if any(p.name == person.name or words <= w or _nickname(words, w) for p, w, _ in alike):
            return
        post = _position_words(self.source.plain[slice(*person.position or (0, 0))])
        known = (person, words, post)
        self.known.append(known)
        for beginning in {word[:_NICK] for word in words}:
            self._by_word.setdefault(beginning, []).append(known)
        for length in range(1, len(post) + 1):
            self._by_post.setdefault(tuple(post[:length]), []).append(person)

    def knows(self, person: Person) -> bool:
        """Whether this name belongs to somebody the text introduced with a position."""
        words = _name_words(self.source.plain[slice(*person.name)]) if person.name else set()
        return bool(words) and any(words <= w for _, w, _ in self._alike(words))

    def full(self, person: Person) -> Person:
        """The named person of exactly this position, where only the position is written."""
        if person.name or not person.position:
            return person
        words = _position_words(self.source.plain[slice(*person.position)])
        matches = [p for p, _, held in self.known if held == words]
        return matches[0] if len(matches) == 1 else person

    def before(self, place: int) -> Speaker | None:
        """Whom a pronoun means when nobody has spoken yet: the first person just named."""
        named = [p for p, _, _ in self.known if p.end <= place and place - p.start < 400]
        return self.leaf(named[0]) if named else None

    def of(self, person: Person, said: tuple[int, int]) -> Speaker:
        """The speaker this mention means; `said` is the mention together with its verb."""
        if person.name:
            return self._by_name(person, said)
        return self._by_position(person, said)

    def leaf(self, person: Person) -> Speaker:
        """Name and position of a person exactly where they stand."""
        name = self._leaf(person.name) if person.name else None
        return Speaker(name, self._leaf(person.position) if person.position else None)

    def _by_name(self, person: Person, said: tuple[int, int]) -> Speaker:
        assert person.name  # noqa: S101 - only called for persons with a name
        words = _name_words(self.source.plain[slice(*person.name)])
        alike = self._alike(words)
        matches = [p for p, w, _ in alike if words <= w]
        matches = matches or [p for p, w, _ in alike if _nickname(words, w)]
        if len(matches) != 1:
            if len(words) > 1 or person.position:
                self.introduce(person)
            return self.leaf(person)
        full = self.leaf(matches[0])
        whole = words == _name_words(self.source.plain[slice(*matches[0].name or (0, 0))])
        if whole or matches[0] == person:
            return full
        own = self._leaf(person.position) if person.position else None
        value = full.name.value if full.name else ""
        return Speaker(Leaf(value, [self.source.evidence(*said)]), own)

    def _by_position(self, person: Person, said: tuple[int, int]) -> Speaker:
        assert person.position  # noqa: S101 - a person without name has a position
        position = self._leaf(person.position)
        words = _position_words(self.source.plain[slice(*person.position)])
        matches = self._by_post.get(tuple(words), [])
        if len(matches) != 1:
            return Speaker(None, position)
        full = self.leaf(matches[0])
        value = full.name.value if full.name else ""
        return Speaker(Leaf(value, [self.source.evidence(*said)]), position)

    def _alike(self, words: set[str]) -> list[Known]:
        """Those one of whose names begins as the rarest of these words does."""
        found = (self._by_word.get(word[:_NICK], []) for word in words)
        return min(found, key=len, default=[])

    def _leaf(self, span: tuple[int, int]) -> Leaf:
        return leaf_at(self.source, *span)


def _is_headline(text: str) -> bool:
    """`Wali Kota Sampaikan Strategi Jaga Harga`: its capitals tell no name from other words."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 4 and text.rstrip()[-1] not in '.,;:!?")' and capitals >= 0.7 * len(words)


def _name_words(name: str) -> set[str]:
    """The name without gelar: what stands before the first comma, titles left out."""
    words = re.findall(r"[\w'-]+", name.split(",")[0].lower())
    kept = {w for w in words if w not in FRONT_TITLES or len(words) == 1}
    return kept - {"se", "sh", "st", "sp", "mm", "mh", "mt", "msi", "si", "sos"} or kept


def _position_words(position: str) -> list[str]:
    words = re.findall(r"[\w/]+", position.lower())
    return [part for word in words for part in _SHORT.get(word, word).split()]


def _nickname(words: set[str], name: set[str]) -> bool:
    """`Mirza` for Mirzani: one word, at least four letters, the beginning of a name."""
    word = next(iter(words), "")
    return len(words) == 1 and len(word) >= _NICK and any(part.startswith(word) for part in name)
