"""Dates in every form of Indonesian offices; what is not written is not completed."""

import pytest

from tracker.capture.dates import find_dates
from tracker.capture.reader import read
from tracker.capture.source import Source

FORMS = [
    ("Kamis, 18 September 2025", "2025-09-18", "day"),
    ("(18/9/2025)", "2025-09-18", "day"),
    ("Rabu (16/04/2025).", "2025-04-16", "day"),
    ("Rabu Pahing, 16 Juli 2025", "2025-07-16", "day"),
    ("sd 31 des tahun 2025", "2025-12-31", "day"),
    ("2/09/25", "2025-09-02", "day"),
    ("Selasa, 26-08-2025", "2025-08-26", "day"),
    ("5 Mai 2025", "2025-05-05", "day"),
    ("20 Oktobr 2025", "2025-10-20", "day"),
    ("7 Nov 2025", "2025-11-07", "day"),
    ("2025-09-18", "2025-09-18", "day"),
    ("hari Selasa tanggal 7 Oktober 2025", "2025-10-07", "day"),
    ("11 – 13 Juli 2018", "2018-07-11/2018-07-13", "range"),
    ("26–29 Oktober 2025", "2025-10-26/2025-10-29", "range"),
    ("30 Oktober s.d. 2 November 2025", "2025-10-30/2025-11-02", "range"),
    ("Senin s.d. Rabu, 27 - 29 Oktober 2025", "2025-10-27/2025-10-29", "range"),
    ("bulan Mei 2025", "2025-05", "month"),
]


@pytest.mark.parametrize(("text", "iso", "precision"), FORMS)
def test_forms_of_dates(text: str, iso: str, precision: str) -> None:
    [found] = find_dates(Source(text))
    assert (found.iso, found.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "31 September 2025",
        "30/2/2025",
        "500.11.2/3377/Bangda",
        "600.3/7565/SJ",
        "10.00–16.20",
        "Perpres 72/2021",
        "3/4 dari jumlah",
        "Rp2.633.284,59",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert find_dates(Source(text)) == []


def meeting(text: str) -> tuple[object, set[str]]:
    draft = read(text)
    return draft.date and draft.date.value, {w.code for w in draft.warnings}


@pytest.mark.parametrize(
    ("text", "value", "warnings"),
    [
        ("Rapat digelar Kamis, 18 September 2025.", "2025-09-18", set()),
        ("Rapat digelar Rabu, 18 September 2025.", "2025-09-18", {"weekday_mismatch"}),
        ("Rapat digelar Selasa (4/11) di aula. Target 2026 dibahas.", None, {"year_missing"}),
        ("Rakor digelar Selasa (4/11).\n\nRapat 4 November 2025 itu lancar.", "2025-11-04", set()),
        (
            "Rapat digelar Senin, 6 Oktober 2025.\n\nDemikian hasil rapat yang dilaksanakan pada"
            " Selasa, 7 Oktober 2025.",
            "2025-10-06",
            {"dates_conflict"},
        ),
        ("Sesuai surat tanggal 3 Maret 2025, rapat membahas inflasi.", None, set()),
        ("Rapat sepakat data diserahkan paling lambat 3 Maret 2025.", None, set()),
        (
            "Rapat digelar 11–13 Juli 2018. Rapat dibuka Rabu (11/7).",
            "2018-07-11/2018-07-13",
            set(),
        ),
        ("Hari : Jumat\nTanggal : 25 April 2003\nAcara : Rapat", "2003-04-25", set()),
        (
            "Hari : Senin\nTanggal : 25 April 2003\nAcara : Rapat",
            "2003-04-25",
            {"weekday_mismatch"},
        ),
    ],
)
def test_the_date_of_the_meeting(text: str, value: str | None, warnings: set[str]) -> None:
    assert meeting(text) == (value, warnings)


def test_a_warning_names_both_days() -> None:
    [warning] = read("Rapat digelar Rabu, 18 September 2025.").warnings
    assert warning.message == ("Rabu bukan hari dari 18 September 2025; menurut kalender Kamis.")
