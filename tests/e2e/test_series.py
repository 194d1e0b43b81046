"""A series from its schedule to its next meeting, in a browser."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]
SERIES = "Rakor Pengendalian Inflasi"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_every_third_thursday_is_set_up_and_the_next_meeting_prepared(
    visit: Visit, width: str
) -> None:
    secretariat = visit("sekretariat", width=width)
    name = f"{SERIES} {width}"
    set_up(secretariat, name)
    call_an_agency(secretariat)
    meeting = prepare(secretariat, name)
    secretariat.go(f"{meeting}/agenda")
    secretariat.sees("Pengesahan notula rapat lalu")
    secretariat.sees("Tindak lanjut rapat lalu")
    secretariat.go("/rapat/belum-ada-notula")
    secretariat.go("/rangkaian")
    secretariat.sees(name)
    assert name not in visit("disnaker", width=width).page.content()


def set_up(secretariat: Visitor, name: str) -> None:
    page = secretariat.page
    secretariat.go("/rapat")
    secretariat.follow("Rangkaian rapat")
    secretariat.follow("Rangkaian baru")
    page.get_by_label("Nama rangkaian").fill(name)
    expect(page.get_by_label("Pekan dalam bulan")).to_be_hidden()
    page.get_by_label("Berulang").select_option(label="Setiap bulan, pada hari tertentu")
    expect(page.get_by_label("Tanggal dalam bulan")).to_be_hidden()
    page.get_by_label("Hari", exact=True).select_option(label="Kamis")
    page.get_by_label("Pekan dalam bulan").select_option(label="ketiga")
    page.get_by_label("Mulai tanggal").fill(date.today().isoformat())  # noqa: DTZ011 - any day near
    secretariat.press("Simpan")
    secretariat.sees("Setiap bulan, Kamis ketiga")
    expect(page.get_by_text("belum disiapkan")).to_have_count(6)


def call_an_agency(secretariat: Visitor) -> None:
    secretariat.follow("Ubah undangan tetap")
    secretariat.page.get_by_label("Cari dalam pilihan").first.fill("disnaker")
    secretariat.tick("Dinas Tenaga Kerja")
    secretariat.press("Simpan")
    secretariat.sees("Dinas Tenaga Kerja")


def prepare(secretariat: Visitor, name: str) -> str:
    """Two presses at once make one draft; returns its address."""
    secretariat.page.get_by_role("button", name="Siapkan rapat berikutnya").dblclick()
    secretariat.page.wait_for_url("**/rapat/*")
    secretariat.look()
    secretariat.sees("Belum ada yang diberi tahu.")
    meeting = secretariat.page.url
    secretariat.follow(name)
    expect(secretariat.page.get_by_text("belum disiapkan")).to_have_count(5)
    return meeting


def test_without_scripts_every_field_of_the_schedule_is_there(visit: Visit) -> None:
    secretariat = visit("sekretariat", width="phone", scripts=False)
    secretariat.go("/rangkaian/baru")
    for label in ("Hari", "Pekan dalam bulan", "Tanggal dalam bulan", "Mulai tanggal"):
        expect(secretariat.page.get_by_label(label, exact=True)).to_be_visible()


def test_the_admin_strikes_a_day_of_leave(visit: Visit) -> None:
    admin = visit("admin", width="phone")
    admin.go("/kalender-kerja?tahun=2026")
    admin.page.get_by_role("link", name="Tetap bekerja: Kamis, 24 Desember 2026").click()
    admin.look()
    admin.page.get_by_label("Nama atau alasan").fill("Pelayanan tetap buka")
    admin.press("Simpan")
    admin.sees("menurut ketetapan: Cuti Bersama Hari Raya Natal")
    admin.follow("Hapus suntingan")
    admin.press("Hapus suntingan")
    admin.sees("kembali menurut ketetapan")
