"""What keeps a PDF from being PDF/A-3a and PDF/UA-1, in sentences.

The clauses our files can offend, checked without veraPDF, which no test machine has to have:
`faults` gives an empty list for a paper an archive takes and a screen reader reads.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from tests.documents.reading import elements, opened

HOLDS = {
    "/Table": {"/THead", "/TBody", "/TFoot", "/TR", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
}
WORDS = {"/Document", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/H4", "/Span", "/NonStruct"}
WORDS |= {"/TH", "/TD", "/LBody", "/Figure", "/Link", "/BlockQuote", "/Caption", "/Lbl", "/Part"}
NEVER = {"/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/AcroForm", "/EmbeddedFiles"}
NEVER |= {"/EF", "/Alternates", "/OPI", "/TR", "/XFA", "/Encrypt", "/PS"}
CMYK = "has a colour of the printing press"
PAINT = {"Tj", "TJ", "'", '"', "Do", "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "sh"}


def faults(pdf: bytes, *, may_point_to: str = "https://rakor.contoh.go.id/") -> list[str]:
    """may_point_to: how every address a link opens has to begin."""
    with opened(pdf) as document:
        document.get_warnings()
        checks = (_file, _metadata, _objects, _fonts, _content, _tables, _headings, _tags)
        return [fault for check in checks for fault in check(document)] + [
            f"opens {address}"
            for address in _addresses(document)
            if not address.startswith(may_point_to)
        ]


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from pdf.check_pdf_syntax()
    yield from _unless(
        {
            "is encrypted": not pdf.is_encrypted,
            "has no identifier": len(pdf.trailer.get("/ID", [])) == 2,
            "has no language": pdf.Root.get("/Lang") == "id",
            "has no title": bool(str(pdf.docinfo.get("/Title", "")).strip()),
            "shows no title": "/ViewerPreferences" in pdf.Root
            and bool(pdf.Root.ViewerPreferences.get("/DisplayDocTitle")),
            "is not marked": "/MarkInfo" in pdf.Root and bool(pdf.Root.MarkInfo.get("/Marked")),
            "has no output intent": _intent(pdf) == ("/GTS_PDFA1", 3),
        }
    )


def _intent(pdf: pikepdf.Pdf) -> tuple[str, int] | None:
    intents = pdf.Root.get("/OutputIntents")
    return (str(intents[0].S), int(intents[0].DestOutputProfile.N)) if intents else None


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "has no metadata"
        return
    xmp = pdf.Root.Metadata.read_bytes()
    if xmp.count(b"<rdf:RDF") != 1:
        yield "has not one block of RDF"
    with pdf.open_metadata() as told:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        authors = ", ".join(told.get("dc:creator") or [])
        yield from _unless(
            {
                "is not PDF/A-3a": (told.get("pdfaid:part"), told.get("pdfaid:conformance"))
                == ("3", "A"),
                "is not PDF/UA-1": told.get("pdfuaid:part") == "1",
                "does not describe pdfuaid": b">pdfuaid</pdfaSchema:prefix>" in xmp,
                "has two titles": told.get("dc:title") == info.get("/Title"),
                "has two authors": authors == info.get("/Author", ""),
                "has two producers": told.get("pdf:Producer") == info.get("/Producer"),
                "was made twice": _same(told.get("xmp:CreateDate"), info.get("/CreationDate")),
                "was changed twice": _same(told.get("xmp:ModifyDate"), info.get("/ModDate")),
            }
        )


def _same(iso: str | None, date: str | None) -> bool:
    if iso is None or date is None:
        return iso is None and date is None
    return _digits(iso) == _digits(date)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            yield from (f"holds {key}" for key in NEVER & set(thing.keys()))
            yield from _unless(
                {
                    "smooths a picture": not thing.get("/Interpolate"),
                    "is packed by LZW": "LZW" not in str(thing.get("/Filter", "")),
                    CMYK: "CMYK" not in str(thing.get("/ColorSpace", "")),
                }
            )
            if thing.get("/Type") == "/Annot":
                yield from _annotation(thing)
    for page in pdf.pages:
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield "lets the links of a page be reached in no order"


def _annotation(note: Any) -> Iterator[str]:
    yield from _unless(
        {
            "has a note that is no link": note.get("/Subtype") == "/Link",
            "has a link that is not printed": note.get("/F") == 4,
            "has a link without words": bool(str(note.get("/Contents", ""))),
            "has a link outside the tags": "/StructParent" in note,
        }
    )
    if note.get("/A", {}).get("/S", "/URI") != "/URI":
        yield "has a link that acts"


def _addresses(pdf: pikepdf.Pdf) -> list[str]:
    things = [thing for thing in pdf.objects if isinstance(thing, Dictionary)]
    found = [str(thing.A.URI) for thing in things if "/URI" in thing.get("/A", {})]
    return found + [str(thing.URI) for thing in things if "/URI" in thing]


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    pages = list[Any](pdf.pages)
    every = {f.objgen: f for page in pages for f in page.Resources.get("/Font", {}).values()}
    for font in every.values():
        name = str(font.get("/BaseFont", font.get("/Subtype")))
        if "/ToUnicode" not in font:
            yield f"has no letters for {name}"
        if font.Subtype != "/Type3":
            described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.FontDescriptor.keys()):
                yield f"does not bring {name} along"


def _content(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every stroke is either read, as part of one element, or left to the eye."""
    held, pages = _held(pdf), list[Any](pdf.pages)
    for number, page in enumerate(pages, start=1):
        depth, seen = 0, set()
        for step in pikepdf.parse_content_stream(page):
            operands, name = step.operands, str(step.operator)
            if name in {"BDC", "BMC"}:
                values: Any = operands[-1] if name == "BDC" else {}
                mark = values.get("/MCID")
                seen |= {mark} - {None}
                if depth or (mark is None and operands[0] != "/Artifact"):
                    yield f"marks what no element holds on page {number}"
            elif name in {"k", "K"}:
                yield CMYK
            elif name in PAINT and not depth:
                yield f"draws what is neither read nor left out on page {number}"
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if seen != held.get(page.objgen, set()):
            yield f"holds in its tags other marks than page {number} has"


def _held(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """By page the marks the elements hold."""
    held: dict[tuple[int, int], set[int]] = {}
    for element in elements(pdf.Root.StructTreeRoot):
        for kid in _kids(element):
            if isinstance(kid, int):
                held.setdefault(element.Pg.objgen, set()).add(int(kid))
    return held


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _tables(pdf: pikepdf.Pdf) -> Iterator[str]:
    for table in _of(pdf, "/Table"):
        parts = list(elements(table))
        heads = [cell for cell in parts if cell.S == "/TH"]
        if not heads:
            yield "has a table without heads"
        if [part.S for part in parts].count(Name.THead) > 1:
            yield "reads the head of a table twice"
        if any("/Scope" not in head.get("/A", {}) for head in heads):
            yield "has a head that says not what it stands over"
        widths = {_width(row) for row in parts if row.S == "/TR"}
        if len(widths) > 1 and not any("/RowSpan" in part.get("/A", {}) for part in parts):
            yield f"has a table with rows of {sorted(widths)} cells"


def _width(row: Any) -> int:
    return sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in _kids(row))


def _headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    tags = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
    levels = [int(tag[2:]) for tag in tags if tag[1:2] == "H" and tag[2:].isdigit()]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"has headings {levels[:3]}…, and {levels.count(1)} titles"
    if any(below > above + 1 for above, below in pairwise(levels)):
        yield "leaves out a level of headings"


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    for element in elements(pdf.Root.StructTreeRoot):
        tag = str(element.S)
        allowed = HOLDS.get(tag)
        if allowed is None and tag not in WORDS:
            yield f"has a tag {tag}"
        kids = _kids(element)
        inner = {str(kid.S) for kid in kids if isinstance(kid, Dictionary) and "/S" in kid}
        if allowed and (inner - allowed or any(isinstance(kid, int) for kid in kids)):
            yield f"has in {tag} what does not belong there: {sorted(inner - allowed)}"
        if tag == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "has a picture without words"
        if tag == "/Figure" and not _lies_within(element.A.BBox, element.Pg.MediaBox):
            yield "has a picture outside its page"
        if tag == "/Link" and not any(isinstance(k, Dictionary) and "/Obj" in k for k in kids):
            yield "has a link that opens nothing"


def _lies_within(inner: Any, outer: Any) -> bool:
    box, page = ([float(side) for side in sides] for sides in (inner, outer))
    low = all(a >= b - 1 for a, b in zip(box[:2], page[:2], strict=True))
    return low and all(a <= b + 1 for a, b in zip(box[2:], page[2:], strict=True))


def _of(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [element for element in elements(pdf.Root.StructTreeRoot) if tag == element.S]


def _unless(kept: dict[str, bool]) -> Iterable[str]:
    return [fault for fault, is_kept in kept.items() if not is_kept]
