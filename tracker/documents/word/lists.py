"""Numbered and plain lists as Word knows them, so that who adds an item gets its number."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from tracker.documents.word.xml import HANGING, Element, qualified, w

LEVELS, ALPHABET = 9, 26
KINDS = {
    "numbers": ("decimal", "%{}."),
    "letters": ("lowerLetter", "%{}."),
    "dots": ("bullet", "•"),
}


class Lists:
    """The lists of one document; each begins at 1."""

    def __init__(self, document: Any) -> None:
        """document: the main part, whose numbering part is made when it has none."""
        self._root = _numbering(document)
        ids = [int(n.get(qualified("abstractNumId"))) for n in self._all("abstractNum")]
        used = [int(n.get(qualified("numId"))) for n in self._all("num")]
        self._next = max(used, default=0) + 1
        self._kinds = {}
        for number, kind in enumerate(KINDS, start=max(ids, default=-1) + 1):
            self._root.insert(len(ids), _definition(number, kind))
            self._kinds[kind] = number

    def begin(self, kind: str) -> int:
        """The id of a new list. kind: one of KINDS."""
        number, self._next = self._next, self._next + 1
        overrides = [
            w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LEVELS)
        ]
        how = w("abstractNumId", val=self._kinds[kind])
        self._root.append(w("num", how, *overrides, numId=number))
        return number

    def _all(self, tag: str) -> list[Element]:
        return list(self._root.findall(qualified(tag)))


def letters(count: int) -> str:
    """The letters of an item as paper counts: after z come aa and ab; Word would say aa and bb."""
    before, last = divmod(count - 1, 26)
    return (letters(before) if before else "") + chr(ord("a") + last)


def number(list_id: int, depth: int) -> Element:
    """What makes a paragraph an item of the list."""
    return w("numPr", w("ilvl", val=min(depth, LEVELS - 1)), w("numId", val=list_id))


def _definition(number: int, kind: str) -> Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="hybridMultilevel"),
        *(_level(level, kind) for level in range(LEVELS)),
        abstractNumId=number,
    )


def _level(level: int, kind: str) -> Element:
    form, words = KINDS[kind]
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("lvlText", val=words.format(level + 1)),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=HANGING * (level + 1), hanging=HANGING)),
        ilvl=level,
    )


def _numbering(document: Any) -> Element:
    try:
        part = document.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        name = PackURI("/word/numbering.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_NUMBERING, w("numbering"), document.package)
        document.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element
