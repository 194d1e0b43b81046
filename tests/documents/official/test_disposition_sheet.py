"""Lembar disposisi: half a page for a leader's hand, without code or watermark."""

import pypdfium2

from tests.documents.conftest import Printer
from tests.documents.decoded import LONG
from tests.documents.official.conftest import Begun
from tests.documents.reading import told_in_order
from tracker.models.documents import DocumentKind

KIND = DocumentKind.DISPOSITION_SHEET


def test_its_cells_from_head_to_foot(printed: Printer, begun: Begun) -> None:
    paper = printed(begun(KIND))
    told_in_order(
        paper.text,
        [
            "LEMBAR DISPOSISI",
            "Surat dari Surat Kementerian Dalam Negeri Diterima tgl. …",
            "No. surat 500.11.2/3377/Bangda No. agenda …",
            "Sifat Sangat segera Segera Rahasia",
            "Hal Percepatan UCJ",
            "Diteruskan kepada Sdr. Kepala Dinas Tenaga Kerja",
            "Dengan hormat harap Tanggapan dan saran Proses lebih lanjut",
            "Catatan Paraf dan tanggal",
        ],
    )
    for word in ("DRAF", "Kode naskah", "NIP", "×"):
        assert word not in paper.text


def test_it_stays_on_the_upper_half_of_its_sheet(printed: Printer, begun: Begun) -> None:
    usual = begun(KIND)
    long = {"sender": f"Plt. Kepala {LONG}", "subject": LONG, "nature": "Rahasia"}
    for paper in (printed(usual), printed(usual, **long, forwarded_to=[f"Kepala {LONG}"])):
        assert len(paper.pages) == 1
        assert _foot(paper.pdf) < 297 / 2
    assert "× Rahasia" in paper.text


def test_without_a_letter_it_goes_with_the_invitation(begun: Begun) -> None:
    paper = begun(KIND, small=True)
    assert paper["subject"] == "Undangan rapat Koordinasi singkat"
    assert (paper["number"], paper["forwarded_to"]) == ("", [])


def _foot(pdf: bytes) -> float:
    """The lowest of what is drawn, in millimetres from the top."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    lowest = min(thing.get_bounds()[1] for thing in page.get_objects())
    height = page.get_height()
    document.close()
    return float((height - lowest) / 72 * 25.4)
