"""The kop as it is drawn: its type in 3 : 4, its emblem in its own proportions."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from tests.documents.conftest import Paper, Printer
from tracker.documents.paper import to_html
from tracker.infra.render import Renderer
from tracker.models.letterheads import Letterhead, LetterheadKind
from tracker.models.paper_layouts import LetterheadSize, PaperLayout

EMBLEM = "0" * 64
PIXEL = 0.75  # points; the unit of what is drawn


@pytest.mark.parametrize("size", LetterheadSize)
def test_government_and_office_stand_in_three_to_four(
    usual: Paper, printed: Printer, size: LetterheadSize
):
    layout = json.loads(json.dumps(asdict(PaperLayout(letterhead_size=size))))
    points = sizes(printed({**usual.snapshot, "layout": layout}))
    names = (points["PEMERINTAH PROVINSI LAMPUNG"], points["SEKRETARIAT DAERAH"])
    assert names == pytest.approx(size.points, rel=0.001)
    assert names[0] / names[1] == pytest.approx(3 / 4, rel=0.001)


@pytest.mark.parametrize("kind", LetterheadKind)
@pytest.mark.parametrize(("width", "height"), [(400, 460), (600, 200), (100, 500)])
def test_an_emblem_of_any_shape_keeps_it(
    usual: Paper, renderer: Renderer, kind: LetterheadKind, width: int, height: int
):
    out = BytesIO()
    Image.new("RGBA", (width, height), "teal").save(out, "PNG")
    kop = asdict(Letterhead(kind=kind, emblem_key=EMBLEM))
    pdf = renderer.render(to_html({**usual.snapshot, "letterhead": kop}), {EMBLEM: out.getvalue()})
    ((across, up),) = pictures(pdf)
    assert across / up == pytest.approx(width / height, rel=0.01)
    assert max(across, up) <= 2.6 / 2.54 * 72


def sizes(paper: Paper) -> dict[str, float]:
    """By line of its first page the size of its letters in points."""
    document = pypdfium2.PdfDocument(paper.pdf)
    text = document[0].get_textpage()
    lines = {}
    for number in range(text.count_rects()):
        words = text.get_text_bounded(*text.get_rect(number)).strip()
        at = text.search(words).get_next() if words else None
        if at:
            lines[words] = raw.FPDFText_GetFontSize(text, at[0]) * PIXEL
    document.close()
    return lines


def pictures(pdf: bytes) -> Iterator[tuple[float, float]]:
    """Width and height in points of each picture of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    for shape in document[0].get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = shape.get_bounds()
        yield right - left, top - bottom
    document.close()
