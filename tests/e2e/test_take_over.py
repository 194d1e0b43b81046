"""An office's matrix on its way into the register: from the chosen file to the work in the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.matrices import bureau, workbook

pytestmark = pytest.mark.e2e


def test_a_matrix_is_read_answered_and_taken_over(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    matrix = tmp_path / "Rekap TL.xlsx"
    matrix.write_bytes(workbook(("Rekap", bureau)))
    clerk = visit("sekretariat", width="phone")
    clerk.go("/tindak-lanjut")
    clerk.follow("Ambil alih matriks")
    clerk.follow("Ambil alih matriks")
    clerk.page.get_by_label("Berkas matriks (XLSX, XLS, ODS, atau CSV)").set_input_files(matrix)
    clerk.press("Baca matriks")
    clerk.sees("Penanggung Jawab Pendukung")
    clerk.press("Baca baris")
    clerk.sees("belum dikenal")
    clerk.follow("Pastikan nama instansi")
    clerk.sees("Mungkin Dinas Kesehatan")
    for choice in clerk.page.locator("main select").all():
        choice.select_option(index=1)
    clerk.press("Simpan jawaban")
    clerk.press("Ambil alih 4 tindak lanjut")
    expect(clerk.page.locator("main")).to_contain_text("Sudah diambil alih", timeout=60_000)
    clerk.look()
    clerk.go("/tindak-lanjut?q=operasi+pasar&keadaan=menunggu-verifikasi")
    clerk.sees("No. lama 1")
    clerk.go("/pencarian?q=operasi+pasar")
    clerk.follow("Menggelar operasi pasar murah")
    clerk.sees("menurut matriks lama “TW IV 2025”")
