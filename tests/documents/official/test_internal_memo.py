"""Nota dinas: what it follows up, who met, what was reached and agreed, and its matrix."""

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Printer
from tests.documents.decoded import LONG, some_action
from tests.documents.official.conftest import Begun
from tests.documents.reading import left_edge, told_in_order
from tests.documents.records import add
from tests.factories import TODAY, make_meeting
from tracker.documents.official import telling
from tracker.documents.official.source import Source
from tracker.models.documents import DocumentKind
from tracker.models.legal_references import LegalReference

KIND = DocumentKind.INTERNAL_MEMO


def test_its_form_from_head_to_foot(printed: Printer, begun: Begun) -> None:
    draft = begun(KIND)
    text = printed(draft, copies=["Gubernur Lampung (sebagai laporan)"], dated_on="2025-09-22").text
    told = [
        "NOTA DINAS",
        "Yth. : Sekretaris Daerah",
        "Dari : Kepala Biro Perekonomian",
        "Tembusan : Gubernur Lampung (sebagai laporan)",
        "Tanggal : 22 September 2025",
        "Nomor : …",
        "Sifat : Biasa",
        "Lampiran : -",
        "Hal : Laporan hasil rapat Percepatan",
        "Menindaklanjuti Surat Kementerian Dalam Negeri, Nomor 500.11.2/3377/",
        "15 September 2025, dengan hormat dilaporkan pelaksanaan rapat",
        "1. Rapat dipimpin oleh Dr. Siti Aminah, S.E., M.M., Asisten Perekonomian",
        "2. Rapat dihadiri 4 peserta dari 4 instansi, yaitu Setda Provinsi, BPJS",
        "3. Capaian yang dibahas: UCJ Provinsi Lampung mencapai 23,86% dari target 38,39%",
        "pada 31 Desember 2025, peringkat 34 dari 38, sisa 479.724 pekerja",
        "4. Rapat menyepakati: a. Melakukan verifikasi",
        "c. Melaporkan langkah",
        "No. Uraian Penanggung jawab",
        "Menyandingkan data pekerja rentan",
        "Demikian dilaporkan. Mohon arahan lebih lanjut.",
        "KEPALA BIRO PEREKONOMIAN, Rinvayanti Pembina Utama Muda (IV/c) NIP 19730122 199703 2 001",
    ]
    told_in_order(text, told)


def test_a_long_matrix_stands_in_an_annex(printed: Printer, begun: Begun) -> None:
    actions = [some_action(number, leads=1) for number in range(1, 21)]
    paper = printed(begun(KIND), actions=actions, number="000.1.5/7/B.04/2025")
    assert "Lampiran : 1 (satu) berkas" in paper.pages[0]
    annexed = [n for n, page in enumerate(paper.pages) if "LAMPIRAN NOTA DINAS" in page]
    signed = [n for n, page in enumerate(paper.pages) if "Rinvayanti" in page]
    assert signed < annexed
    for number in range(1, 21):
        (page,) = (page for page in paper.pages if f"awal-{number} " in page)
        assert f"akhir-{number}." in page


def test_hardly_anything_recorded_leaves_blanks_and_no_invention(
    printed: Printer, begun: Begun
) -> None:
    text = printed(begun(KIND, small=True)).text
    assert "Rapat dipimpin oleh Saipul." in text
    assert "menyepakati" not in text
    assert "Tindak lanjut" not in text


def test_long_names_stay_within_the_page(printed: Printer, begun: Begun) -> None:
    draft = begun(KIND)
    signs = {**draft["signatories"][0], "name": LONG, "position": f"Plt. Kepala {LONG}"}
    given = {**signs, "on_behalf_of": "Gubernur Lampung; Sekretaris Daerah"}
    paper = printed(draft, recipient=LONG, sender=LONG, signatories=[given])
    assert f"u.b. Plt. KEPALA {LONG.upper()}, {LONG}" in paper.text
    assert left_edge(paper.pdf, "a.n. GUBERNUR LAMPUNG") > 290


@pytest.mark.parametrize(
    ("issuer", "told"),
    [
        ("Sekretariat Daerah", "surat Sekretariat Daerah, Nomor 5/2025"),
        ("Surat Sekretariat Daerah", "Surat Sekretariat Daerah, Nomor 5/2025"),
        ("Instruksi Presiden", "Instruksi Presiden, Nomor 5/2025"),
    ],
)
def test_a_letter_is_named_as_one_and_only_once(session: Session, issuer: str, told: str) -> None:
    meeting = make_meeting(session, invitation_number="5/2025")
    add(session, meeting, LegalReference, number="5/2025", issuer=issuer)
    assert telling.basis(Source(session, meeting, TODAY)) == [told]
