"""Berita acara: its date in words, its parties, what they agreed, and how they sign."""

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import LONG
from tests.documents.official.conftest import Begun
from tests.documents.reading import left_edge, told_in_order
from tests.documents.records import add
from tests.factories import (
    TODAY,
    make_appointment,
    make_meeting,
    make_organisation,
    make_person,
)
from tracker.documents.official import official_record
from tracker.documents.official.source import Source
from tracker.models.attendances import Attendance, Presence
from tracker.models.documents import DocumentKind

KIND = DocumentKind.OFFICIAL_RECORD
BLOCK = {
    "position": "Kepala Dinas",
    "rank_grade": "",
    "employee_number": "",
    "on_behalf_of": "",
}


def _parties(count: int, *, long: bool = False) -> list[dict[str, str]]:
    name = LONG if long else "Orang"
    return [
        {**BLOCK, "name": f"{name} ke-{n}.", "label": f"PIHAK {n}"} for n in range(1, count + 1)
    ]


def test_its_form_from_head_to_foot(printed: Printer, begun: Begun) -> None:
    text = printed(begun(KIND), number="100.3.7/12/B.04/2025", place="Bandar Lampung").text
    told = [
        "BERITA ACARA NOMOR 100.3.7/12/B.04/2025 TENTANG KESEPAKATAN RAPAT PERCEPATAN UNIVERSAL",
        "Pada hari ini, Kamis tanggal delapan belas bulan September tahun dua ribu dua puluh lima,",
        "bertempat di Ruang Rapat Sakai Sambayan, yang bertanda tangan di bawah ini:",
        "1. Nama : Dr. Siti Aminah, S.E., M.M. Jabatan : Asisten Perekonomian dan Pembangunan",
        "selanjutnya disebut PIHAK KESATU;",
        "2. Nama : M. Nuh Jabatan : Kepala Cabang BPJS Ketenagakerjaan Bandar Lampung",
        "telah mengikuti rapat Percepatan Universal Coverage",
        "menyepakati hal-hal sebagai berikut: 1. Melakukan verifikasi dan validasi data",
        "3. Melaporkan langkah yang ditempuh kepada Sekretaris Daerah dan Gubernur.",
        "Demikian Berita Acara ini dibuat dengan sebenarnya",
        "Dibuat di Bandar Lampung Pada tanggal 18 September 2025",
        "PIHAK KEDUA KEPALA CABANG BPJS KETENAGAKERJAAN",
    ]
    told_in_order(text, told)


def test_the_second_party_signs_left_of_the_first_and_who_takes_note_below(
    printed: Printer, begun: Begun
) -> None:
    witness = {**BLOCK, "name": "Rahmat", "label": "Mengetahui"}
    paper = printed(begun(KIND), signatories=[*_parties(3), witness])
    edges = {name: left_edge(paper.pdf, name) for name in ("Orang ke-1.", "Mengetahui")}
    blocks = paper.text[paper.text.index("Dibuat di") :]
    order = ["Orang ke-2.", "Orang ke-1.", "Orang ke-3.", "Mengetahui", "Rahmat"]
    assert sorted(order, key=blocks.index) == order
    assert left_edge(paper.pdf, "PIHAK 2 KEPALA") < edges["Mengetahui"]
    assert left_edge(paper.pdf, "PIHAK 1 KEPALA") > edges["Mengetahui"]


@pytest.mark.parametrize("count", [4, 12])
def test_no_signature_stands_alone_on_a_page(printed: Printer, begun: Begun, count: int) -> None:
    draft = begun(KIND)
    for lines in (0, 9):
        closing = "\n".join(f"Penutup {n}" for n in range(lines + 1))
        parts = {**draft["parts"], "closing": closing}
        paper = printed(draft, signatories=_parties(count, long=True), parts=parts)
        last = paper.pages[-1]
        assert f"Penutup {lines}" in last or last.count("KEPALA DINAS,") > 2, (count, lines)
        first = next(page for page in paper.pages if "KEPALA DINAS," in page)
        assert f"Penutup {lines}" in first, (count, lines)
        for n in range(1, count + 1):
            where = [page for page in paper.pages if f"PIHAK {n} KEPALA DINAS" in page]
            assert f"{LONG} ke-{n}." in where[0], (count, lines, n)


def test_the_code_stands_with_the_last_who_sign_and_pages_are_filled_before(
    printed: Printer, begun: Begun, usual: Paper
) -> None:
    parts = {"opening": "Pada hari ini.", "agreed": "", "closing": "Usai."}
    draft = {**begun(KIND), "parts": parts, "seal": usual.snapshot["seal"]}
    for count in (7, 8, 12):
        paper = printed(draft, signatories=_parties(count))
        last = next(page for page in paper.pages if "Kode ini hanya" in page)
        assert last.count("KEPALA DINAS,") > 2, count
        first = next(page for page in paper.pages if "KEPALA DINAS," in page)
        assert "Usai." in first, count
    assert "disebut PIHAK 12," in first


def test_what_is_not_known_is_a_blank(printed: Printer, begun: Begun) -> None:
    text = printed(begun(KIND, small=True), dated_on=None, number="").text
    assert "NOMOR …" in text
    assert "Pada hari ini, …" in text
    assert "menyepakati" not in text


def test_a_date_told_by_hand_is_not_told_twice(printed: Printer, begun: Begun) -> None:
    draft = begun(KIND)
    opening = "Pada hari ini, Jumat, kami yang bertanda tangan di bawah ini:"
    assert printed(draft, parts={**draft["parts"], "opening": opening}).text.count("hari ini") == 1


def test_who_heads_an_office_signs_as_the_register_says_and_others_as_they_wrote(
    session: Session,
) -> None:
    meeting = make_meeting(session, chair_name="Saipul", chair_position="Asisten")
    offices = [make_organisation(session, name) for name in ("Dinas Sosial", "Dinas Kesehatan")]
    ani = make_person(session, "Ani", title_back="S.E.", employee_number="1" * 18)
    make_appointment(session, ani, organisation=offices[0], rank_grade="Pembina (IV/a)")
    for name, office in (("Ani, S.E.", offices[0]), ("Budi", offices[0]), ("", offices[1])):
        values = {"organisation_id": office.id, "organisation_name": office.short_name}
        add(session, meeting, Attendance, person_name=name, presence=Presence.PRESENT, **values)
    signing = official_record.fill(Source(session, meeting, TODAY))["signatories"]
    told = [(block["label"], block["name"], block["position"]) for block in signing]
    assert told == [
        ("PIHAK KESATU", "Saipul", "Asisten"),
        ("PIHAK KEDUA", "Ani, S.E.", "Kepala Dinas"),
        ("PIHAK KETIGA", "", "Perwakilan Dinas Kesehatan"),
    ]
    assert signing[1]["rank_grade"] == "Pembina (IV/a)"
