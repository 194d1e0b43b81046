"""Dates, times, figures and titles as Indonesian offices write them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tracker.documents import wording

GOVERNOR = "Gubernur Lampung"
SEKDA = "Sekretaris Daerah"
ASSISTANT = "Asisten Perekonomian dan Pembangunan"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2025, 9, 18), None, "Kamis, 18 September 2025"),
        (date(2025, 9, 18), date(2025, 9, 18), "Kamis, 18 September 2025"),
        (
            date(2025, 12, 31),
            date(2026, 1, 2),
            "Rabu, 31 Desember 2025 s.d. Jumat, 2 Januari 2026",
        ),
    ],
)
def test_days_carry_their_weekday(first, last, written):
    assert wording.days(first, last) == written


@pytest.mark.parametrize(
    ("end", "zone", "open_ended", "written"),
    [
        (None, "Asia/Jakarta", True, "pukul 09.00 WIB s.d. selesai"),
        (None, "Asia/Jakarta", False, "pukul 09.00 WIB"),
        (time(16, 20), "Asia/Jayapura", False, "pukul 09.00 s.d. 16.20 WIT"),
        (None, "Asia/Makassar", False, "pukul 09.00 WITA"),
        (None, "Asia/Pontianak", False, "pukul 09.00 WIB"),
    ],
)
def test_hours_have_a_dot_and_their_zone(end, zone, open_ended, written):
    assert wording.hours(time(9, 0), end, zone, open_ended=open_ended) == written


def test_an_instant_is_told_in_the_zone_of_the_office():
    at = datetime(2025, 9, 17, 23, 30, tzinfo=UTC)
    assert wording.instant(at, "Asia/Jakarta") == "18 September 2025 pukul 06.30 WIB"


@pytest.mark.parametrize(
    ("precision", "written"), [("day", "8 Mei 2025"), ("month", "Mei 2025"), ("year", "2025")]
)
def test_a_date_is_told_as_precisely_as_its_source(precision, written):
    assert wording.rough_day(date(2025, 5, 8), precision) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("23.86", "percent", "23,86%"),
        ("38.390", "%", "38,390%"),
        ("-0.43", "persen", "-0,43%"),
        ("479724", "pekerja", "479.724 pekerja"),
        ("2633284.59", "Rp", "Rp2.633.284,59"),
        ("35", "", "35"),
    ],
)
def test_a_figure_keeps_every_digit_of_its_source(value, unit, written):
    assert wording.figure(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("198609262015051001", "19860926 201505 1 001"),
        ("19860926.201505.1.001", "19860926 201505 1 001"),
        ("131234567", "131234567"),
        ("NRP 12345", "NRP 12345"),
    ],
)
def test_an_employee_number_prints_in_groups_and_without_dots(typed, printed):
    assert wording.employee_number(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("500.11.2/3377/Bangda", "Nomor 500.11.2/3377/Bangda"),
        ("Inpres Nomor 2 Tahun 2021", "Inpres Nomor 2 Tahun 2021"),
        ("No. 5/2025", "No. 5/2025"),
        ("000.1.5/   /PUU", "Nomor 000.1.5/\u00a0\u00a0\u00a0/PUU"),
    ],
)
def test_a_letter_has_the_word_nomor_once(typed, printed):
    assert wording.letter_number(typed) == printed


@pytest.mark.parametrize(
    ("position", "on_behalf_of", "lines"),
    [
        (SEKDA, "", ["SEKRETARIS DAERAH,"]),
        (SEKDA, GOVERNOR, ["a.n. GUBERNUR LAMPUNG", "SEKRETARIS DAERAH,"]),
        (
            "Kepala Biro Perekonomian",
            f"{SEKDA}; {ASSISTANT}",
            [
                "a.n. SEKRETARIS DAERAH",
                "ASISTEN PEREKONOMIAN DAN PEMBANGUNAN",
                "u.b.",
                "KEPALA BIRO PEREKONOMIAN,",
            ],
        ),
        ("Plt. Kepala Dinas Tenaga Kerja", "", ["Plt. KEPALA DINAS TENAGA KERJA,"]),
        ("", "", []),
    ],
)
def test_the_chain_of_mandates_skips_nobody(position, on_behalf_of, lines):
    assert wording.signing_titles(position, on_behalf_of) == lines


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (18, "delapan belas"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (112, "seratus dua belas"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2025, "dua ribu dua puluh lima"),
        (1_000_000, "satu juta"),
        (479_724, "empat ratus tujuh puluh sembilan ribu tujuh ratus dua puluh empat"),
    ],
)
def test_numbers_are_spoken_as_in_a_berita_acara(number, words):
    assert wording.in_words(number) == words


def test_a_day_is_told_in_words():
    assert wording.day_in_words(date(2025, 9, 18)) == (
        "Kamis tanggal delapan belas bulan September tahun dua ribu dua puluh lima"
    )


def test_parties_are_counted():
    assert [wording.ordinal(number) for number in (1, 2, 12)] == ["kesatu", "kedua", "kedua belas"]


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (["A, B", "C"], "A, B; dan C"),
    ],
)
def test_names_are_listed_in_a_sentence(names, written):
    assert wording.listed(names) == written


def test_lettered_lines_belong_to_the_point_above_them():
    points = [wording.Point("Satu", ["x", "y"]), wording.Point("Dua")]
    assert wording.stretches("Awal\n1. Satu\na. x\nb. y\n2. Dua\nAkhir") == [
        "Awal",
        points,
        "Akhir",
    ]


def test_an_official_of_tni_or_polri_has_an_nrp():
    for typed, printed in (
        ("198609262015051001", "NIP 19860926 201505 1 001"),
        ("131234567", "NIP 131234567"),
        ("79101234", "NRP 79101234"),
        ("11960043120574", "NRP 11960043120574"),
    ):
        assert wording.employee_number_line(typed) == printed


def test_a_name_in_capitals_keeps_its_gelar():
    for name, printed in (
        ("Dr. Ir. M. Nuh, S.T., M.M.", "Dr. Ir. M. NUH, S.T., M.M."),
        ("dr. I Wayan Contoh", "dr. I WAYAN CONTOH"),
        ("Saipul", "SAIPUL"),
    ):
        assert wording.name_in_capitals(name) == printed
