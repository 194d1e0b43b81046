"""What papers look like: pages of approved snapshots beside the approved pictures of them.

`approved/` holds a snapshot, the words of its paper and a grey picture of one of its pages. The
words are compared everywhere; pictures only where text is drawn by the libraries they were drawn
with, those of Debian 12 (`DEBIAN_12`), since others set it a hair's breadth otherwise. A snapshot
in `approved/` is like a sealed one: it has to print for ever.

Who changes a paper on purpose looks at it and approves it anew, all or some by name, with
`RAKOR_APPROVE_PAGES=1 pytest tests/documents/test_images.py [-k invitation]`.
"""

import ctypes
import json
import os
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.records import BASE_URL
from tests.documents.stretched import squeezed
from tracker.models.documents import DocumentKind
from tracker.models.paper_layouts import PaperLayout, PaperSize
from tracker.models.printouts import PrintoutKind

KEPT = Path(__file__).parent / "approved"
DEBIAN_12 = {"pango": "1.50.12", "harfbuzz": "6.0.0"}
DOTS = 60  # an inch
SEEN, MOST = 48, 0.0005  # of 255: what an eye sees; of the page: how much of it may
CODE = "0123ABCD-4567CDEF-89AB0123-CDEF4567"
# By paper the page that is looked at, counted from 0.
LOOKED_AT = {
    DocumentKind.MINUTES: 1,
    DocumentKind.INVITATION: 0,
    DocumentKind.ATTENDANCE: 0,
    DocumentKind.OFFICIAL_RECORD: 1,
    DocumentKind.INTERNAL_MEMO: 0,
    DocumentKind.REPRIMAND: 0,
    PrintoutKind.WORK_MATRIX: 0,
}
APPROVING = os.environ.get("RAKOR_APPROVE_PAGES") == "1"


def libraries() -> dict[str, str]:
    """The releases of what sets and shapes text, as the renderer loads them."""
    told = {}
    for name, file, call in (
        ("pango", "libpango-1.0.so.0", "pango_version_string"),
        ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ):
        ask = getattr(ctypes.CDLL(file), call)
        ask.restype = ctypes.c_char_p
        told[name] = ask().decode()
    return told


@pytest.fixture(scope="module", params=LOOKED_AT)
def kind(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def paper(kind: Any, printed: Printer, request: pytest.FixtureRequest) -> Paper:
    """The approved snapshot, printed; when approving, the sample of today."""
    file = KEPT / f"{kind}.json"
    if APPROVING:
        samples: Samples = request.getfixturevalue("samples")
        snapshot = timeless(samples[kind].snapshot, folio=kind is DocumentKind.INTERNAL_MEMO)
        file.write_text(json.dumps(snapshot, ensure_ascii=False, sort_keys=True, indent=1) + "\n")
    return printed(json.loads(file.read_text()))


def test_it_says_what_was_approved(kind: Any, paper: Paper):
    file = KEPT / f"{kind}.txt"
    if APPROVING:
        file.write_text(paper.text + "\n")
    assert squeezed(paper.text) == squeezed(file.read_text())


@pytest.mark.skipif(libraries() != DEBIAN_12, reason=f"pictures are drawn with {DEBIAN_12}")
def test_it_looks_as_was_approved(kind: Any, paper: Paper, tmp_path: Path):
    file, drawn = KEPT / f"{kind}.png", picture(paper.pdf, LOOKED_AT[kind])
    if APPROVING:
        drawn.save(file, optimize=True)
    with Image.open(file) as approved:
        assert drawn.size == approved.size
        differences = ImageChops.difference(drawn, approved.convert("L")).histogram()[SEEN:]
    drawn.save(tmp_path / file.name)
    share = sum(differences) / (drawn.width * drawn.height)
    assert share <= MOST, f"look at {tmp_path / file.name}, then approve it as told above"


def timeless(snapshot: dict[str, Any], *, folio: bool) -> dict[str, Any]:
    """Under a code that is the same tomorrow; one of them on folio, with its next words."""
    layout = PaperLayout(paper=PaperSize.F4, catchwords=True) if folio else PaperLayout()
    seal = snapshot["seal"] and {
        **snapshot["seal"],
        "code": CODE,
        "verification_url": f"{BASE_URL}/periksa/{CODE}",
    }
    return {**snapshot, "layout": asdict(layout), "seal": seal}


def picture(pdf: bytes, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    drawn: Image.Image = document[number].render(scale=DOTS / 72, grayscale=True).to_pil()
    document.close()
    out = BytesIO()  # a copy of its own: the page is closed
    drawn.convert("L").save(out, "PNG")
    return Image.open(out)
