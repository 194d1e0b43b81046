"""Dates and clock times of other things are not the meeting's; its own are found in any wording."""

import pytest

from tracker.capture.reader import read


@pytest.mark.parametrize(
    "text",
    [
        "BANDAR LAMPUNG (5/11/2025) – Rapat koordinasi inflasi digelar di Balai Keratun.",
        "Dipublikasikan: 7 November 2025 08:15 WIB\nPemprov menggelar rapat koordinasi inflasi.",
        "Rapat koordinasi ini menindaklanjuti rapat pada 12 Agustus 2025 yang membahas inflasi.",
        "Rapat koordinasi berikutnya dijadwalkan pada Senin, 17 November 2025 pukul 10.00 WIB.",
        "Rapat Koordinasi Nasional akan digelar di Jakarta, Selasa (18/11/2025).",
        "Pemkab berencana menggelar rapat koordinasi pada Kamis (20/11/2025) pukul 09.00 WIB.",
        "Dalam rapat itu dibahas Undang-Undang Nomor 23 Tahun 2014 tanggal 30 September 2014.",
        "Rapat membahas persiapan HUT Provinsi yang jatuh pada Rabu, 18 Maret 2026.",
        "Bupati mengatakan rapat koordinasi tingkat kecamatan selesai 30 November 2025.",
        "Rapat itu membahas banjir yang terjadi pada Minggu (2/11/2025).",
        "Rapat digelar menyusul gempa pada Jumat, 31 Oktober 2025 pukul 03.15 WIB.",
        "Sebelum rapat, Gubernur melantik pejabat pada Senin (3/11/2025) pukul 08.00 WIB.",
        "Kegiatan pasar murah berlangsung pada 12 November 2025 pukul 08.00 WIB.",
        "Rapat membahas jadwal penerbangan pukul 06.15 WIB yang sering terlambat.",
        "Rapat koordinasi mengenai listrik padam pukul 18.00 hingga 22.00 WIB setiap hari.",
        "Seandainya rapat digelar pada 1 Desember 2025, data belum siap.",
        "Rapat koordinasi digelar Senin (17/11/2025) mendatang.",
        "Batas pengumpulan data Senin (10/11/2025) pukul 16.00 WIB, demikian putusan rapat.",
        "Peraturan yang dibahas rapat itu berlaku mulai 1 Januari 2026 pukul 00.00 WIB.",
    ],
)
def test_when_something_else_happened_is_not_when_the_meeting_was(text: str) -> None:
    draft = read(text)
    assert (draft.date, draft.start_time, draft.end_time, draft.zone) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("METRO, 3 Oktober 2025 – Pemkot menggelar rapat, Kamis (2/10/2025).", "2025-10-02"),
        ("METRO, 3 Oktober 2025 – Hari ini Pemkot menggelar rapat inflasi.", "2025-10-03"),
        ("Pemprov menggelar rapat membahas banjir di Balai Keratun, Rabu (5/11/25).", "2025-11-05"),
        ("Usai rapat koordinasi di Balai Keratun, Kamis (6/11/2025), data dibagi.", "2025-11-06"),
        ("Rapat koordinasi dilaksanakan pada tanggal 18 bulan September tahun 2025.", "2025-09-18"),
        (
            "Pada hari ini Kamis tanggal delapan belas September dua ribu dua puluh lima"
            " bertempat di Hotel Horison telah dilaksanakan rapat koordinasi.",
            "2025-09-18",
        ),
        (
            "Pada hari ini, Senin, tanggal Dua bulan Juni tahun Dua Ribu Dua Puluh Lima telah"
            " diadakan rapat koordinasi.",
            "2025-06-02",
        ),
        ("Dinas Sosial menggelar rakor di Gedung Pusiban. Selasa, 11 November 2025.", "2025-11-11"),
        (
            "Rakor berlangsung tiga hari, mulai tanggal 12 hingga 14 November 2025.",
            "2025-11-12/2025-11-14",
        ),
        ("Pada Kamis kemarin (18/09/2025) telah digelar rapat lintas sektor.", "2025-09-18"),
    ],
)
def test_the_date_of_the_meeting_in_other_words(text: str, date: str) -> None:
    draft = read(text)
    assert (draft.date and draft.date.value, draft.warnings) == (date, [])


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Pukul : 09.00 s/d 12.00", ("09:00", "12:00", None)),
        ("Rapat berlangsung 09.00-12.00 di Aula Bappeda.", ("09:00", "12:00", None)),
        (
            "Rapat membahas inflasi, Kamis (6/11/2025) sekitar pukul 19.30 WIB.",
            ("19:30", None, "Asia/Jakarta"),
        ),
        (
            "Rapat tersebut baru selesai menjelang pukul 17.00 WIT.",
            (None, "17:00", "Asia/Jayapura"),
        ),
        (
            "Rapat mengenai inflasi dimulai pukul 14:00 dan ditutup pukul 16:15 Wita.",
            ("14:00", "16:15", "Asia/Makassar"),
        ),
        ("Rapat dibuka jam 9 pagi dan berakhir jam 12 siang.", ("09:00", "12:00", None)),
    ],
)
def test_the_clock_of_the_meeting_in_other_words(text: str, clock: tuple[object, ...]) -> None:
    draft = read(text)
    read_out = (draft.start_time, draft.end_time, draft.zone)
    assert tuple(leaf and leaf.value for leaf in read_out) == clock


def test_an_invitation_tells_the_day_it_invites_to_not_its_own() -> None:
    draft = read(
        "Nomor : 005/1234/13/2025\nSifat : Penting\nHal : Undangan Rapat Koordinasi\n"
        "Tanggal : 3 November 2025\nYth. Kepala Dinas Kesehatan\n\n"
        "Kami mengundang Saudara hadir pada rapat yang akan dilaksanakan pada:\n"
        "Hari/Tanggal : Kamis, 6 November 2025\nWaktu : 09.00 WIB s.d. selesai\n"
        "Acara : Rapat Koordinasi Percepatan Penurunan Stunting"
    )
    assert draft.date
    assert draft.date.value == "2025-11-06"
    assert draft.start_time
    assert draft.start_time.value == "09:00"
    assert draft.subject
    assert draft.subject.value == "Percepatan Penurunan Stunting"
