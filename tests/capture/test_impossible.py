"""What cannot be so is warned about, stays empty, and is not called unmentioned."""

import pytest

from tracker.capture.draft import Draft
from tracker.capture.reader import read


def warned(draft: Draft) -> list[tuple[str, str]]:
    return [(w.code, w.source[0].text) for w in draft.warnings]


@pytest.mark.parametrize(
    ("text", "path", "warning"),
    [
        ("Rapat digelar 31 Februari 2025.", "date", ("date_impossible", "31 Februari 2025")),
        ("Rapat digelar 29–26 Oktober 2025.", "date", ("date_impossible", "29–26 Oktober 2025")),
        ("Rapat digelar Rabu (31/04/2025).", "date", ("date_impossible", "Rabu (31/04/2025)")),
        ("Rapat digelar pukul 25.99 WIB.", "start_time", ("time_impossible", "25.99")),
        ("Waktu : 09.75 WIB", "start_time", ("time_impossible", "09.75")),
    ],
)
def test_no_calendar_and_no_clock_has_it(text: str, path: str, warning: tuple[str, str]) -> None:
    draft = read(text)
    assert warned(draft) == [warning]
    assert (draft.date, draft.start_time) == (None, None)
    assert draft.unusable == [path]


@pytest.mark.parametrize(
    "text",
    [
        "Surat Nomor 45/12/2024 dan Nomor 1/38/2024 dibahas.",
        "Hubungi 0721-48-1234 atau 08-12-3456 sebelum rapat.",
        "Realisasi 31,02 persen dan 45.12.2024 butir.",
        "Rapat digelar Selasa (29/02/2024) pukul 24.00 WIB.",
    ],
)
def test_what_is_no_date_is_no_impossible_date(text: str) -> None:
    assert "date_impossible" not in [code for code, _ in warned(read(text))]


@pytest.mark.parametrize(
    "due", ["31 Februari 2026", "30 November", "minggu kedua Oktober 2025", "dua minggu"]
)
def test_a_deadline_that_gives_no_day_is_spoken_of_all_the_same(due: str) -> None:
    draft = read(f"Kesepakatan:\n1. Menyusun RAB paling lambat {due}.")
    assert draft.agreements[0].due is None
    assert draft.unusable == ["agreements[0].due"]


def test_an_end_before_the_start_is_kept_with_a_warning() -> None:
    draft = read("Rapat digelar Senin, 6 Oktober 2025, pukul 22.00 s.d. 01.30 WITA.")
    assert draft.end_time
    assert draft.end_time.value == "01:30"
    assert ("end_before_start", "01.30") in warned(draft)


def test_an_open_end_is_told_without_an_hour() -> None:
    json = read("Pukul : 13.00 WITA s.d. selesai").to_json()
    assert json["open_ended"]["value"] == "selesai"
    assert "end_time" in json["unknown"]
    assert "open_ended" not in read("Rapat dimulai pukul 13.00 WITA.").to_json()


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Rapat koordinasi pada Mei 2025 membahas inflasi.", "2025-05"),
        ("Rakor itu digelar pada bulan Mei 2025 di Metro.", "2025-05"),
        ("Rapat membahas inflasi pada Mei 2025.", None),
        ("Rapat akan dilaksanakan pada Mei 2025.", None),
        ("Rapat evaluasi realisasi anggaran pada Mei 2025.", None),
    ],
)
def test_a_month_alone(text: str, month: str | None) -> None:
    date = read(text).date
    assert (date and date.value) == month


def test_a_house_number_and_an_awaited_day_do_not_confuse_the_date() -> None:
    draft = read(
        "Menjelang Pemilu pada 14 Februari 2024, Pemprov Kaltim menggelar Rapat Koordinasi di Hotel"
        " Novotel Jalan Suparjan No. 2, Selasa 6 Januari 2024."
    )
    assert draft.date
    assert draft.date.value == "2024-01-06"
    assert [w.code for w in draft.warnings] == ["weekday_mismatch"]
