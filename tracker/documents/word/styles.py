"""The styles of a paper in Word, under names an office reads in its list of styles.

A template may change how each looks; those it lacks are added from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.documents.word.xml import CENTIMETRE, POINT, Element, qualified, w

TABLE, LAYOUT_TABLE = "Tabel naskah", "Tabel tanpa garis"
_GREY = "555555"


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in points; size 0: that of the paper. break_before: begins a page."""

    name: str
    size: float = 0
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    left: float = 0
    first: float = 0
    keep_next: bool = False
    break_before: bool = False
    outline: int | None = None
    boxed: bool = False
    ruled: str = ""
    colour: str = ""
    single: bool = False


_CM = CENTIMETRE / POINT

STYLES = {
    "text": Style("Isi naskah", align="both"),
    "left": Style("Isi rata kiri"),
    "paragraph": Style("Alinea", align="both", before=6, first=1.25 * _CM),
    "title": Style("Judul naskah", bold=True, align="center", after=12, outline=0),
    "heads": Style("Judul berbaris", bold=True, align="center", outline=0),
    "heads_line": Style("Baris judul", bold=True, align="center"),
    "titled": Style("Judul tentang", bold=True, align="center", after=12),
    "taken": Style("Keterangan judul", size=9.5, align="center", after=8),
    "heading": Style("Judul bagian", bold=True, before=10, after=3, keep_next=True, outline=1),
    "subheading": Style("Judul subbagian", bold=True, before=8, after=3, keep_next=True, outline=2),
    "minor": Style("Judul kecil", bold=True, italic=True, before=8, after=3, keep_next=True),
    "item": Style("Butir daftar", align="both"),
    "quote": Style("Kutipan naskah", align="both", before=3, left=0.8 * _CM),
    "speaker": Style("Pembicara", before=4, keep_next=True),
    "statement": Style("Pernyataan", align="both", before=3, left=0.6 * _CM),
    "fact": Style("Fakta"),
    "subject": Style("Hal surat", outline=0),
    "bold_subject": Style("Hal surat tebal", bold=True, outline=0),
    "cell": Style("Sel tabel", size=9.5, single=True),
    "cell_note": Style("Catatan sel", size=8.5, single=True),
    "head": Style("Kepala tabel", size=9.5, bold=True, align="center", single=True),
    "small_cell": Style("Sel tabel kecil", size=7.5, single=True),
    "small_cell_note": Style("Catatan sel kecil", size=7, single=True),
    "small_head": Style("Kepala tabel kecil", size=7.5, bold=True, align="center", single=True),
    "note": Style("Catatan naskah", size=10.5),
    "caption": Style("Keterangan foto", size=10, align="center", after=4),
    "gap": Style("Jarak tabel", size=4, single=True, keep_next=True),
    "dated": Style("Tempat dan tanggal", align="right", after=8),
    "correction": Style("Ralat", size=10.5, after=10, boxed=True),
    "signature": Style("Penanda tangan", keep_next=True),
    "name": Style("Nama penanda tangan", bold=True, keep_next=True),
    "mark": Style("Ruang tanda tangan", size=9, italic=True, before=14, after=14, keep_next=True),
    "check": Style("Keterangan kode", size=7.5, single=True),
    "copies": Style("Tembusan", size=10.5),
    "annex": Style("Kepala lampiran", size=10.5, after=8, break_before=True),
    "annex_title": Style(
        "Judul lampiran", bold=True, align="center", before=6, after=8, keep_next=True, outline=1
    ),
    "government": Style("Kop pemerintah", size=12, align="center", single=True),
    "office": Style("Kop kantor", size=16, bold=True, align="center", single=True),
    "unit": Style("Kop unit", size=12, bold=True, align="center", single=True),
    "address": Style("Kop alamat", size=9, align="center", single=True),
    "emblem": Style("Kop lambang", align="center", single=True),
    "rule": Style("Garis kop", size=2, after=14, ruled="thickThinSmallGap", single=True),
    "line": Style("Garis naskah", size=2, after=6, ruled="single", single=True),
    "class": Style("Klasifikasi", bold=True, single=True),
    "page": Style("Nomor halaman", align="center", single=True),
    "page_below": Style("Nomor halaman bawah", size=9, align="center", single=True),
    "foot": Style("Kaki halaman", size=7.5, colour=_GREY, single=True),
}


class StyleIds:
    """The ids under which a document keeps the styles; those it lacks are added."""

    def __init__(self, styles: Element) -> None:
        """styles: the root of its styles.xml."""
        known: dict[str, str] = {
            style.find(qualified("name")).get(qualified("val")): style.get(qualified("styleId"))
            for style in styles.iter(qualified("style"))
            if style.find(qualified("name")) is not None
        }
        for added in every_style():
            name = added.find(qualified("name")).get(qualified("val"))
            if name not in known:
                known[name] = added.get(qualified("styleId"))
                styles.append(added)
        self._root, self._known = styles, known

    def __getitem__(self, role: str) -> str:
        return self._known[STYLES[role].name]

    def look(self, role: str, property: str, value: object) -> None:
        """Change one thing about all that has a style: its `color`, or its `sz`."""
        look = self._style(role).find(qualified("rPr"))
        for said in look.findall(qualified(property)):
            look.remove(said)
        size = look.find(qualified("szCs"))
        changed = w(property, val=value)
        look.append(changed) if size is None else size.addprevious(changed)

    def rule(self, role: str, line: str) -> None:
        """Change the line below all that has a style."""
        for border in self._style(role).iter(qualified("bottom")):
            border.set(qualified("val"), line)

    def _style(self, role: str) -> Element:
        ids = (qualified("styleId"), self[role])
        return next(s for s in self._root.iter(qualified("style")) if s.get(ids[0]) == ids[1])

    def table(self, name: str) -> str:
        return self._known[name]


def every_style() -> Iterator[Element]:
    """All that the blocks ask for, as they look where a template says nothing of them."""
    for style in STYLES.values():
        yield _paragraph_style(style)
    yield _table_style(TABLE, border="single")
    yield _table_style(LAYOUT_TABLE, border="nil")


def _paragraph_style(style: Style) -> Element:
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("uiPriority", val=1),
        w("qFormat"),
        w(
            "pPr",
            w("keepNext") if style.keep_next else None,
            w("pageBreakBefore") if style.break_before else None,
            _borders(style),
            _spacing(style),
            w("ind", left=_twips(style.left), firstLine=_twips(style.first))
            if style.left or style.first
            else None,
            w("jc", val=style.align),
            None if style.outline is None else w("outlineLvl", val=style.outline),
        ),
        w(
            "rPr",
            w("b") if style.bold else None,
            w("i") if style.italic else None,
            w("color", val=style.colour) if style.colour else None,
            w("sz", val=round(style.size * 2)) if style.size else None,
            w("szCs", val=round(style.size * 2)) if style.size else None,
        ),
        type="paragraph",
        customStyle=1,
        styleId=_style_id(style.name),
    )


def _spacing(style: Style) -> Element:
    """Tables, letterhead and notes stand in single lines whatever the paper's spacing."""
    lengths = {"before": _twips(style.before), "after": _twips(style.after)}
    return w("spacing", **lengths, **({"line": 240, "lineRule": "auto"} if style.single else {}))


def _borders(style: Style) -> Element | None:
    if style.ruled:
        thick = 24 if style.ruled != "single" else 6
        return w("pBdr", w("bottom", val=style.ruled, sz=thick, space=1, color="000000"))
    if style.boxed:
        sides = ("top", "left", "bottom", "right")
        return w("pBdr", *(w(side, val="single", sz=6, space=4, color="000000") for side in sides))
    return None


def _table_style(name: str, *, border: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = {"sz": 6, "space": 0, "color": "000000"} if border == "single" else {}
    padding = {"top": 50, "left": 80, "bottom": 50, "right": 80} if lines else {}
    padding = padding or dict.fromkeys(("top", "left", "bottom", "right"), 0)
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=1),
        w("qFormat"),
        w(
            "tblPr",
            w("tblBorders", *(w(side, val=border, **lines) for side in sides)),
            w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in padding.items())),
        ),
        type="table",
        customStyle=1,
        styleId=_style_id(name),
    )


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _twips(points: float) -> int:
    return round(points * POINT)
