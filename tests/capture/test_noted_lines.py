"""One line of the notes by itself."""

from datetime import date

import pytest

from tracker.capture.noted_lines import read_line


@pytest.mark.parametrize(
    ("line", "speaker", "said"),
    [
        ("M. Nuh: Data adalah kunci.", "M. Nuh", "Data adalah kunci."),
        (
            "- Kepala Dinas Sosial: data siap: 80 persen",
            "Kepala Dinas Sosial",
            "data siap: 80 persen",
        ),
        ("Rapat dibuka pukul 09:00 WIB", "", "Rapat dibuka pukul 09:00 WIB"),
        ("https://example.id", "", "https://example.id"),
        ("dasar: surat Kemendagri", "", "dasar: surat Kemendagri"),
        ("Nama:", "", "Nama:"),
        (
            "Semua yang hadir pada rapat ini menyepakati hal berikut: satu",
            "",
            "Semua yang hadir pada rapat ini menyepakati hal berikut: satu",
        ),
    ],
)
def test_a_name_and_a_colon_tell_who_spoke(line, speaker, said):
    told = read_line(line)
    assert (told.speaker, told.said) == (speaker, said)


def test_a_line_tells_who_does_what_until_when():
    told = read_line(
        "3. Dinas Sosial dan Bappeda menyusun daftar paling lambat 30 September 2025 dan "
        "melaporkannya kepada Gubernur"
    )
    assert told.words.startswith("Dinas Sosial dan")
    assert told.due_on == date(2025, 9, 30)
    assert told.organisations == ["Dinas Sosial", "Badan Perencanaan Pembangunan Daerah"]
    assert told.report_to == ["governor"]


@pytest.mark.parametrize(
    "line",
    [
        "Dinas Sosial menyerahkan data paling lambat September 2025",
        "Dinas Sosial menyerahkan data paling lambat 30 September",
        "Dinas Sosial menyerahkan data secepatnya",
        "",
        "   ",
        "<script>alert(1)</script>",
    ],
)
def test_no_day_is_made_up(line):
    assert read_line(line).due_on is None
