"""A sealed notula goes out, is caught by the demonstration, and is read by the link in it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]
SENT = 10_000  # milliseconds: the worker looks once a second, the page every three


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_notula_is_sent_caught_read_and_acknowledged(visit: Visit, width: str):
    copy = f"Kepala Arsip {width}"
    secretariat = visit("sekretariat", width=width)
    secretariat.go("/rapat")
    secretariat.follow("Contoh: Rapat Koordinasi Pemadanan Data Pekerja Rentan")
    secretariat.page.get_by_role("link", name="Pendistribusian", exact=True).click()
    send_to(secretariat, copy, f"arsip-{width}@contoh.example")
    log = secretariat.page.locator("#pengiriman")
    expect(log.locator("progress")).to_have_count(0, timeout=SENT)
    expect(log).to_contain_text(copy)
    secretariat.look()

    secretariat.go("/kotak-surat-contoh")
    secretariat.follow("Notula: Contoh")
    text = secretariat.page.locator("main").inner_text()
    link = re.search(r"http://\S+(/naskah/\S+)", text)
    assert link

    reader = visit(width=width)
    reader.go(link[1])
    reader.sees("Tautan berlaku sampai")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="Unduh PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_without_scripts_it_is_sent_all_the_same(visit: Visit):
    secretariat = visit("sekretariat", scripts=False)
    secretariat.go("/rapat")
    secretariat.follow("Contoh: Rapat Koordinasi Pemadanan Data Pekerja Rentan")
    secretariat.page.get_by_role("link", name="Pendistribusian", exact=True).click()
    send_to(secretariat, "Kepala Arsip tanpa skrip", "arsip@contoh.example")
    secretariat.sees("masuk antrean")


def send_to(secretariat: Visitor, name: str, address: str) -> None:
    """Whoever has it already is not ticked; the new one is."""
    wait_for_print(secretariat)
    secretariat.page.locator("main [name=name]").fill(name)
    secretariat.fill("Alamat surel", address)
    secretariat.press("Tambah tembusan")
    secretariat.press("Kirim")


def wait_for_print(secretariat: Visitor) -> None:
    """A demonstration just begun prints its papers one by one; what is not printed is not sent."""
    send = secretariat.page.get_by_role("button", name="Kirim", exact=True)
    for _ in range(60):
        if send.count():
            return
        secretariat.page.wait_for_timeout(1_000)
        secretariat.page.reload()
    raise AssertionError("the notula was not printed")
