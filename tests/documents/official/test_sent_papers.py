"""What is made for one organisation: surat pengantar, petikan, pengingat and teguran."""

from datetime import date

from tests.documents.conftest import Printer
from tests.documents.decoded import LONG
from tests.documents.official.conftest import Begun
from tests.documents.reading import left_edge, told_in_order
from tracker.models.documents import DocumentKind

COVER_LETTER, EXCERPT = DocumentKind.COVER_LETTER, DocumentKind.AGREEMENT_EXCERPT
REMINDER, REPRIMAND = DocumentKind.REMINDER_LETTER, DocumentKind.REPRIMAND
PLANNING = "Badan Perencanaan Pembangunan Daerah"
AFTER = date(2025, 11, 20)  # fourteen working days after the due date


def test_a_cover_letter_has_its_list_and_room_for_who_receives_it(
    printed: Printer, begun: Begun
) -> None:
    sent = [
        {"text": "Notula rapat", "quantity": "1 (satu) berkas", "remark": "Untuk diketahui"},
        {"text": "Daftar hadir", "quantity": "1 (satu) berkas", "remark": ""},
    ]
    paper = printed(begun(COVER_LETTER), items=sent)
    told_in_order(
        paper.text,
        [
            "Yth. Kepala Dinas Tenaga Kerja di Tempat",
            "SURAT PENGANTAR NOMOR …",
            "No. Naskah dinas/barang yang dikirimkan Banyaknya Keterangan",
            "1 Notula rapat 1 (satu) berkas Untuk diketahui 2 Daftar hadir",
            "Diterima tanggal …",
            "Penerima",
        ],
    )
    for words in ("Pengirim KEPALA BIRO PEREKONOMIAN,", "Nomor telepon: …", "Rinvayanti"):
        assert words in paper.text
    assert left_edge(paper.pdf, "Penerima") < 200 < left_edge(paper.pdf, "Pengirim")


def test_nothing_sealed_is_nothing_sent(printed: Printer, begun: Begun) -> None:
    paper = begun(COVER_LETTER, small=True)
    assert paper["items"] == []
    assert "1 …" in printed(paper).text


def test_an_excerpt_holds_what_its_organisation_has_a_part_in_and_nothing_else(
    printed: Printer, begun: Begun
) -> None:
    paper = printed(begun(EXCERPT))
    told_in_order(
        paper.text,
        [
            "PETIKAN KESEPAKATAN RAPAT NOMOR …",
            "Untuk : Dinas Tenaga Kerja",
            "Kesepakatan 1. Melakukan verifikasi",
            "Tindak Lanjut No. Uraian Peran Tenggat Keluaran",
            "Menyandingkan data pekerja rentan dengan data P3KE",
            "Penanggung jawab",
            "31 Oktober 2025",
            "Dibuat di …",
            "KEPALA BIRO PEREKONOMIAN,",
        ],
    )
    assert "anggaran khusus" not in paper.text
    assert "Pendukung" not in paper.text
    supporting = printed(begun(EXCERPT, office=PLANNING)).text
    assert "Pendukung penanggung jawab: Dinas Tenaga Kerja 31 Oktober 2025" in supporting


def test_an_excerpt_of_nothing_leaves_a_blank(printed: Printer, begun: Begun) -> None:
    assert "Tindak Lanjut …" in printed(begun(EXCERPT, small=True)).text


def test_a_reminder_lists_what_is_open_with_its_working_days(
    printed: Printer, begun: Begun
) -> None:
    text = printed(begun(REMINDER, on=AFTER)).text
    told_in_order(
        text,
        [
            ", 20 November 2025 Nomor : …",
            "Sifat : Segera Lampiran : - Hal : Pengingat tindak lanjut hasil rapat",
            "Yth. Kepala Dinas Tenaga Kerja di Tempat",
            "yang menjadi tanggung jawab Dinas Tenaga Kerja, sampai dengan tanggal surat ini",
            "No. Tindak lanjut Tenggat Terlambat Laporan terakhir",
            "TL-2025-0001 31 Oktober 2025 14 hari kerja belum pernah",
            "KEPALA BIRO PEREKONOMIAN,",
            "NIP 19730122 199703 2 001",
        ],
    )
    assert "31 Oktober 2025 – belum pernah" in printed(begun(REMINDER)).text, "not late yet"


def test_a_reprimand_speaks_only_of_what_is_late_and_is_the_sekdas(
    printed: Printer, begun: Begun
) -> None:
    text = printed(begun(REPRIMAND, on=AFTER)).text
    told_in_order(
        text,
        [
            "Hal : Teguran atas tindak lanjut yang melewati tenggat",
            "14 hari kerja",
            "SEKRETARIS DAERAH,",
            "Marindo Kurniawan",
            "Tembusan: 1. Kepala Biro Perekonomian",
        ],
    )
    assert begun(REPRIMAND)["tasks"] == [], "nothing is late on the day of the meeting"


def test_to_a_bupati_the_sekda_writes_for_the_governor(printed: Printer, begun: Begun) -> None:
    for kind in (REMINDER, REPRIMAND):
        paper = begun(kind, office="Kabupaten Mesuji", small=True)
        assert paper["recipient"] == "Bupati Mesuji"
        assert "a.n. GUBERNUR LAMPUNG SEKRETARIS DAERAH," in printed(paper).text


def test_sixty_tasks_and_long_names_keep_the_signature_with_words(
    printed: Printer, begun: Begun
) -> None:
    usual = begun(REPRIMAND, on=AFTER)
    task = {**usual["tasks"][0], "sentence": f"Menuntaskan {LONG}"}
    for number in (60, 7, 8, 9):
        paper = printed(usual, tasks=[task] * number, recipient=f"Plt. Kepala {LONG}")
        assert paper.text.count("hari kerja") == number
        assert "Demikian untuk menjadi perhatian" in paper.pages[-1]
