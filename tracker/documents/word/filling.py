"""A template of Word filled with a paper: plain values by Jinja, then blocks in their places."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from markupsafe import Markup

from tracker.documents.word.blocks import Place, Writer
from tracker.documents.word.fields import BLOCKS, WORDS
from tracker.documents.word.lists import Lists
from tracker.documents.word.parts import Parts, words
from tracker.documents.word.pictures import Pictures
from tracker.documents.word.sandbox import Sandbox
from tracker.documents.word.sheet import papers_sheet
from tracker.documents.word.styles import StyleIds
from tracker.documents.word.tables import letterhead
from tracker.documents.word.xml import Element, keep_last, paragraph, qualified

LONGEST = 255  # characters of a property

_MARK = "rakor-"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "{http://purl.org/dc/terms/}"


def fill(
    template: bytes, parts: Parts, images: Mapping[str, bytes], told: Mapping[str, str]
) -> bytes:
    """The DOCX of a paper; the same input gives the same bytes.

    told: plain values that the HTML does not hold. Raises what docxtpl raises for a template that
    cannot be filled, and KeyError for an image that was not sent along.
    """
    word = DocxTemplate(BytesIO(template))
    word.init_docx()
    _forget_maker(word.docx.part.package)
    draft = {"keterangan_salinan": "Draf" if parts.draft else ""}
    values = {**dict.fromkeys(WORDS, ""), **_words(parts), **draft, **told}
    places = {name: Markup(_place(name)) for name in BLOCKS}  # noqa: S704 - our own constants
    word.render({**values, **places}, Sandbox(), autoescape=True)
    document = word.docx
    _turn(document.part.element, landscape=parts.landscape)
    _set(document, parts, images)
    _name(document.core_properties, parts)
    out = BytesIO()
    document.save(out)
    return _dateless(out.getvalue())


def _words(parts: Parts) -> dict[str, str]:
    kop = parts.letterhead
    lines = {
        name: ", ".join(words(line) for line in kop.iterfind(f".//p[@class='{kind}']"))
        for name, kind in (
            ("kop_pemerintah", "government"),
            ("kop_kantor", "office"),
            ("kop_alamat", "address"),
        )
        if kop is not None
    }
    return {**parts.facts, **lines, "klasifikasi": parts.security_class}


def _place(name: str) -> str:
    """A paragraph to be replaced when Jinja is done, so that no block passes through it."""
    return f'<w:p><w:bookmarkStart w:id="0" w:name="{_MARK}{name}"/></w:p>'


def _set(document: Any, parts: Parts, images: Mapping[str, bytes]) -> None:
    lists, pictures = Lists(document.part), Pictures(images)
    styles = StyleIds(document.styles.element)
    if parts.secret:
        styles.look("class", "color", "C00000")
    place = Place("text", _text_width(document.part.element))
    stretches = {
        "kepala": parts.head,
        "isi": parts.body,
        "kaki": parts.foot,
        "lampiran_naskah": parts.annexes,
    }
    for part in written_parts(document.part):
        writer = Writer(part, styles, papers_sheet(), lists, pictures)
        for mark in list(part.element.iter(qualified("bookmarkStart"))):
            name = mark.get(qualified("name"), "").removeprefix(_MARK)
            placeholder = mark.getparent()
            above = list(placeholder.itersiblings(preceding=True))[:2][::-1]
            if name == "kop" and parts.letterhead is not None:
                _put(placeholder, letterhead(writer, parts.letterhead, place), styles)
            elif name in BLOCKS:
                _put(placeholder, writer.blocks(stretches.get(name, []), place), styles)
            if name == "kaki" and parts.foot:
                keep_last(above)


def _put(placeholder: Element, blocks: list[Element], styles: StyleIds) -> None:
    """Word wants a paragraph at the end of everything, if only a small one."""
    around = placeholder.getparent()
    for block in blocks:
        placeholder.addprevious(block)
    rest = [node for node in around if node is not placeholder]
    last = [node for node in rest if node.tag != qualified("sectPr")]
    if last and last[-1].tag == qualified("p"):
        around.remove(placeholder)
    else:
        around.replace(placeholder, paragraph(styles["gap"]))


def written_parts(main: Any) -> Iterator[Any]:
    """The parts of a package that hold words of the paper: the document, its heads and feet."""
    kinds = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    yield main
    yield from (r.target_part for r in main.rels.values() if r.reltype in kinds)


def _turn(document: Element, *, landscape: bool) -> None:
    """A wide paper lies on its side, whatever way the template stands."""
    for size in document.iter(qualified("pgSz")):
        width, height = (int(size.get(qualified(side))) for side in ("w", "h"))
        if landscape and width < height:
            size.set(qualified("w"), str(height))
            size.set(qualified("h"), str(width))
            size.set(qualified("orient"), "landscape")


def _text_width(document: Element) -> int:
    """Of the last section, which is that of the paper; Word's own default where it says nothing."""
    sections = list(document.iter(qualified("sectPr")))
    size = sections[-1].find(qualified("pgSz")) if sections else None
    margins = sections[-1].find(qualified("pgMar")) if sections else None
    if size is None or margins is None:
        return 9_000
    sides = [int(margins.get(qualified(side), "0")) for side in ("left", "right", "gutter")]
    return int(size.get(qualified("w"))) - sum(sides)


def _forget_maker(package: Any) -> None:
    """Properties are of the paper; LibreOffice ties those of the template in its own way."""
    for key, tie in list(package.rels.items()):
        if tie.reltype.lower().endswith("/metadata/core-properties"):
            del package.rels[key]


def _name(properties: Any, parts: Parts) -> None:
    """Without a date when none was given."""
    author = parts.author[:LONGEST]
    properties.title, properties.language, properties.revision = parts.title[:LONGEST], "id-ID", 1
    properties.author = properties.last_modified_by = author
    for date in ("created", "modified"):
        for told in properties._element.findall(_CORE + date):
            properties._element.remove(told)
    if parts.made_at:
        properties.created = properties.modified = datetime.fromisoformat(parts.made_at).astimezone(
            UTC
        )


def _dateless(docx: bytes) -> bytes:
    """The same members with one date, so that the same paper gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as read, zipfile.ZipFile(out, "w") as written:
        for member in read.infolist():
            info = zipfile.ZipInfo(member.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            written.writestr(info, read.read(member))
    return out.getvalue()
