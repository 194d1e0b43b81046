"""Subject, place, form and host of the meeting, where the text says so."""

import pytest

from tracker.capture.draft import Leaf
from tracker.capture.reader import read


def value(leaf: Leaf | None) -> object:
    return leaf and leaf.value


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Rapat : Rapat Koordinasi Percepatan Penurunan Stunting", "Percepatan Penurunan Stunting"),
        (
            "Agenda : Rapat Koordinasi Penerapan SRIKANDI Tahun 2025",
            "Penerapan SRIKANDI Tahun 2025",
        ),
        (
            "Pemprov menggelar Rapat Koordinasi (Rakor) Pengendalian Inflasi di Aula Pusiban.",
            "Pengendalian Inflasi",
        ),
        (
            "Pemprov Lampung mengadakan rapat koordinasi kesiapan arus mudik di Gedung Pusiban.",
            "Kesiapan arus mudik",
        ),
        (
            "Pemkab gelar rakor serapan gabah dan harga singkong bersama Bulog.",
            "Serapan gabah dan harga singkong",
        ),
        ("Rapat ini membahas penataan kawasan pasar.", "Penataan kawasan pasar"),
        (
            "Acara ini berfokus pada pembahasan dan percepatan sertifikasi aset.",
            "Percepatan sertifikasi aset",
        ),
        (
            "Rakor Forkopimda membahas situasi kamtibmas terkini di Aula Polres.",
            "Situasi kamtibmas terkini",
        ),
        ("Pemda menggelar rapat koordinasi dengan pihak terkait untuk mencari jalan keluar.", None),
        ("Rapat koordinasi bulanan di Aula Krakatau.", None),
        (
            "Pemkab mengikuti Rapat Koordinasi Pengendalian Inflasi Daerah secara virtual.",
            "Pengendalian Inflasi Daerah",
        ),
        (
            "Kemendagri menggelar Rapat Koordinasi Inflasi se-Indonesia, Senin (14/11/2022).",
            "Inflasi se-Indonesia",
        ),
        ("Menteri akan hadir untuk membuka Rapat Koordinasi Pilkada Serentak.", None),
        ("Pertemuan ini kelanjutan dari Rapat Koordinasi Pangan Terpadu.", None),
        ("Pemkot menggelar high level meeting tim inflasi daerah.", "Tim inflasi daerah"),
        ("RAPAT KOORDINASI PENANGANAN SAMPAH\nRapat dimulai siang.", "PENANGANAN SAMPAH"),
        ("Rapat koordinasi membahas inflasi pangan, 31 Februari 2025.", "Inflasi pangan"),
        ("Rapat koordinasi kesiapan pangan, pukul 25.99 WIB.", "Kesiapan pangan"),
        ("Rapat evaluasi akan dilaksanakan pada 5 Januari 2026.", None),
        ("Bupati memimpin rapat koordinasi pengupahan di Metro.", "Pengupahan"),
        ("Rapat koordinasi imunisasi digelar Senin (6/10/2025).", "Imunisasi"),
        ("Rapat dimaksud juga menjadi media komunikasi.", None),
    ],
)
def test_subject(text: str, subject: str | None) -> None:
    assert value(read(text).subject) == subject


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Rapat berlangsung di Hotel Golden Tulip, Kamis.", "Hotel Golden Tulip"),
        ("Rapat digelar di Balai Keratun Lantai III, mulai pagi.", "Balai Keratun Lantai III"),
        (
            "Rapat digelar di Gedung Pusiban, Kompleks Kantor Gubernur, Rabu (5/11/2025).",
            "Gedung Pusiban, Kompleks Kantor Gubernur",
        ),
        ("Tempat : Command Center Dinas Kominfotik", "Command Center Dinas Kominfotik"),
        ("Tempat : R. Abung lt 1 & via zoom", "R. Abung lt 1"),
        (
            "Rakor bertempat di BJW (Balai Jaya Wiyata) Kantor Bupati.",
            "BJW (Balai Jaya Wiyata) Kantor Bupati",
        ),
        (
            "Rapat bertempat di ruang rapat lantai 2 Kantor Bappeda.",
            "ruang rapat lantai 2 Kantor Bappeda",
        ),
        ("Rakor diselenggarakan di aula kantor kecamatan.", "aula kantor kecamatan"),
        ("Rapat digelar di rumah makan Taruko Jaya.", "rumah makan Taruko Jaya"),
        ("Mengambil tempat di Pendopo Kabupaten, rapat dimulai pagi.", "Pendopo Kabupaten"),
        ("Usai rapat, ketua memberi keterangan di ruang rapat komisi.", None),
        ("Rapat serupa sebelumnya digelar di Hotel Novita Raya.", None),
        ("Pemkab pernah menggelar rapat di Hotel Novita Raya.", None),
        ("Rapat membahas pembangunan Gedung Serbaguna di Kantor Camat Natar.", None),
        ("Peserta rapat menginap di Hotel Novita Raya.", None),
        ("Setelah rapat, rombongan meninjau posko di Lapangan Saburai.", None),
        ("Rapat itu membahas banjir di Rumah Sakit Umum Abdul Moeloek.", None),
        ("Presiden akan hadir dalam acara di Gedung Serba Guna.", None),
        ("DENPASAR – Rapat membahas sampah.", None),
    ],
)
def test_venue(text: str, venue: str | None) -> None:
    assert value(read(text).venue) == venue


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rapat digelar secara hybrid di Aula Tepian Raya.", "hybrid"),
        ("Rapat digelar secara daring melalui Zoom Meeting.", "online"),
        ("Rapat digelar secara luring.", "onsite"),
        ("Tempat : Ruang Abung & via zoom", "hybrid"),
        ("Rapat di Aula Jayang Tingang. Para bupati mengikuti rapat secara virtual.", "hybrid"),
        ("Rapat di Aula Tepian juga diikuti secara daring oleh 9 camat.", "hybrid"),
        ("Rapat digelar di Aula Tepian Raya.", None),
        ("Rapat diadakan via telekonferensi dari ruang kerja Bupati.", "online"),
        ("Rapat virtual itu diikuti 15 kabupaten/kota.", "online"),
        ("Rapat tatap muka digelar di Ruang Sakai Sambayan.", "onsite"),
        ("Rapat diikuti secara daring dan luring oleh 15 kabupaten.", "hybrid"),
        ("Penjualan daring tumbuh pesat.", None),
        ("Layanan pengaduan daring dibahas dalam rapat koordinasi.", None),
        ("Rapat membahas perdagangan online dan judi daring.", None),
        ("Rapat mendorong pembelajaran tatap muka terbatas.", None),
        ("Rapat berikutnya akan digelar secara daring.", None),
    ],
)
def test_mode_only_when_said(text: str, mode: str | None) -> None:
    assert value(read(text).mode) == mode


@pytest.mark.parametrize(
    ("text", "host", "kind"),
    [
        (
            "KUTIPAN – BPJS Ketenagakerjaan Bandar Lampung menggelar Rapat Koordinasi.",
            "BPJS Ketenagakerjaan Bandar Lampung",
            "public_body",
        ),
        (
            "Pemprov Lampung bersama Forkopimda mengadakan rapat koordinasi.",
            "Pemerintah Provinsi Lampung",
            "other",
        ),
        (
            "Rapat koordinasi yang digelar Dinas Kesehatan Provinsi NTB berlangsung lancar.",
            "Dinas Kesehatan Provinsi NTB",
            "department",
        ),
        ("Penyelenggara : Bappeda", "Badan Perencanaan Pembangunan Daerah", "board"),
        (
            "Diinisiasi oleh Bank Indonesia Perwakilan Lampung, rapat digelar di Hotel Novita.",
            "Bank Indonesia Perwakilan Lampung",
            "central_field_office",
        ),
        (
            "Penyelenggara rapat adalah BPJS Kesehatan Cabang Metro.",
            "BPJS Kesehatan Cabang Metro",
            "public_body",
        ),
        (
            "Biro Perekonomian Setda Provinsi Lampung memfasilitasi rapat koordinasi pupuk.",
            "Biro Perekonomian",
            "bureau",
        ),
    ],
)
def test_host(text: str, host: str, kind: str) -> None:
    found = read(text).host
    assert found is not None
    assert (found.value, found.kind) == (host, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Gubernur Lampung menggelar rapat koordinasi.",
        "Rapat digelar di Dinas Sosial.",
        "DPRD mendesak Dinas Perhubungan menggelar rapat koordinasi.",
        "Bulog meminta agar Dinas Pertanian menggelar rapat koordinasi.",
        "Dinas Pertanian akan menggelar rapat koordinasi pekan depan.",
        "Rapat sebelumnya digelar Dinas Perhubungan pada bulan lalu.",
        "Dinas Sosial hadir dalam rapat koordinasi itu.",
    ],
)
def test_who_did_not_hold_the_meeting_is_no_host(text: str) -> None:
    assert read(text).host is None


def test_a_heap_of_times_without_a_meeting_is_passed_over() -> None:
    assert read("09.00 WIB " * 5_000).start_time is None  # and not weighed one by one
