"""Telaahan staf: six parts under Roman numerals, thoughts left to who writes it."""

from tests.documents.conftest import Printer
from tests.documents.official.conftest import Begun
from tests.documents.reading import told_in_order
from tracker.models.documents import DocumentKind

KIND = DocumentKind.STAFF_STUDY


def test_its_form_from_head_to_foot(printed: Printer, begun: Begun) -> None:
    text = printed(begun(KIND)).text
    told = [
        "TELAAHAN STAF Yth. : Sekretaris Daerah Dari : Kepala Biro Perekonomian Tanggal : …",
        "Nomor : …",
        "Lampiran : - Hal : Telaahan atas hasil rapat",
        "I. Persoalan …",
        "II. Praanggapan …",
        "III. Fakta-Fakta yang Mempengaruhi 1. Dasar: a. Surat Kementerian",
        "5. UCJ Provinsi Lampung mencapai 23,86%",
        "IV. Analisis …",
        "V. Kesimpulan …",
        "VI. Saran 1. Melakukan verifikasi",
        "KEPALA BIRO PEREKONOMIAN,",
    ]
    told_in_order(text, told)
    assert "Sifat" not in text


def test_an_empty_record_leaves_blanks(printed: Printer, begun: Begun) -> None:
    text = printed(begun(KIND, small=True)).text
    assert "VI. Saran …" in text
