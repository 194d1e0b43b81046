"""Letters and regulations: the number exactly as typed, its parts only where the text has them."""

import pytest

from tracker.capture.draft import Leaf
from tracker.capture.reader import read


def cited(text: str) -> list[tuple[object, ...]]:
    def value(leaf: Leaf | None) -> object:
        return leaf and leaf.value

    return [
        (value(r.number), value(r.issuer), value(r.date), value(r.subject))
        for r in read(text).references
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "sesuai surat Kemendagri No. 500.11.2/3377/Bangda Kemendagri bulan Mei 2025, kami",
            ("500.11.2/3377/Bangda", "Kementerian Dalam Negeri", "2025-05", None),
        ),
        (
            "Surat Edaran Menteri Dalam Negeri Nomor 900.1.9.1/435/SJ.",
            ("900.1.9.1/435/SJ", "Menteri Dalam Negeri", None, None),
        ),
        (
            "surat Kementerian Ketenagakerjaan Nomor B-4/1123/HI.01.00/VII/2025 tanggal"
            " 28 Juli 2025 perihal pemutakhiran data pekerja, serta",
            (
                *("B-4/1123/HI.01.00/VII/2025", "Kementerian Ketenagakerjaan", "2025-07-28"),
                "pemutakhiran data pekerja",
            ),
        ),
        (
            "Dasar : Surat Sekretaris Daerah Nomor 000.5/2714/VI.07/2025 hal Undangan",
            ("000.5/2714/VI.07/2025", "Sekretaris Daerah", None, "Undangan"),
        ),
        (
            "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan Stunting, tim",
            ("72 Tahun 2021", "Presiden", None, "Percepatan Penurunan Stunting"),
        ),
        (
            "surat Sekretaris Kabinet Nomor: Und. 46/Seskab/DKK/03/2020, tentang Rapat terbatas",
            ("Und. 46/Seskab/DKK/03/2020", "Sekretaris Kabinet", None, "Rapat terbatas"),
        ),
        (
            "Peraturan Menteri Keuangan Nomor 91/PMK.07/2023.",
            ("91/PMK.07/2023", "Menteri Keuangan", None, None),
        ),
        ("Perwako No.63 Tahun 2003 terkait reklame", ("63 Tahun 2003", None, None, None)),
        ("Permen PUPR Nomor 28/PRT/M/2015", ("28/PRT/M/2015", None, None, None)),
        ("surat Mendagri T-500/1234/SJ.", ("T-500/1234/SJ", "Mendagri", None, None)),
        ("mengacu Inpres 2/2021.", ("2/2021", None, None, None)),
        ("amanat UU No. 20 Tahun 2023 yang", ("20 Tahun 2023", None, None, None)),
        (
            "Keputusan Gubernur Lampung Nomor G/835/V.08/HK/2024.",
            ("G/835/V.08/HK/2024", "Gubernur Lampung", None, None),
        ),
        (
            "surat Nomor 800.1.3.3/4769/VI.04 Tahun 2025.",
            ("800.1.3.3/4769/VI.04 Tahun 2025", None, None, None),
        ),
        (
            "surat Nomor 800.1.3.3./3553/VI.04/2025.",
            ("800.1.3.3./3553/VI.04/2025", None, None, None),
        ),
    ],
)
def test_numbers_as_typed(text: str, expected: tuple[object, ...]) -> None:
    assert cited(text) == [expected]


def test_a_number_cited_twice_is_one_reference() -> None:
    assert len(cited("Perpres 72/2021 berlaku. Perpres 72/2021 tentang stunting.")) == 1
