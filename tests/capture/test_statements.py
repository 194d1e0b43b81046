"""What was said: direct speech over paragraphs, reported speech, directives, back references."""

import pytest

from tracker.capture.draft import Leaf
from tracker.capture.reader import read

INTRODUCED = "Kepala Dinas Sosial Provinsi Lampung, Budi Santoso, menegaskan data harus bersih.\n\n"


def said(text: str) -> list[tuple[object, ...]]:
    def value(leaf: Leaf | None) -> object:
        return leaf and leaf.value

    return [
        (value(s.speaker), value(s.position), s.kind, s.text.value) for s in read(text).statements
    ]


BUDI = "Budi Santoso"
POST = "Kepala Dinas Sosial Provinsi Lampung"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Data adalah kunci kita,” ujar Budi.",
            (BUDI, None, "quotation", "Data adalah kunci kita"),
        ),
        (
            "“Data adalah kunci kita,” kata Budi Santoso.",
            (BUDI, POST, "quotation", "Data adalah kunci kita"),
        ),
        (
            '"Data adalah kunci kita," tegasnya.',
            (BUDI, POST, "quotation", "Data adalah kunci kita"),
        ),
        ("“Data adalah kunci kita.”", (BUDI, POST, "quotation", "Data adalah kunci kita.")),
        (
            'Budi mengatakan, "Data adalah kunci kita."',
            (BUDI, None, "quotation", "Data adalah kunci kita."),
        ),
        (
            "Ia menyoroti kendala validasi data.",
            (BUDI, POST, "paraphrase", "menyoroti kendala validasi data"),
        ),
        (
            "Menurutnya, kendala utama adalah data.",
            (BUDI, POST, "paraphrase", "kendala utama adalah data"),
        ),
        (
            "Menurut Budi, kendala utama adalah data.",
            (BUDI, None, "paraphrase", "kendala utama adalah data"),
        ),
        (
            "Budi menambahkan bahwa data belum padan.",
            (BUDI, None, "paraphrase", "menambahkan bahwa data belum padan"),
        ),
        (
            "Budi mengtakan bahwa data belum padan.",
            (BUDI, None, "paraphrase", "mengtakan bahwa data belum padan"),
        ),
        (
            "Langkah ini akan mempercepat pendataan, tutup Budi.***",
            (BUDI, None, "paraphrase", "Langkah ini akan mempercepat pendataan"),
        ),
        (
            "Ia juga meminta OPD memperbarui data stok.",
            (BUDI, POST, "directive", "meminta OPD memperbarui data stok"),
        ),
        (
            "Kepala Dinas menginstruksikan agar data dibuka.",
            (BUDI, "Kepala Dinas", "directive", "menginstruksikan agar data dibuka"),
        ),
    ],
)
def test_one_statement(text: str, expected: tuple[object, ...]) -> None:
    assert said(INTRODUCED + text)[1:] == [expected]


def test_position_alone_leaves_the_speaker_open() -> None:
    [statement] = read("Wakil Gubernur menambahkan pemerintah perlu bergerak cepat.").statements
    assert statement.speaker is None
    assert statement.position is not None
    assert statement.position.value == "Wakil Gubernur"


def test_speech_broken_over_paragraphs_has_one_speaker() -> None:
    quotes = said(
        "“Jalan darat putus, jadi distribusi lewat sungai.\n\n“Perahu kami belum cukup,” ungkap"
        " Kepala BPBD Mesuji, Ahmad Sabirin."
    )
    assert [(name, kind) for name, _, kind, _ in quotes] == [("Ahmad Sabirin", "quotation")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Rapat mengusung tema “Sinergi Data untuk Perlindungan Pekerja Rentan”.",
        "Rapat juga menekankan pentingnya sinergi antarperangkat daerah.",
        "Pelaku usaha juga meminta pengelola menambah dermaga.",
        "Hal itu disampaikan Sekda Budi Santoso saat memimpin rapat.",
        "Sekda menyampaikan hal tersebut dalam rapat koordinasi kemarin.",
    ],
)
def test_what_nobody_said(text: str) -> None:
    assert said(text) == []


def test_an_office_in_small_letters_speaks_and_a_headline_names_nobody() -> None:
    text = (
        "HLM TPID, Wali Kota Sampaikan Strategi Jaga Stabilitas Harga\n\n"
        "Wali kota menyebut inflasi masih terkendali.\n\n"
        "Untuk itu, wali kota meminta OPD bekerja keras."
    )
    assert said(text) == [
        (None, "Wali kota", "paraphrase", "menyebut inflasi masih terkendali"),
        (None, "wali kota", "directive", "meminta OPD bekerja keras"),
    ]


def test_a_nickname_and_a_gelar_lead_to_the_same_person() -> None:
    statements = said(
        "Gubernur Lampung Rahmat Mirzani Djausal menyampaikan rapat ini agenda rutin.\n\n"
        "“Rapat ini akan rutin kita gelar,” ujar Gubernur Mirza."
    )
    assert [name for name, *_ in statements] == ["Rahmat Mirzani Djausal"] * 2


def test_a_namesake_is_not_guessed() -> None:
    statements = said(
        "Sekda Mesuji, Budi Santoso, menyampaikan data sudah padan. Kepala Bappeda Mesuji, Budi"
        " Hartono, menyampaikan anggaran sudah tersedia. “Kita mulai besok pagi,” kata Budi."
    )
    assert [name for name, *_ in statements] == ["Budi Santoso", "Budi Hartono", "Budi"]


def test_a_quotation_nobody_closed_ends_where_its_speaker_is_named() -> None:
    [said] = read("“Kita harus bergerak cepat menangani ini, kata Bupati Rahman.").statements
    assert (said.text.value, said.speaker and said.speaker.value) == (
        "Kita harus bergerak cepat menangani ini",
        "Rahman",
    )


def test_words_borrowed_from_somebody_else_are_not_said_in_the_meeting() -> None:
    text = 'Ia mengutip pesan Bung Karno, "Jangan sekali-kali meninggalkan sejarah," saat itu.'
    assert read(text).statements == []
