"""Reading a DOCX back as somebody would: its letterhead, its words in their order, its numbers."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from lxml.etree import fromstring

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i strike color position sz szCs u bdr shd lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "numPr": "ilvl numId",
    "num": "abstractNumId",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(docx: bytes) -> str:
    """The letterhead of the first page and the body, with the numbers Word gives to lists."""
    document = Document(BytesIO(docx))
    section, numbers = document.sections[0], Numbers(document)
    lines = [
        line
        for root in (section.first_page_header._element, document.element.body)
        for line in _lines(root, numbers)
    ]
    return " ".join(" ".join(lines).split())


def same_text(words: str) -> str:
    """Letters and signs alone: where lines end and words are divided is the printer's affair."""
    return re.sub(r"[\s\-\u2010\u2011\u00ad]", "", words)


def pictures_in(docx: bytes) -> list[str]:
    """What is said of each picture for those who cannot see it."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    return [words for part in parts for words in re.findall(r'<wp:docPr[^>]*descr="([^"]*)"', part)]


def heads_of(docx: bytes) -> list[str]:
    """The words of the rows that Word repeats on every page of a table."""
    body = Document(BytesIO(docx)).element.body
    rows = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    return [" ".join(t.text for t in row.iter(f"{W}t")) for row in rows]


def misplaced(docx: bytes) -> set[str]:
    """Properties out of the order that the standard gives them: Word may call the file damaged."""
    found = set()
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/")]
        roots = [fromstring(archive.read(name)) for name in names if name.endswith(".xml")]
    for node in (node for root in roots for node in root.iter(*(W + tag for tag in ORDER))):
        order = ORDER[node.tag.removeprefix(W)].split()
        tags = [child.tag.removeprefix(W) for child in node]
        ranks = [order.index(tag) for tag in tags if tag in order]
        if ranks != sorted(set(ranks)):
            found.add(f"{node.tag.removeprefix(W)}: {' '.join(tags)}")
    return found


class Numbers:
    """Counts as Word does: every list by itself, from what it starts with."""

    def __init__(self, document: Any) -> None:
        root = document.part.numbering_part.element
        levels = {
            (d.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level.find(f"{W}lvlText")
            for d in root.iter(f"{W}abstractNum")
            for level in d.iter(f"{W}lvl")
        }
        forms = {
            (d.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level.find(f"{W}numFmt")
            for d in root.iter(f"{W}abstractNum")
            for level in d.iter(f"{W}lvl")
        }
        self._texts = {
            (num.get(f"{W}numId"), ilvl): (text.get(f"{W}val"), forms[kind, ilvl].get(f"{W}val"))
            for num in root.findall(f"{W}num")
            for (kind, ilvl), text in levels.items()
            if num.find(f"{W}abstractNumId").get(f"{W}val") == kind
        }
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, properties: Any) -> str:
        which = tuple(properties.find(f"{W}{tag}").get(f"{W}val") for tag in ("numId", "ilvl"))
        self._seen[which] += 1
        text, form = self._texts[which]
        count = self._seen[which]
        shown = chr(ord("a") + count - 1) if form == "lowerLetter" else str(count)
        return re.sub(r"%\d", shown, text)


def _lines(root: Any, numbers: Numbers) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        number = "" if numbered is None else numbers.next(numbered)
        pieces = [
            (n.text or "") if n.tag == f"{W}t" else " "
            for n in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        ]
        yield f"{number} {''.join(pieces)}"
