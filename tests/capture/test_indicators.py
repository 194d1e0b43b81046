"""Figures with a name: value, target, rank, remainder, and the day they stand for."""

import pytest

from tracker.capture.draft import Indicator, Leaf
from tracker.capture.reader import read


def only(text: str) -> Indicator:
    [indicator] = read(text).indicators
    return indicator


def value(leaf: Leaf | None) -> object:
    return leaf and leaf.value


@pytest.mark.parametrize(
    ("text", "name", "figure", "unit", "as_of"),
    [
        (
            "Inflasi Lampung pada Oktober 2025 tercatat 1,20 persen.",
            "Inflasi Lampung",
            "1.20",
            "percent",
            "2025-10",
        ),
        (
            "Sekda menyampaikan bahwa inflasi Lampung mencapai 2,1%.",
            "inflasi Lampung",
            "2.1",
            "percent",
            None,
        ),
        (
            "Indeks harga minggu pertama November 2025 berada di angka -0,43 persen.",
            "Indeks harga",
            "-0.43",
            "percent",
            "2025-11",
        ),
        (
            "Prevalensi stunting turun menjadi 14,7 persen pada 2024 dari 17,5 persen.",
            "Prevalensi stunting",
            "14.7",
            "percent",
            "2024",
        ),
        (
            "Hingga 15 September 2025 realisasi fisik mencapai 61,27 persen.",
            "realisasi fisik",
            "61.27",
            "percent",
            "2025-09-15",
        ),
        (
            "Kebutuhan anggaran PSU sebesar Rp18,6 miliar.",
            "Kebutuhan anggaran PSU",
            "18600000000",
            "rupiah",
            None,
        ),
        (
            "Timbulan sampah Bali mencapai 3.436 ton per hari.",
            "Timbulan sampah Bali",
            "3436",
            "ton per hari",
            None,
        ),
        (
            "Tercatat baru 37,4 persen dapur yang memiliki sertifikat.",
            "dapur yang memiliki sertifikat",
            "37.4",
            "percent",
            None,
        ),
    ],
)
def test_one_figure(text: str, name: str, figure: str, unit: str, as_of: str | None) -> None:
    found = only(text)
    assert (value(found.name), value(found.value)) == (name, figure)
    assert (found.unit, value(found.as_of)) == (unit, as_of)


def test_the_target_may_stand_in_the_next_sentence() -> None:
    found = only(
        "Kemiskinan ekstrem mencapai 6,85 persen. Target RPJMD sebesar 4,10 persen pada 2027."
    )
    assert (value(found.value), value(found.target), value(found.target_date)) == (
        "6.85",
        "4.10",
        "2027",
    )


def test_rank_belongs_to_the_figure_spoken_of() -> None:
    found = only(
        "Angka stunting mencapai 15,6 persen. Posisi ini di peringkat 9 dari 15 kabupaten."
    )
    assert (value(found.value), value(found.rank), value(found.rank_of)) == ("15.6", 9, 15)


@pytest.mark.parametrize(
    ("tail", "meaning"),
    [
        ("terdapat 479.724 pekerja belum terlindungi", "unknown"),
        ("masih kurang 13.888 pekerja dari target", "shortfall_to_target"),
        ("terdapat 134 pekerja belum terlindungi dari seluruh pekerja", "not_covered"),
    ],
)
def test_what_remains_is_related_only_where_the_text_does(tail: str, meaning: str) -> None:
    text = f"Cakupan kepesertaan mencapai 23,86 persen, {tail}."
    assert only(text).remaining_meaning == meaning
    warned = [w.code for w in read(text).warnings] == ["remaining_meaning_unknown"]
    assert warned == (meaning == "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "Pemerintah berkomitmen untuk menurunkan angka itu menjadi 14 persen.",
        "Desa menyisihkan minimal 8 persen untuk posyandu.",
        "Puncak mudik terjadi pada 28–29 Maret 2025.",
        "Baru mencapai 40 sekian persen.",
        "Rapat digelar pukul 13.30 WIB.",
    ],
)
def test_what_is_no_achievement(text: str) -> None:
    assert [i for i in read(text).indicators if i.value] == []


def test_a_slip_of_the_pen_in_a_name_is_put_right() -> None:
    assert value(only("UCJ Provinis Lampung mencapai 23,86%.").name) == "UCJ Provinsi Lampung"


@pytest.mark.parametrize(
    ("text", "name", "rank", "of"),
    [
        (
            "Lampung menempati peringkat ke-3 nasional dalam realisasi PAD, di bawah Bali.",
            "realisasi PAD",
            3,
            None,
        ),
        (
            "Lampung menduduki urutan 7 dari 38 provinsi untuk capaian UCJ, yaitu 32,1 persen.",
            "capaian UCJ",
            7,
            38,
        ),
    ],
)
def test_what_a_rank_is_in(text: str, name: str, rank: int, of: int | None) -> None:
    found = only(text)
    assert (value(found.name), value(found.rank), value(found.rank_of)) == (name, rank, of)


def test_what_is_missing_is_not_what_was_reached() -> None:
    found = only("Capaian imunisasi masih kurang 12,5 persen dari target.")
    read_out = (value(found.value), value(found.remaining), found.remaining_meaning)
    assert read_out == (None, "12.5", "shortfall_to_target")


def test_the_day_of_the_figure_is_not_that_of_its_target() -> None:
    found = only("Realisasi belanja baru 54,3 persen dari target 75 persen per 31 Oktober 2025.")
    assert (value(found.target), found.target_date) == ("75", None)
    assert value(found.as_of) == "2025-10-31"


@pytest.mark.parametrize(
    ("text", "name", "figure", "target"),
    [
        ("Harga beras medium Rp13.500 per kilogram.", "Harga beras medium", "13500", None),
        ("METRO - Harga cabai merah mencapai Rp80.000.", "Harga cabai merah", "80000", None),
        ("Deflasi sebesar 0,12 persen terjadi di Metro.", "Deflasi", "0.12", None),
        (
            "Pertumbuhan ekonomi Lampung tumbuh 5,04 persen.",
            "Pertumbuhan ekonomi Lampung",
            "5.04",
            None,
        ),
        (
            "Persentase desa ODF 87,5 persen dan ditargetkan 100 persen.",
            "Persentase desa ODF",
            "87.5",
            "100",
        ),
        (
            "Pekerja rentan yang terlindungi baru 45.210 orang dari 120.000 orang yang ditarget.",
            "Pekerja rentan yang terlindungi",
            "45210",
            "120000",
        ),
    ],
)
def test_figures_in_other_words(text: str, name: str, figure: str, target: str | None) -> None:
    found = only(text)
    assert (value(found.name), value(found.value), value(found.target)) == (name, figure, target)


@pytest.mark.parametrize(
    "text",
    [
        "Sebanyak 30 peserta hadir dalam rapat selama 2 jam.",
        "Diskon 50 persen diberikan kepada pelaku usaha.",
        "Pasal 3 ayat 2 menyebut iuran 5 persen ditanggung pemberi kerja.",
        "Dari 214 dapur, baru 80 dapur yang bersertifikat.",
        "Peringkat pertama diraih Kabupaten Banyuwangi dalam lomba itu.",
        "Kecamatan Palas menjadi yang tertinggi dengan 120 kasus DBD.",
        "Bupati optimistis angka stunting bisa ditekan hingga 10 persen.",
        "Masih ada 1.245 keluarga yang belum menerima bantuan dari total 5.000 keluarga.",
        "Kegiatan ini diikuti 120 orang dari 15 kabupaten.",
        "Bandar Lampung bahkan mencapai 800 ton per hari.",
        "Bulog mengaku siap menyerap gabah petani dengan harga Rp5.500 per kilogram.",
        "Gorontalo pernah dua kali menempati peringkat satu nasional.",
        "Angka itu lebih baik dibandingkan beberapa negara lain seperti Turki yang mencapai 99%.",
        "Sekda memaparkan data per provinsi, tertinggi Provinsi Lampung sebesar 4,10.",
    ],
)
def test_what_only_looks_like_an_indicator(text: str) -> None:
    assert read(text).indicators == []
