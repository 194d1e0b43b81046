"""The template of every paper unless an office gives its own: page, letterhead and fields."""

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
HEADER_DISTANCE = 1.0  # centimetres


def default_template(page: Page) -> bytes:
    """A DOCX that holds every field an ordinary paper needs."""
    document = Document()
    _prune(document.styles.element)
    _normal(document.styles.element, page)
    _set_up(document.settings.element)
    styles = StyleIds(document.styles.element)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _first_header(section.first_page_header, styles, page)
    _header(section.header, styles)
    for footer in (section.first_page_footer, section.footer):
        _replace(footer, [_line(styles["foot"], "{{ keterangan_salinan }}")])
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


def _first_header(header: Any, styles: StyleIds, page: Page) -> None:
    """The class above the letterhead takes the room up to the margin, said or not."""
    said = _class(styles, page.top - HEADER_DISTANCE)
    _replace(header, [said, _line(styles["text"], "{{p kop }}")])


def _header(header: Any, styles: StyleIds) -> None:
    number = w("fldSimple", w("r", text("2")), instr="PAGE")
    runs = [w("r", text("- ")), number, w("r", text(" -"))]
    _replace(header, [_class(styles, HEADER_DISTANCE / 2), paragraph(styles["page"], runs)])


def _class(styles: StyleIds, centimetres: float) -> Element:
    said = _line(styles["class"], "{{ klasifikasi }}")
    height = round(centimetres * CENTIMETRE)
    said[0].append(w("spacing", before=0, after=0, line=height, lineRule="exact"))
    return said


def _lay_out(section: Element, page: Page) -> None:
    wide = page.width > page.height
    size = section.find(qualified("pgSz"))
    size.set(qualified("w"), str(round(page.width * CENTIMETRE)))
    size.set(qualified("h"), str(round(page.height * CENTIMETRE)))
    if wide:
        size.set(qualified("orient"), "landscape")
    margins = section.find(qualified("pgMar"))
    for side in ("top", "right", "bottom", "left"):
        margins.set(qualified(side), str(round(getattr(page, side) * CENTIMETRE)))
    for side in ("header", "footer"):
        margins.set(qualified(side), str(round(HEADER_DISTANCE * CENTIMETRE)))


def _line(style: str, words: str) -> Element:
    return paragraph(style, [w("r", text(words))] if words else [])


def _replace(part: Any, blocks: list[Element]) -> None:
    """part: a header or footer, whose own empty paragraph goes."""
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    root.extend(blocks)
