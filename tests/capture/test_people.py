"""Chairs, those they stand in for, minute takers: names with gelar, positions as written."""

import pytest

from tracker.capture.reader import read


def chair(text: str) -> tuple[object, ...] | None:
    read_chair = read(text).chair
    if read_chair is None:
        return None
    parts = (read_chair.position, read_chair.on_behalf_of)
    return (read_chair.value, *(part and part.value for part in parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rapat dipimpin Sekretaris Daerah Provinsi Lampung, Dr. Ir. Harun Wijaya, M.T.,"
            " mewakili Gubernur Lampung.",
            (
                *("Dr. Ir. Harun Wijaya, M.T.", "Sekretaris Daerah Provinsi Lampung"),
                "Gubernur Lampung",
            ),
        ),
        (
            "Rapat dipimpin langsung oleh Gubernur Lampung Rahmat Hidayat.",
            ("Rahmat Hidayat", "Gubernur Lampung", None),
        ),
        (
            "Pimpinan Rapat : Plh. Sekretaris Daerah (Yohanis Mahuze, S.Sos., M.Si.)",
            ("Yohanis Mahuze, S.Sos., M.Si.", "Plh. Sekretaris Daerah", None),
        ),
        (
            "Pimpinan : Asisten Ekobang Setdakab Mesuji (Bpk. Rusdi Hasan), mewakili Bupati",
            ("Rusdi Hasan", "Asisten Ekobang Setdakab Mesuji", "Bupati"),
        ),
        (
            "Bupati Wonosari Lor, H. Slamet Riyanto, memimpin rapat koordinasi di aula.",
            ("H. Slamet Riyanto", "Bupati Wonosari Lor", None),
        ),
        (
            "Rapat dipimpin Plt. Bupati Lampung Tengah I Komang Koheri.",
            ("I Komang Koheri", "Plt. Bupati Lampung Tengah", None),
        ),
        (
            "Rapat dipimpin Asisten II Bidang Perekonomian Setdakab Mesuji Drs Kusnadi Yahya MM.",
            ("Drs Kusnadi Yahya MM", "Asisten II Bidang Perekonomian Setdakab Mesuji", None),
        ),
        (
            "Gubernur Kalimantan Tengah memimpin Rapat Koordinasi Banjir.",
            ("Gubernur Kalimantan Tengah", "Gubernur Kalimantan Tengah", None),
        ),
        (
            "Rakor dipimpin Wakil Bupati Mesuji, dr. Hj. Anindya Laras, a.n. Bupati Mesuji.",
            ("dr. Hj. Anindya Laras", "Wakil Bupati Mesuji", "Bupati Mesuji"),
        ),
        (
            "Sekretaris Daerah Kabupaten Tanggamus Suaidi, S.E., bertindak selaku pimpinan rapat.",
            ("Suaidi, S.E.", "Sekretaris Daerah Kabupaten Tanggamus", None),
        ),
        (
            "Bertindak sebagai pemimpin rapat adalah Kepala Bappeda, Ir. Mulyadi Irsan, M.T.",
            ("Ir. Mulyadi Irsan, M.T.", "Kepala Bappeda", None),
        ),
        (
            "Rapat diketuai oleh Asisten Pemerintahan dan Kesra, Drs. Qodri Ikhwan, M.M.",
            ("Drs. Qodri Ikhwan, M.M.", "Asisten Pemerintahan dan Kesra", None),
        ),
        (
            "Rapat koordinasi tersebut dipimpin oleh Kepala Dinas PMP Kasmini.",
            ("Kasmini", "Kepala Dinas PMP", None),
        ),
        (
            "Rapat dipimpin langsung oleh Bupati Kuala Sena, H. Abdul Rahim.",
            ("H. Abdul Rahim", "Bupati Kuala Sena", None),
        ),
        (
            "Saat memimpin rapat di Aula Bappeda, Pj. Sekda Fredy meminta OPD bergerak cepat.",
            ("Fredy", "Pj. Sekda", None),
        ),
        (
            "Asisten I Setdakab Pringsewu Ihsan Hendra mewakili Bupati memimpin rapat sampah.",
            ("Ihsan Hendra", "Asisten I Setdakab Pringsewu", "Bupati"),
        ),
        ("Ketua rapat, Dr. Edi Yanto, M.Si., menutup acara.", ("Dr. Edi Yanto, M.Si.", None, None)),
        (
            "Rakor dibuka Bupati Mesuji, Elfi Anah. Rapat dipimpin Sekda Mesuji, Budi Jaya.",
            ("Budi Jaya", "Sekda Mesuji", None),
        ),
        (
            "Sekertaris Daerah Provinsi Gorontalo, Winarti Mondoa, memimpin rapat koordinasi.",
            ("Winarti Mondoa", "Sekertaris Daerah Provinsi Gorontalo", None),
        ),
        (
            "Sekretaris Daerah Provinsi Jambi (Sekda Jambi) Farhan Fitra memimpin rapat.",
            ("Farhan Fitra", "Sekretaris Daerah Provinsi Jambi", None),
        ),
        (
            "Rapat dipimpin Mendagri Jend.Pol.(Purn.) Teguh Kurnia secara virtual.",
            ("Jend.Pol.(Purn.) Teguh Kurnia", "Mendagri", None),
        ),
        (
            "Rapat dipimpin Kepala Dinas Pedagangan, Ahmad Dolah.",
            ("Ahmad Dolah", "Kepala Dinas Pedagangan", None),
        ),
        ("Rapat dipimpin dengan tertib.", None),
        ("Rapat dibuka oleh Gubernur Lampung, Rahmat Hidayat.", None),
        ("Rapat sebelumnya dipimpin Asisten II, Hendra Jaya, di Aula Bappeda.", None),
        ("Tim dipimpin Kepala Dinas Sosial Ahmad Rifai meninjau lokasi usai rapat.", None),
        ("Dinas Kesehatan yang dipimpin Dr. Rina Sari hadir dalam rapat koordinasi.", None),
        ("Provinsi yang dipimpin Gubernur Rahmat ini menggelar rapat.", None),
        ("Rapat koordinasi tidak dipimpin langsung oleh Gubernur.", None),
        ("Rapat akan dipimpin Wakil Gubernur Hanum.", None),
        ("Rapat yang dijadwalkan dipimpin Bupati Rahman itu ditunda.", None),
        ("Sekda Budi Santoso menyampaikan laporan dalam rapat koordinasi.", None),
        ("Rapat dihadiri Sekda Budi Santoso.", None),
    ],
)
def test_who_chaired(text: str, expected: tuple[object, ...] | None) -> None:
    assert chair(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Notulis : Fajar Nugroho, S.Kom.", "Fajar Nugroho, S.Kom."),
        ("Notulis : Wulan (Bag. Perekonomian)", "Wulan"),
        ("Pencatat : Maria Goreti Kaize, S.IP.", "Maria Goreti Kaize, S.IP."),
        ("Demikian, notulen menyusul. Notulis sdri. Intan.", "Intan"),
        ("Notulis rapat adalah Dewi Lestari, S.Sos.", "Dewi Lestari, S.Sos."),
        ("Bertindak selaku notulis Sdri. Rina Marlina dari Bagian Umum.", "Rina Marlina"),
        ("Pencatat rapat: Andi Saputra, S.IP.", "Andi Saputra, S.IP."),
        ("Notulensi disusun oleh Fitriani, S.E. dari Bappeda.", "Fitriani, S.E."),
        ("Notulen rapat akan dikirim menyusul.", None),
        ("Rapat memutuskan penunjukan Notulis Tetap bagi setiap OPD.", None),
        ("Notulis harus menyerahkan hasil rapat paling lambat tiga hari.", None),
    ],
)
def test_who_took_minutes(text: str, name: str | None) -> None:
    taker = read(text).minute_taker
    assert (taker and taker.value) == name
