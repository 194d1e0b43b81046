"""The names of the organisation list, ready to be looked up by word, whole or near."""

import re
from difflib import SequenceMatcher
from functools import cache

from tracker.models.directory import KnownOrganisation, known_organisations

WORD = re.compile(r"\w+")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")


@cache
def names_by_word() -> dict[str, list[tuple[tuple[str, ...], str, KnownOrganisation]]]:
    index: dict[str, list[tuple[tuple[str, ...], str, KnownOrganisation]]] = {}
    for organisation in known_organisations():
        names = set(organisation.names)
        if organisation.kind == "regency_city":  # a bare place name is a place, not an office
            names = {n for n in names if n.startswith(("Kabupaten", "Kota", "Pem", "Kab."))}
        for name in names:
            words = tuple(w.lower() for w in WORD.findall(name) if w.lower() != "dan")
            index.setdefault(words[0], []).append((words, name, organisation))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


@cache
def by_name() -> dict[str, KnownOrganisation]:
    return {name.lower(): o for o in known_organisations() for name in o.names}


def body(name: str) -> str:
    """The same for two names of one body of the list, wherever the text is from."""
    known = by_name().get(name.lower())
    return known.code if known else name.lower()


@cache
def similar(value: str) -> KnownOrganisation | None:
    """The one organisation whose name is this but for a slip of a letter or two."""
    word = PARENTHESIS.sub("", value).lower()
    if len(word) < 6 or any(c.isdigit() for c in word):
        return None
    best = {
        organisation.code: organisation
        for length in range(len(word) - 2, len(word) + 3)
        for name, organisation in _names_of(length, word[0], word.count(" "))
        if _slip(name, word)
    }
    return next(iter(best.values())) if len(best) == 1 else None


@cache
def _names_of(length: int, first: str, spaces: int) -> list[tuple[str, KnownOrganisation]]:
    return [
        (name, organisation)
        for name, organisation in by_name().items()
        if len(name) == length and name[0] == first and name.count(" ") == spaces
    ]


def _slip(name: str, word: str) -> bool:
    if name.split()[0][:1] != word.split()[0][:1] or len(name.split()) != len(word.split()):
        return False
    wanted = 0.9
    matcher = SequenceMatcher(None, name, word, autojunk=False)
    if matcher.real_quick_ratio() < wanted or matcher.quick_ratio() < wanted:
        return False
    differing = [a for a, b in zip(name.split(), word.split(), strict=True) if a != b]
    return matcher.ratio() >= wanted and len(differing) == 1 and len(differing[0]) >= 5
