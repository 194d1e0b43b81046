"""Laporan: A to E by the form, its figures drawn and told, signed at the right."""

from itertools import pairwise

import pikepdf

from tests.documents.conftest import Printer
from tests.documents.decoded import some_action
from tests.documents.official.conftest import Begun
from tests.documents.reading import elements, left_edge, opened, told_in_order
from tracker.models.documents import DocumentKind

KIND = DocumentKind.REPORT


def test_its_form_from_head_to_foot(printed: Printer, begun: Begun) -> None:
    paper = printed(begun(KIND), place="Bandar Lampung", dated_on="2025-09-22")
    told = [
        "LAPORAN TENTANG PELAKSANAAN RAPAT PERCEPATAN",
        "A. Pendahuluan 1. Umum UCJ Provinsi Lampung mencapai 23,86%",
        "2. Landasan Hukum 1. Surat Kementerian Dalam Negeri",
        "2. Surat undangan Nomor",
        "3. Maksud dan Tujuan Laporan ini dimaksudkan",
        "kepada Gubernur Lampung.",
        "B. Kegiatan yang Dilaksanakan 1. Telah dilaksanakan rapat Percepatan",
        "4. Acara rapat: a. Capaian UCJ Provinsi Lampung b. Rencana percepatan, Dinas Tenaga Kerja",
        "C. Hasil yang Dicapai Rapat menyepakati: 1. Melakukan verifikasi",
        "Indikator Capaian Target Peringkat Sisa Sumber",
        "UCJ Provinsi Lampung: 23,86% dari target 38,39%",
        "No. Uraian Penanggung jawab",
        "D. Kesimpulan dan Saran …",
        "E. Penutup Demikian laporan ini disampaikan.",
        "Dibuat di Bandar Lampung Pada tanggal 22 September 2025 SEKRETARIS DAERAH,",
        "Marindo Kurniawan",
    ]
    told_in_order(paper.text, told)
    assert "NIP" not in paper.text  # Pasal 44 ayat (3) Permendagri 1/2023
    assert left_edge(paper.pdf, "Dibuat di") > 290
    assert left_edge(paper.pdf, "Marindo Kurniawan") > 290


def test_the_drawing_is_told_to_who_cannot_see_it(printed: Printer, begun: Begun) -> None:
    with opened(printed(begun(KIND)).pdf) as document:
        tags = list(elements(document.Root.StructTreeRoot))
        drawn = [str(tag.Alt) for tag in tags if str(tag.S) == "/Figure"]
        levels = [int(str(t.S)[2:]) for t in tags if str(t.S) in {"/H1", "/H2", "/H3"}]
        heads = sum(str(tag.S) == "/TH" for tag in tags)
        assert isinstance(document.Root.Lang, pikepdf.String)
    assert drawn == ["UCJ Provinsi Lampung mencapai 23,86% dari target 38,39%"]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert heads > 10


def test_an_indicator_without_target_is_told_and_not_drawn(printed: Printer, begun: Begun) -> None:
    draft = begun(KIND)
    measured = {**draft["measurements"][0], "target": None}
    text = printed(draft, measurements=[measured]).text
    assert "dari target 38,39%" not in text[text.index("Indikator") :]


def test_many_actions_stand_in_an_annex_behind_the_signature(
    printed: Printer, begun: Begun
) -> None:
    actions = [some_action(number, leads=2) for number in range(1, 21)]
    pages = printed(begun(KIND), actions=actions).pages
    signed = next(n for n, page in enumerate(pages) if "Marindo" in page)
    assert "tercantum dalam lampiran" in pages[signed - 1] + pages[signed]
    assert "LAMPIRAN LAPORAN" in pages[signed + 1]


def test_an_empty_record_leaves_every_part_as_a_blank(printed: Printer, begun: Begun) -> None:
    text = printed(begun(KIND, small=True)).text
    for words in ("1. Umum …", "2. Landasan Hukum …", "C. Hasil yang Dicapai …"):
        assert words in text
    assert "Indikator" not in text
