"""A template is mended and uploaded, and a paper is had in Word by it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.documents.word_reading import words_of
from tests.documents.word_templates import make_template
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

MEETING = "Contoh: Rapat Koordinasi Kepesertaan Jaminan Sosial Pekerja Rentan"
Visit = Callable[..., Visitor]


def test_an_office_gives_its_template_and_gets_its_paper_in_word(visit: Visit, tmp_path: Path):
    admin = visit("admin", width="phone")
    admin.go("/pengaturan")
    admin.follow("Templat Word")
    admin.follow("Daftar hadir kosong")
    upload(admin, tmp_path / "salah.docx", "{{ nomer }}")
    admin.sees("Bidang tidak dikenal: {{ nomer }}. Maksud Anda {{ nomor }}?")
    upload(admin, tmp_path / "benar.docx", "Kop milik kami")
    admin.sees("Naskah ini memakai templat sendiri: benar.docx.")

    clerk = visit("sekretariat", width="phone")
    clerk.go("/rapat")
    clerk.follow(MEETING)
    clerk.go(f"{clerk.page.url}/naskah/daftar-hadir-kosong")
    clerk.press("Cetak")
    word = clerk.page.get_by_role("button", name="Siapkan Word (DOCX)")
    expect(word).to_be_visible(timeout=30_000)
    word.click()
    ready = clerk.page.get_by_role("link", name="Unduh Word (DOCX)")
    expect(ready).to_be_visible(timeout=30_000)
    clerk.look()
    with clerk.page.expect_download() as coming:
        ready.click()
    assert words_of(coming.value.path().read_bytes()).startswith("Kop milik kami DAFTAR HADIR")


def upload(admin: Visitor, file: Path, line: str) -> None:
    file.write_bytes(make_template(line))
    admin.page.get_by_label("Templat yang sudah diubah (DOCX)").set_input_files(file)
    admin.press("Periksa dan simpan")
