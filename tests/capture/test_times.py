"""Clock times with their zone; only the meeting's own."""

import pytest

from tracker.capture.reader import read


def clock(text: str) -> tuple[object, ...]:
    draft = read(text)
    return tuple(part and part.value for part in (draft.start_time, draft.end_time, draft.zone))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat dimulai pukul 09.00 WIB s.d. selesai.", ("09:00", None, "Asia/Jakarta")),
        ("Waktu : 10.00–16.20 WIT", ("10:00", "16:20", "Asia/Jayapura")),
        ("Rapat digelar jam 13.30 wita.", ("13:30", None, "Asia/Makassar")),
        ("Jam : 13.30 wib s.d selesai", ("13:30", None, "Asia/Jakarta")),
        ("Rapat pukul 08.30 s.d. 11.00 WIB di aula.", ("08:30", "11:00", "Asia/Jakarta")),
        ("Rapat dimulai pukul 9 pagi.", ("09:00", None, None)),
        ("Rapat dimulai pukul 2 siang WIB.", ("14:00", None, "Asia/Jakarta")),
        (
            "Rapat dimulai pukul 09.00 WIB.\n\nRapat ditutup pukul 11.30 WIB.",
            ("09:00", "11:30", "Asia/Jakarta"),
        ),
        ("Waktu : 08.30 s.d. selesai", ("08:30", None, None)),
        ("Hubungi staf pada jam kerja pukul 08.00 sampai 15.30.", (None, None, None)),
        ("BPBD melapor ke Bupati setiap hari jam 17.00.", (None, None, None)),
        ("Pukul 12.47 WIB perwakilan warga keluar dari rapat.", (None, None, None)),
        ("Rapat membahas surat 500.11.2/3377/Bangda.", (None, None, None)),
    ],
)
def test_the_times_of_the_meeting(text: str, expected: tuple[object, ...]) -> None:
    assert clock(text) == expected


def test_the_zone_is_sourced_by_its_word() -> None:
    zone = read("Rapat dimulai pukul 09.00 WITA.").zone
    assert zone is not None
    assert [each.text for each in zone.source] == ["WITA"]
