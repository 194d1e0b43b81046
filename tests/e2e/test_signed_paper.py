"""A letter is signed by hand, scanned, checked by a stranger with a phone, and withdrawn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.visitor import Visitor
from tests.web.notula.steps import PNG

pytestmark = pytest.mark.e2e


def test_a_stranger_checks_the_file_of_a_letter_before_and_after_it_is_withdrawn(
    visit: Callable[..., Visitor], tmp_path: Path
):
    letter, scan = tmp_path / "surat.pdf", tmp_path / "pindaian.png"
    scan.write_bytes(PNG)
    secretariat = visit("sekretariat", width="phone")
    secretariat.go("/rapat")
    secretariat.follow("Contoh: Rapat Koordinasi Perlindungan Pekerja Rentan")
    secretariat.go(f"{secretariat.page.url.partition('?')[0]}/naskah")
    secretariat.follow("Surat undangan")
    with secretariat.page.expect_download() as download:
        secretariat.page.get_by_role("link", name="Unduh PDF").click()
    download.value.save_as(letter)
    secretariat.follow("Unggah pindaian bertanda tangan")
    secretariat.page.set_input_files("[name=scan]", scan)
    secretariat.press("Unggah")
    secretariat.sees("Pindaian naskah bertanda tangan basah")
    secretariat.follow("Catat nomor SRIKANDI")
    secretariat.fill("Nomor", "500.15/12/VI.02/2026")
    secretariat.press("Simpan")
    secretariat.sees("500.15/12/VI.02/2026")

    stranger = visit(width="phone")
    compare(stranger, "/periksa", letter)
    stranger.sees("Berkas cocok: sama persis dengan naskah yang tercatat.")
    compare(stranger, "/periksa", scan)
    stranger.sees("naskah bertanda tangan yang tercatat")

    secretariat.follow("Tarik naskah")
    secretariat.page.locator("[name=reason]").fill("Tempat rapat keliru.")
    secretariat.press("Tarik naskah")
    secretariat.sees("tidak berlaku lagi")
    without_scripts = visit(width="phone", scripts=False)
    compare(without_scripts, "/periksa", letter)
    without_scripts.sees("Naskah ini sudah ditarik")


def compare(visitor: Visitor, path: str, file: Path) -> None:
    visitor.go(path)
    visitor.page.set_input_files("[name=berkas]", file)
    visitor.press("Bandingkan")
