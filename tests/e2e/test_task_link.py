"""From the mail to the report without an account: link, code, three fields, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]
TRIES = 30


def test_a_link_and_its_code_take_a_report_from_a_phone(visit: Visit):
    secretariat = visit("sekretariat")
    task = open_task(secretariat)
    secretariat.follow("Kirim tautan")
    secretariat.press("Kirim tautan")
    mail = caught(secretariat, "Laporan tugas")
    link = re.search(r"http://[^/]+(/tautan-tugas/\S+)", mail)
    assert link

    staff = visit(width="phone")
    staff.go(link[1])
    staff.press("Kirim kode")
    code = re.search(r"^(\d{6})$", caught(secretariat, "Kode akses"), re.M)
    assert code
    staff.fill("Kode akses", code[1])
    staff.press("Buka tugas")
    staff.tick("Dalam proses")
    staff.fill("Uraian singkat", "Data dua kecamatan sudah masuk.")
    # A script sends it and then leaves the page: there is nothing to look at in between.
    staff.page.get_by_role("button", name="Kirim", exact=True).click()
    staff.sees("Perkembangan tersimpan")
    staff.look()

    secretariat.go(task)
    expect(secretariat.page.locator("main")).to_contain_text("Data dua kecamatan sudah masuk.")
    expect(secretariat.page.locator("main")).to_contain_text("Tautan ")


def open_task(secretariat: Visitor) -> str:
    """The first task whose agency is still to report, opened."""
    secretariat.go("/tindak-lanjut")
    titles = secretariat.page.locator("main a.item-title[href^='/tugas/']")
    for task in titles.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        secretariat.page.goto(task)
        if secretariat.page.get_by_role("link", name="Kirim tautan").count():
            return str(task)
    raise AssertionError("every task waits for somebody else")


def caught(visitor: Visitor, subject: str) -> str:
    """The newest mail of that subject, once the worker sent it."""
    for _ in range(TRIES):
        visitor.page.goto("/kotak-surat-contoh")
        mail = visitor.page.locator("main").get_by_role("link", name=subject)
        if mail.count():
            mail.first.click()
            return visitor.page.locator("main").inner_text()
        visitor.page.wait_for_timeout(500)
    raise AssertionError(f"no mail “{subject}” came")
