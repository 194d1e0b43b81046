"""Habits of reporters and note takers that mislead a reader; names and figures are invented."""

import pytest

from tracker.capture.draft import Leaf, Statement
from tracker.capture.reader import read

OPENING = "Pemkab Sukamaju menggelar rapat koordinasi pangan di Aula Desa, Senin (3/3/2025). "


def value(leaf: Leaf | None) -> object:
    return leaf and leaf.value


def taking_part(text: str) -> list[object]:
    return [o.value for o in read(text).organisations]


def said(text: str) -> Statement:
    [statement] = read(text).statements
    return statement


def test_clauses_that_each_begin_with_their_verb_are_agreements_of_their_own() -> None:
    draft = read(
        "Forum itu bersepakat membentuk tim terpadu paling lambat 20 Mei 2025, mengalokasikan dana"
        " desa untuk kader, serta melaporkan capaian kepada Gubernur."
    )
    points = [
        (a.text.value, value(a.due), [f.value for f in a.funding], [r.value for r in a.report_to])
        for a in draft.agreements
    ]
    assert points == [
        ("membentuk tim terpadu paling lambat 20 Mei 2025", "2025-05-20", [], []),
        ("mengalokasikan dana desa untuk kader", None, ["village_fund"], []),
        ("melaporkan capaian kepada Gubernur", None, [], ["governor"]),
    ]


def test_one_agreed_deed_with_two_objects_stays_one_agreement() -> None:
    [agreement] = read("Rapat menyepakati menyusun jadwal, peta, dan daftar penerima.").agreements
    assert agreement.text.value == "menyusun jadwal, peta, dan daftar penerima"


def test_people_named_behind_their_office_are_no_offices_themselves() -> None:
    text = OPENING + (
        "Rapat dihadiri Penjabat Sekretaris Daerah Kabupaten Sukamaju, Harun Prakoso Wibawa, Kepala"
        " Dinas Komunikasi dan Informatika Surya Rehatta, serta Dinas Sosial."
    )
    assert taking_part(text) == ["Dinas Komunikasi dan Informatika", "Dinas Sosial"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rapat dihadiri RSUD H.M. Karsono dan Dinas Sosial.", "RSUD H.M. Karsono"),
        ("Rapat dihadiri Komisi Penanggulangan AIDS.", "Komisi Penanggulangan AIDS"),
        (
            "Rapat dihadiri Tim Koordinasi Pembinaan dan Pemantauan Program.",
            "Tim Koordinasi Pembinaan dan Pemantauan Program",
        ),
    ],
)
def test_names_with_initials_or_an_and_are_read_to_their_end(text: str, name: str) -> None:
    assert taking_part(text)[0] == name


def test_a_forum_is_a_meeting_too() -> None:
    draft = read(
        "Dinas Kesehatan menyelenggarakan forum koordinasi lintas sektor pemberantasan malaria di"
        " Hotel Melati Indah, Rabu-Kamis (23-24/7/2025). Forum dibuka pukul 08.30 WIB."
    )
    assert value(draft.subject) == "Pemberantasan malaria"
    assert value(draft.date) == "2025-07-23/2025-07-24"
    assert (value(draft.host), value(draft.start_time)) == ("Dinas Kesehatan", "08:30")


def test_a_letter_number_needs_no_word_for_number_behind_its_label() -> None:
    [reference] = read("Surat Undangan : 000.1.5/4412/III.06/2025 tanggal 8 Mei 2025").references
    assert value(reference.number) == "000.1.5/4412/III.06/2025"
    assert value(reference.date) == "2025-05-08"


def test_a_rank_told_of_the_province_goes_on_about_the_figure_before() -> None:
    [indicator] = read(
        "Penemuan kasus baru mencapai 41,7 persen. Lampung berada di peringkat ke-19 dari 38"
        " provinsi."
    ).indicators
    assert (value(indicator.rank), value(indicator.rank_of)) == (19, 38)


def test_an_assistant_is_a_person_who_speaks_not_an_office() -> None:
    statement = said(
        "Di sisi lain, Asisten II Setda Provinsi Jambi Yulinar Wati mengatakan, stok masih aman."
    )
    assert value(statement.speaker) == "Yulinar Wati"
    assert value(statement.position) == "Asisten II Setda Provinsi Jambi"


def test_a_pronoun_behind_an_opening_means_the_last_speaker() -> None:
    statements = read(
        "Kepala Dinas Sosial Budi Raharja, MKM mengatakan bantuan sudah tiba. Lebih lanjut, ia"
        " meminta camat mendata warga terdampak."
    ).statements
    assert [value(s.speaker) for s in statements] == ["Budi Raharja, MKM"] * 2
    assert statements[1].kind == "directive"
