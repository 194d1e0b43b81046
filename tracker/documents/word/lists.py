"""Numbered and plain lists as Word knows them, so that who adds an item gets its number."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from tracker.documents.word.xml import HANGING, Element, qualified, w

LEVELS = 9


class Lists:
    """The lists of one document; each begins at 1."""

    def __init__(self, document: Any) -> None:
        """document: the main part, whose numbering part is made when it has none."""
        self._root = _numbering(document)
        ids = [int(n.get(qualified("abstractNumId"))) for n in self._all("abstractNum")]
        used = [int(n.get(qualified("numId"))) for n in self._all("num")]
        self._next = max(used, default=0) + 1
        self._kinds = {}
        for number, ordered in enumerate((True, False), start=max(ids, default=-1) + 1):
            self._root.insert(len(ids), _definition(number, ordered=ordered))
            self._kinds[ordered] = number

    def begin(self, *, ordered: bool) -> int:
        """The id of a new list."""
        number, self._next = self._next, self._next + 1
        overrides = [
            w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LEVELS)
        ]
        kind = w("abstractNumId", val=self._kinds[ordered])
        self._root.append(w("num", kind, *(overrides if ordered else ()), numId=number))
        return number

    def _all(self, tag: str) -> list[Element]:
        return list(self._root.findall(qualified(tag)))


def number(list_id: int, depth: int) -> Element:
    """What makes a paragraph an item of the list."""
    return w("numPr", w("ilvl", val=min(depth, LEVELS - 1)), w("numId", val=list_id))


def _definition(number: int, *, ordered: bool) -> Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="hybridMultilevel"),
        *(_level(level, ordered=ordered) for level in range(LEVELS)),
        abstractNumId=number,
    )


def _level(level: int, *, ordered: bool) -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal" if ordered else "bullet"),
        w("lvlText", val=f"%{level + 1}." if ordered else "•"),
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
