"""From the draft of a letter to answers without an account, and to the mail that calls it off."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tracker.infra import clock

pytestmark = pytest.mark.e2e

SUBJECT = "Rapat koordinasi kesiapan posko banjir"
Visit = Callable[..., Visitor]


def test_a_meeting_is_called_answered_and_cancelled(visit: Visit):
    secretariat = visit("sekretariat")
    meeting = plan(secretariat)
    write(secretariat, meeting)
    approve(visit("karo", width="phone"))
    send(secretariat, meeting)
    link = newest_mail(secretariat, "Undangan rapat")
    answer(visit(width="phone", scripts=False), link)
    secretariat.go(f"{meeting}/undangan")
    secretariat.sees("Sari Dewi, Kepala Bidang Hubungan Industrial")
    cancel(secretariat, meeting)
    newest_mail(secretariat, "Rapat dibatalkan")
    late = visit(width="phone")
    late.go(link)
    late.sees("Rapat ini dibatalkan")


def plan(secretariat: Visitor) -> str:
    secretariat.go("/rapat/baru")
    secretariat.page.locator("#subject").fill(SUBJECT)
    secretariat.fill("Tanggal", str(clock.now().date() + timedelta(days=20)))
    secretariat.fill("Mulai pukul", "09:00")
    secretariat.fill("Tempat", "Ruang Rapat Sakai Sambayan")
    secretariat.press("Simpan")
    meeting = secretariat.page.url
    secretariat.go(f"{meeting}/undangan/baru")
    secretariat.tick("Dinas Tenaga Kerja")
    secretariat.page.get_by_text("Undang orang di luar daftar").click()
    secretariat.fill("Nama", "Haji Mansyur")
    secretariat.fill("Alamat surel", "mansyur@lampung.example")
    secretariat.press("Simpan")
    secretariat.sees("Haji Mansyur")
    return meeting


def write(secretariat: Visitor, meeting: str) -> None:
    secretariat.follow("Susun surat undangan")
    secretariat.fill("Nomor surat", "000.1.5/118/VI.02/2026")
    secretariat.fill("Tempat surat dibuat", "Bandar Lampung")
    secretariat.press("Simpan draf")
    secretariat.sees("Belum ada yang diberi tahu")
    secretariat.press("Ajukan")
    secretariat.sees("menunggu persetujuan")


def approve(head: Visitor) -> None:
    head.go("/")
    head.follow(SUBJECT)
    head.sees("Haji Mansyur")
    head.press("Setujui")
    head.sees("disetujui")


def send(secretariat: Visitor, meeting: str) -> None:
    """The letter is printed meanwhile; it goes out as soon as it is there."""
    printed = secretariat.page.get_by_text("Terlampir: surat undangan")
    for _ in range(60):
        secretariat.page.goto(f"{meeting}/undangan/pengiriman")
        if printed.count():
            break
        secretariat.page.wait_for_timeout(1000)
    secretariat.look()
    secretariat.sees("mansyur@lampung.example")
    secretariat.press("Kirim undangan")
    secretariat.sees("surel dikirim")


def newest_mail(secretariat: Visitor, subject: str) -> str:
    """The address to answer at, from the guest's mail as the mail server caught it."""
    letter = secretariat.page.get_by_role("link", name=re.compile(subject))
    ours = secretariat.page.locator("li", has_text="mansyur@lampung.example").filter(has=letter)
    for _ in range(60):
        secretariat.page.goto("/kotak-surat-contoh")
        if ours.count():
            break
        secretariat.page.wait_for_timeout(1000)
    ours.first.get_by_role("link").first.click()
    secretariat.sees("Acara kalender")
    found = re.search(r"/undangan/[\w.-]+", secretariat.page.locator("main").inner_text())
    return found[0] if found else ""


def answer(guest: Visitor, link: str) -> None:
    guest.go(link)
    guest.sees(SUBJECT)
    guest.tick("Diwakili")
    guest.fill("Nama yang mewakili", "Sari Dewi")
    guest.fill("Jabatan yang mewakili", "Kepala Bidang Hubungan Industrial")
    guest.press("Kirim jawaban")
    guest.sees("jawaban Anda tersimpan")
    expect(guest.page.locator(".tag")).to_have_text("Diwakili")


def cancel(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(f"{meeting}/status")
    secretariat.tick("Dibatalkan")
    secretariat.press("Simpan")
    secretariat.sees("langsung mendapat surel")
    secretariat.press("Batalkan rapat")
    secretariat.sees("surel dikirim")
