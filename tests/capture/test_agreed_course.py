"""Decisions that go on over sentences, and where they end."""

import pytest

from tracker.capture.reader import read

DINKES = "Dinas Kesehatan segera memeriksa sumur warga"
LURAH = "warga diminta merebus air minum"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            f"Rapat itu menghasilkan beberapa kesimpulan.\n\nPertama {DINKES}.\n\n"
            f'Kemudian, {LURAH}. "Semoga lekas," ujar Camat Talang, Rudi Hartono.',
            [DINKES, LURAH],
        ),
        (
            "Dalam rapat diputuskan, bahwa sumur lama agar ditutup. Selanjutnya, "
            f"{DINKES}. {LURAH.capitalize()}. Kemudian, acara ditutup dengan doa.",
            ["sumur lama agar ditutup", DINKES, LURAH.capitalize()],
        ),
        (
            "Rapat memutuskan sumur lama agar segera ditutup. Selain itu, Bupati Pesawaran "
            "Budi Santoso menyampaikan bahwa warga akan dibantu.",
            ["sumur lama agar segera ditutup"],
        ),
        (
            "Rapat menghasilkan beberapa kesepakatan penting. Ke depan kerja sama akan diperkuat.",
            [],
        ),
        (
            "Rapat menyepakati beberapa poin. Gubernur akan bertolak ke Jakarta. Wakil Gubernur "
            "segera menyusul.",
            [],
        ),
        (
            "Pemkab Pringsewu dan Pemkab Pesawaran sepakat menyerahkan batas desa.",
            ["Pemkab Pringsewu dan Pemkab Pesawaran sepakat menyerahkan batas desa"],
        ),
        (
            "Ini setelah ada hasil kesepakatan masing-masing pihak yakni dari perusahaan, "
            "pemerintah desa dan pemerintah kecamatan.",
            [],
        ),
        (
            "Kedua daerah menyepakati langkah, di antaranya:\n✅ Pemetaan sungai\nPemkab Pesawaran "
            "akan memetakan hulu. Ini penting.\n✅ Embung\nPemkot Metro akan membangun embung.",
            [
                "Pemetaan sungai Pemkab Pesawaran akan memetakan hulu",
                "Embung Pemkot Metro akan membangun embung",
            ],
        ),
    ],
)
def test_decisions_told_over_sentences(text: str, points: list[str]) -> None:
    assert [
        " ".join(point.split()) for point in (str(a.text.value) for a in read(text).agreements)
    ] == points
