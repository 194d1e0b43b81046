"""An admin chooses another paper and sees it before he saves it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e


def test_a_layout_is_seen_before_it_is_saved(visit: Callable[..., Visitor]):
    admin = visit("admin")
    admin.go("/pengaturan/naskah/halaman")
    first_page = admin.page.get_by_alt_text("Contoh naskah, halaman 1")
    expect(first_page).to_be_visible(timeout=30_000)
    before = first_page.get_attribute("src") or ""
    admin.page.get_by_label("Kertas").select_option("f4")
    expect(first_page).not_to_have_attribute("src", before, timeout=30_000)
    admin.press("Simpan")
    admin.sees("Tersimpan. Naskah yang sudah disahkan tidak berubah.")
    assert admin.page.get_by_label("Kertas").input_value() == "f4"

    phone = visit("admin", width="phone")
    for path in ("", "/naskah/kop", "/naskah/halaman", "/naskah/instansi"):
        phone.go(f"/pengaturan{path}")


def test_without_scripts_the_sample_is_a_page_of_its_own(visit: Callable[..., Visitor]):
    admin = visit("admin", scripts=False)
    admin.go("/pengaturan/naskah/kop")
    admin.fill("Laman", "contoh.go.id")
    admin.press("Pratinjau")
    assert admin.page.get_by_label("Laman").input_value() == "contoh.go.id"
    admin.follow("Lihat pratinjau")
    expect(admin.page.get_by_alt_text("Contoh naskah, halaman 1")).to_be_visible(timeout=30_000)
