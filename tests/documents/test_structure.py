"""The PDF as a file: readable by machines and screen readers, whole, and without ties outside."""

import json
from itertools import pairwise

import pikepdf
import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper
from tests.documents.reading import elements, opened, square_widths
from tests.documents.records import approved, emblem, make_record, photo
from tests.factories import NOW, make_user
from tracker.documents.sealing import render
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.models.attachments import attach
from tracker.models.files import FileKind
from tracker.models.letterheads import Letterhead, save_letterhead


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


def test_the_file_opens_without_a_complaint_and_names_itself(usual: Paper):
    with opened(usual.pdf) as document:
        assert document.check_pdf_syntax() == []
        assert not document.is_encrypted
        assert str(document.Root.Lang) == "id"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == (
            "Notula Rapat Percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan"
        )
        assert str(document.docinfo["/Author"]) == "Biro Perekonomian"
        assert str(document.docinfo["/CreationDate"]) == "D:20250918143000+07'00"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_headings_begin_at_the_title_and_skip_no_level(usual: Paper):
    with opened(usual.pdf) as document:
        tags = [str(element.S) for element in elements(document.Root.StructTreeRoot)]
    levels = [int(tag[2:]) for tag in tags if tag[1:2] == "H" and tag[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_table_has_headings_and_every_picture_its_words(illustrated: bytes):
    with opened(illustrated) as document:
        assert document.Root.MarkInfo.Marked
        root = document.Root.StructTreeRoot
        tables = [e for e in elements(root) if e.S == "/Table"]
        pictures = [str(e.get("/Alt", "")) for e in elements(root) if e.S == "/Figure"]
        assert len(tables) == 5
        assert all(any(cell.S == "/TH" for cell in elements(table)) for table in tables)
    assert sorted(pictures) == [
        "Foto 1 dari rapat",
        "Foto 2 dari rapat",
        "Kode QR alamat pemeriksaan naskah",
        "Lambang PEMERINTAH PROVINSI LAMPUNG",
    ]


def test_every_font_is_arimo_and_travels_with_the_file(usual: Paper):
    with opened(usual.pdf) as document:
        fonts = [f for page in document.pages for f in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "Arimo" in str(font.BaseFont)
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(str(key).startswith("/FontFile") for key in descriptor)


def test_nothing_in_the_file_acts_or_points_elsewhere_than_the_page_to_check(illustrated: bytes):
    with opened(illustrated) as document:
        assert not document.attachments
        assert "/OpenAction" not in document.Root
        assert "/AcroForm" not in document.Root
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/JavaScript", "/Launch", "/AA", "/F"} & set(thing.keys())
                if "/URI" in thing:
                    assert str(thing.URI).startswith("https://rakor.contoh.go.id/periksa/")


def test_the_code_to_scan_is_at_least_two_centimetres_wide(usual: Paper):
    assert max(square_widths(usual.pdf, len(usual.pages) - 1)) >= 2.0


def test_the_same_snapshot_gives_the_same_bytes(renderer: Renderer, store: Store, usual: Paper):
    snapshot = json.dumps(usual.snapshot).encode()
    assert render(snapshot, renderer, store) == usual.pdf
