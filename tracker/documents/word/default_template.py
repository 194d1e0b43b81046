"""The template of every paper unless an office gives its own: page, letterhead and fields."""

import re
from io import BytesIO
from typing import Any

from docx import Document

from tracker.documents.word.page import Page
from tracker.documents.word.styles import StyleIds
from tracker.documents.word.xml import (
    CENTIMETRE,
    Element,
    paragraph,
    qualified,
    text,
    w,
)

KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
HEADER_DISTANCE, SHORTEST = 8, 4  # millimetres


def default_template(page: Page) -> bytes:
    """A DOCX that holds every field an ordinary paper needs."""
    document = Document()
    _prune(document.styles.element)
    _normal(document.styles.element, page)
    _set_up(document.settings.element)
    styles = StyleIds(document.styles.element)
    _letterhead(styles, page)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _first_header(section.first_page_header, styles, page)
    _header(section.header, styles, page)
    _footer(section.first_page_footer, styles, "")
    _footer(section.footer, styles, page.number_below)
    _lay_out(section._sectPr, page)
    body = document.element.body
    for name in ("kepala", "isi", "kaki", "lampiran_naskah"):
        body.insert(len(body) - 1, _line(styles["text"], f"{{{{p {name} }}}}"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(settings: Element) -> None:
    """As Word of today does it, or it opens the file as if it were fifteen years old."""
    for said in settings.iter(qualified("compatSetting")):
        if said.get(qualified("name")) == "compatibilityMode":
            said.set(qualified("val"), "15")
    for name, value in (("decimalSymbol", ","), ("listSeparator", ";")):
        settings.find(qualified(name)).set(qualified("val"), value)


def _prune(styles: Element) -> None:
    """Leave an office the styles of a paper to choose from, and not a hundred others."""
    for style in styles.findall(qualified("style")):
        if style.get(qualified("styleId")) not in KEPT_STYLES:
            styles.remove(style)


def _normal(styles: Element, page: Page) -> None:
    face = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), page.font)
    half = round(page.size * 2)
    look = w(
        "rPr",
        w("rFonts", **face),
        w("sz", val=half),
        w("szCs", val=half),
        w("lang", val="id-ID", eastAsia="id-ID", bidi="ar-SA"),
    )
    line = round(240 * page.spacing)
    defaults = w(
        "docDefaults",
        w("rPrDefault", look),
        w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=line, lineRule="auto"))),
    )
    styles.replace(styles.find(qualified("docDefaults")), defaults)
    for style in styles.findall(qualified("style")):
        for part in ("pPr", "rPr"):
            if style.get(qualified("styleId")) != "TableNormal":
                for said in style.findall(qualified(part)):
                    style.remove(said)


def _letterhead(styles: StyleIds, page: Page) -> None:
    """Government and office in 3 : 4, over one line or two."""
    styles.look("government", "sz", page.government * 2)
    styles.look("office", "sz", page.office * 2)
    if not page.double_rule:
        styles.rule("rule", "single")


def _first_header(header: Any, styles: StyleIds, page: Page) -> None:
    """The class above the letterhead takes the room up to the margin, said or not."""
    said = _class(styles, max(page.top - HEADER_DISTANCE, SHORTEST))
    _replace(header, [said, _line(styles["text"], "{{p kop }}")])


def _header(header: Any, styles: StyleIds, page: Page) -> None:
    """From the second page on, with its number where the office wants it at the top."""
    number = [paragraph(styles["page"], _counted(page.number_above))] if page.number_above else []
    _replace(header, [_class(styles, SHORTEST), *number])


def _footer(footer: Any, styles: StyleIds, number: str) -> None:
    counted = [paragraph(styles["page_below"], _counted(number))] if number else []
    _replace(footer, [*counted, _line(styles["foot"], "{{ keterangan_salinan }}")])


def _counted(pattern: str) -> list[Element]:
    """Words around what Word counts: {PAGE} and {NUMPAGES}."""
    pieces = re.split(r"\{(\w+)\}", pattern)
    return [
        w("fldSimple", _words("2"), instr=piece) if number % 2 else _words(piece)
        for number, piece in enumerate(pieces)
        if piece
    ]


def _words(words: str) -> Element:
    return w("r", text(words))


def _class(styles: StyleIds, height: float) -> Element:
    said = _line(styles["class"], "{{ klasifikasi }}")
    height = _twips(height)
    said[0].append(w("spacing", before=0, after=0, line=height, lineRule="exact"))
    return said


def _lay_out(section: Element, page: Page) -> None:
    wide = page.width > page.height
    size = section.find(qualified("pgSz"))
    size.set(qualified("w"), str(_twips(page.width)))
    size.set(qualified("h"), str(_twips(page.height)))
    if wide:
        size.set(qualified("orient"), "landscape")
    margins = section.find(qualified("pgMar"))
    for side in ("top", "right", "bottom", "left"):
        margins.set(qualified(side), str(_twips(getattr(page, side))))
    for side in ("header", "footer"):
        margins.set(qualified(side), str(_twips(HEADER_DISTANCE)))


def _line(style: str, words: str) -> Element:
    return paragraph(style, [_words(words)])


def _replace(part: Any, blocks: list[Element]) -> None:
    """part: a header or footer, whose own empty paragraph goes."""
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    root.extend(blocks)


def _twips(millimetres: float) -> int:
    return round(millimetres * CENTIMETRE / 10)
