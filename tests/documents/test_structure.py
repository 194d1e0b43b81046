"""The PDF as a file: taken by an archive, read by a screen reader, whole, without ties outside.

Walks every kind of paper: a new kind needs a line in samples.py and nothing here.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy.orm import Session

from tests.documents.conformance import faults
from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.decoded import some_action
from tests.documents.reading import elements, left_to_the_eye, opened, square_widths
from tests.documents.records import approved, emblem, make_record, photo
from tests.documents.samples import SAMPLES
from tests.factories import NOW, make_user
from tracker.documents.paper import TEMPLATES
from tracker.documents.sealing import render
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.models.attachments import attach
from tracker.models.documents import DocumentKind
from tracker.models.files import FileKind
from tracker.models.letterheads import Letterhead, save_letterhead
from tracker.models.printouts import PrintoutKind


@pytest.fixture
def illustrated(session: Session, renderer: Renderer, store: Store) -> bytes:
    """A sealed notula with an emblem and two photos, printed from the store."""
    minutes = make_record(session)
    by = make_user(session).id
    key = store.put_bytes(emblem(), "image/png").key
    save_letterhead(session, Letterhead(emblem_key=key), by=by, at=NOW, version=0)
    for colour in ("teal", "navy"):
        stored = store.put_bytes(photo(colour=colour), "image/jpeg")
        attach(session, minutes.meeting, stored, FileKind.PHOTO, by=by, at=NOW)
    return render(approved(session, minutes).snapshot, renderer, store)


def test_every_kind_of_paper_that_can_be_printed_has_a_sample():
    # Any of the others in Word; and what the settings show of themselves, whose words are made up.
    kinds = {*DocumentKind, *PrintoutKind} - {PrintoutKind.PAPER, PrintoutKind.SAMPLE}
    assert set(SAMPLES) == {kind for kind in kinds if (TEMPLATES / f"{kind}.html").exists()}


def test_every_paper_is_archival_and_accessible(samples: Samples):
    assert {kind: found for kind, paper in samples.items() if (found := faults(paper.pdf))} == {}


def test_so_is_every_draft_and_one_with_pictures(
    samples: Samples, printed: Printer, illustrated: bytes
):
    draft = printed(samples[DocumentKind.MINUTES].snapshot, seal=None)
    assert faults(draft.pdf) == []
    assert faults(illustrated) == []


@pytest.mark.skipif(not shutil.which("verapdf"), reason="veraPDF is Java, which nobody has to have")
@pytest.mark.parametrize("standard", ["3a", "ua1"])
def test_verapdf_agrees(samples: Samples, tmp_path: Path, standard: str):
    for kind, paper in samples.items():
        (tmp_path / f"{kind}.pdf").write_bytes(paper.pdf)
    command = ["verapdf", "--flavour", standard, str(tmp_path)]
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_a_fault_is_found(usual: Paper):
    """The checker itself: what is broken in a good file is named."""
    broken: dict[str, Callable[[Any], object]] = {
        "has no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
        "is not marked": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
        "has no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        "has no metadata": lambda pdf: pdf.Root.__delitem__("/Metadata"),
        "holds /OpenAction": lambda pdf: pdf.Root.update({"/OpenAction": pikepdf.Array()}),
        "has two authors": lambda pdf: pdf.docinfo.update({"/Author": "Orang lain"}),
        "has a link that is not printed": lambda pdf: _first_link(pdf).update({"/F": 2}),
        "opens https://lain.example/": lambda pdf: _first_link(pdf).A.update(
            {"/URI": pikepdf.String("https://lain.example/")}
        ),
        "has a table without heads": lambda pdf: _retag(pdf, "/TH", "/TD"),
        "leaves out a level of headings": lambda pdf: _retag(pdf, "/H2", "/P"),
        "has headings [2, 2, 2]…, and 0 titles": lambda pdf: _retag(pdf, "/H1", "/P"),
        "has a tag /Artikel": lambda pdf: _retag(pdf, "/P", "/Artikel"),
        "has a picture without words": lambda pdf: _retag(pdf, "/Figure", "/Figure", alt=""),
    }
    found = {fault: faults(_changed(usual.pdf, change)) for fault, change in broken.items()}
    assert {fault for fault, named in found.items() if fault not in named} == set()


def test_the_file_names_itself(usual: Paper):
    with opened(usual.pdf) as document:
        assert str(document.docinfo["/Title"]) == (
            "Notula Rapat Percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan"
        )
        assert str(document.docinfo["/Author"]) == "Biro Perekonomian"
        assert str(document.docinfo["/CreationDate"]) == "D:20250918143000+07'00"


def test_every_picture_has_its_words(illustrated: bytes):
    with opened(illustrated) as document:
        tags = elements(document.Root.StructTreeRoot)
        pictures = [str(e.get("/Alt", "")) for e in tags if e.S == "/Figure"]
    assert sorted(pictures) == [
        "Foto 1 dari rapat",
        "Foto 2 dari rapat",
        "Kode QR alamat pemeriksaan naskah",
        "Lambang PEMERINTAH PROVINSI LAMPUNG",
    ]


def test_a_table_over_many_pages_is_one_table_with_one_head(usual: Paper, printed: Printer):
    actions = [some_action(number, leads=2) for number in range(1, 21)]
    paper = printed(usual.snapshot, actions=actions)
    assert sum("Uraian Penanggung jawab Tenggat" in page for page in paper.pages) > 2
    assert faults(paper.pdf) == []
    with opened(paper.pdf) as document:
        tables = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Table"]
        rows = [sum(e.S == "/TR" for e in elements(table)) for table in tables]
    assert max(rows) == 1 + len(actions)


def test_numbers_of_pages_and_the_watermark_are_not_read(usual: Paper, printed: Printer):
    draft = printed(usual.snapshot, seal=None)
    code = f"Kode naskah {usual.snapshot['seal']['code']}"
    assert left_to_the_eye(draft.pdf, 0) == ["DRAF"]
    assert sorted(left_to_the_eye(draft.pdf, 1)) == ["- 2 -", "DRAF"]
    assert sorted(left_to_the_eye(usual.pdf, 1)) == ["- 2 -", code]


def test_every_font_is_arimo(usual: Paper):
    with opened(usual.pdf) as document:
        fonts = [f for page in document.pages for f in page.Resources.Font.values()]
        assert fonts
        assert all("Arimo" in str(font.BaseFont) for font in fonts)


def test_the_code_to_scan_is_at_least_two_centimetres_wide(usual: Paper):
    assert max(square_widths(usual.pdf, len(usual.pages) - 1)) >= 2.0


def test_the_same_snapshot_gives_the_same_bytes(renderer: Renderer, store: Store, usual: Paper):
    snapshot = json.dumps(usual.snapshot).encode()
    assert render(snapshot, renderer, store) == usual.pdf


def _changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = BytesIO()
    with opened(pdf) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def _first_link(pdf: pikepdf.Pdf) -> Any:
    return next(note for page in pdf.pages for note in page.get("/Annots", []))


def _retag(pdf: pikepdf.Pdf, old: str, new: str, **values: str) -> None:
    for element in elements(pdf.Root.StructTreeRoot):
        if str(element.S) == old:
            element.S = pikepdf.Name(new)
            element.update({f"/{name.title()}": value for name, value in values.items()})
