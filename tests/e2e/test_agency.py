"""An agency on its phone: one list, three fields, photos, and a line that drops."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.factories import make_action, make_assignment
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.files import StoredFile
from tracker.models.organisations import Organisation
from tracker.models.updates import StatusUpdate

pytestmark = pytest.mark.e2e

NOTE = "Data pekerja rentan lima kabupaten sudah dipadankan."
UPRIGHT, PLACE = 6, 0x8825
KEPT = """() => new Promise((resolve) => {
  indexedDB.open("rakor-files").onsuccess = ({ target }) => {
    const counted = target.result.transaction("files").objectStore("files").count();
    counted.onsuccess = () => resolve(counted.result);
  };
})"""
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def tasks(demonstration: Installation) -> dict[str, int]:
    """What the agency owes, by the sentence: one late, one that nobody presses for."""
    with demonstration.opened() as (sessions, _), sessions() as session, write(session):
        return prepare(session)


def test_a_report_with_photos_survives_a_line_that_drops_and_arrives_once(
    visit: Visit, tasks: dict[str, int], demonstration: Installation, tmp_path: Path
) -> None:
    agency = visit("disnaker", width="phone")
    page, context = agency.page, agency.page.context
    agency.go("/tugas")
    agency.follow("Laporkan: Memadankan data")
    agency.tick("Dalam proses")
    agency.fill("Uraian singkat", NOTE)
    page.locator("#files").set_input_files([photo(tmp_path), apple(tmp_path)])
    agency.sees("diperkecil dari")
    agency.sees("Foto ini berformat HEIC")
    agency.look()
    can_be_stopped(agency)
    context.set_offline(True)
    page.get_by_role("button", name="Kirim", exact=True).click()
    agency.sees("Belum terkirim: jaringan terputus. Tulisan dan foto tersimpan di perangkat ini.")
    agency.look()
    context.set_offline(False)
    agency.sees("Jaringan tersambung kembali.")
    page.on("dialog", lambda dialog: dialog.accept())  # the page asks before it is left
    page.reload()
    agency.sees("Tulisan Anda yang belum tersimpan dikembalikan.")
    expect(page.get_by_label("Uraian singkat")).to_have_value(NOTE)
    expect(page.get_by_label("Dalam proses", exact=True)).to_be_checked()
    agency.sees("foto.jpg")
    page.route("**/perkembangan", lose_the_answer)
    page.get_by_role("button", name="Kirim", exact=True).click()
    agency.sees("Belum terkirim: jaringan terputus.")
    page.unroute("**/perkembangan")
    agency.fill("Uraian singkat", NOTE)  # typed up to the very moment of sending
    page.get_by_role("button", name="Coba lagi").click()
    agency.sees("Terima kasih. Perkembangan tersimpan.")
    assert page.evaluate("Object.keys(localStorage)") == []
    agency.look()
    agency.sees("yang kembali kepada Anda")  # what presses most comes next
    with demonstration.opened() as (sessions, store), sessions() as session:
        share = tasks["Memadankan data"]
        sent = session.scalars(select(StatusUpdate).where(StatusUpdate.assignment_id == share))
        assert [update.note for update in sent] == [NOTE]
        [file] = session.scalars(select(StoredFile).where(StoredFile.assignment_id == share))
        with Image.open(io.BytesIO(store.get(file.blob.key))) as picture:
            assert (file.name, picture.size) == ("foto.jpg", (1067, 1600))
            assert not picture.getexif()
    page.go_back()
    leaves_nothing(agency, tasks, tmp_path)


def can_be_stopped(agency: Visitor) -> None:
    page = agency.page
    page.route("**/perkembangan", lambda _: None)  # a line so slow that no answer ever comes
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Batalkan pengiriman").click()
    agency.sees("Pengiriman dibatalkan.")
    page.unroute("**/perkembangan")


def leaves_nothing(agency: Visitor, tasks: dict[str, int], tmp_path: Path) -> None:
    """What was sent is forgotten on the device, and at the sign-out all the rest."""
    page = agency.page
    agency.go(f"/tugas/{tasks['Memadankan data']}")
    expect(page.get_by_label("Uraian singkat")).to_have_value("")
    agency.fill("Uraian singkat", "Belum selesai ditulis")
    page.locator("#files").set_input_files(photo(tmp_path))
    agency.sees("diperkecil dari")
    page.locator(".topbar-more summary").click()
    page.locator(".topbar").get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/masuk$"))
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate(KEPT) == 0


def test_a_report_with_a_photo_needs_no_script(
    visit: Visit, tasks: dict[str, int], tmp_path: Path
) -> None:
    agency = visit("disnaker", width="phone", scripts=False)
    agency.go("/tugas?keadaan=berjalan")
    agency.follow("Laporkan: Menyiapkan laporan")
    agency.tick("Selesai, mohon diverifikasi")
    agency.fill("Uraian singkat", NOTE)
    agency.page.locator("#files-camera").set_input_files(photo(tmp_path))
    agency.page.get_by_role("button", name="Kirim", exact=True).click()
    agency.sees("Laporan terkirim dan menunggu verifikasi sekretariat.")
    agency.look()
    agency.follow("Lihat laporan ini")
    agency.sees("foto.jpg")


def photo(folder: Path) -> Path:
    """As a phone takes it: large, lying on its side, and telling where."""
    picture = Image.effect_noise((2400, 1600), 60).convert("RGB")
    told = Image.Exif()
    told[0x0112] = UPRIGHT
    told.get_ifd(PLACE)[1] = "S"
    path = folder / "foto.jpg"
    picture.save(path, quality=95, exif=told)
    return path


def apple(folder: Path) -> Path:
    path = folder / "IMG_1.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic" + bytes(500))
    return path


def lose_the_answer(route: Route) -> None:
    """The server has it, and the phone never learns."""
    route.fetch()
    route.abort()


def prepare(session: Session) -> dict[str, int]:
    agency, unit = (
        session.scalars(select(Organisation).where(Organisation.code == code)).one()
        for code in ("disnaker", "biro-kesra")
    )
    today = clock.now().date()
    return {
        sentence: make_assignment(
            session,
            agency,
            action=make_action(session, unit_id=unit.id, sentence=sentence),
            due_on=today + timedelta(days=days),
        ).id
        for sentence, days in (("Memadankan data", -3), ("Menyiapkan laporan", 90))
    }
