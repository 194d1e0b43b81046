"""Which spaces of a text do not break: ~ stands for them."""

import pytest

from tracker.infra.typography import JOINED, UNBROKEN, bound


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("pukul~09.00~WIB s.d.~selesai", "pukul 09.00~WIB s.d. selesai"),
        ("Kamis, 18~September~2025", "Kamis, 18~September 2025"),
        ("Nomor~500.11.2/3377/Bangda, Mei~2025", "Nomor 500.11.2/3377/Bangda, Mei 2025"),
        (
            "479.724~pekerja, 23,86% dan Rp1,25~triliun",
            "479.724 pekerja, 23,86% dan Rp1,25 triliun",
        ),
        ("terlambat 20~hari kerja", "terlambat 20~hari kerja"),
        ("Dr.~Ir.~H.~M.~Nuh, S.E., M.M. hadir.", "Dr. Ir. H. M. Nuh, S.E., M.M. hadir."),
        ("a.n.~GUBERNUR, Plt.~Kepala Dinas", "a.n. GUBERNUR, Plt. Kepala Dinas"),
        ("Rapat selesai. Semua hadir.", "Rapat selesai. Semua hadir."),
    ],
)
def test_what_belongs_together_is_bound(wide: str, narrow: str):
    text = wide.replace("~", " ")
    assert (bound(text) or "").replace(JOINED, "") == wide.replace("~", UNBROKEN)
    assert bound(text, narrow=True) == narrow.replace("~", UNBROKEN)


def test_the_number_of_a_letter_stays_on_one_line():
    number = bound("surat Nomor 500.11.2/3377/Bangda dan/atau")
    kept = "500.|11.|2/|3377/|Bangda".replace("|", JOINED)
    assert number == f"surat Nomor{UNBROKEN}{kept} dan/atau"
