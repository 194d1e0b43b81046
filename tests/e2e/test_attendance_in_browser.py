"""A meeting fills: the projector's code, phones that scan it, and the secretariat's list."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from tests.drills.installation import Installation
from tests.e2e.qr_code import read_qr
from tests.e2e.visitor import Visitor
from tests.factories import make_meeting
from tracker.infra.db import write
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import STEP, desk_of
from tracker.models.invitees import Invitee
from tracker.models.meetings import MeetingState
from tracker.models.organisations import Organisation
from tracker.models.users import User

pytestmark = pytest.mark.e2e
Visit = Callable[..., Visitor]
WAIT = 15_000  # the pages renew themselves every four seconds


@pytest.fixture
def meeting_id(demonstration: Installation) -> int:
    """Scheduled, of the demonstration's bureau; two agencies are invited."""
    with demonstration.opened() as (sessions, _store), sessions() as session, write(session):
        clerk = session.scalars(select(User).where(User.login == "sekretariat")).one()
        meeting = make_meeting(
            session, clerk.memberships[0].organisation, state=MeetingState.SCHEDULED
        )
        for name in ("Dinas Kesehatan", "Dinas Tenaga Kerja"):
            office = session.scalars(select(Organisation).where(Organisation.name == name)).one()
            Invitee.append(meeting, by=clerk.id, at=datetime.now(UTC), organisation_id=office.id)
        return meeting.id


def test_a_hall_checks_in_by_the_code_on_the_projector(visit: Visit, meeting_id: int):
    roster = f"/rapat/{meeting_id}/daftar-hadir"
    secretariat = visit("sekretariat")
    secretariat.go(roster)
    projector = visit("sekretariat")
    projector.go(f"/rapat/{meeting_id}/layar/presensi")
    projector.press("Buka presensi")
    assert_readable_from_the_last_row(projector)

    drawing = visit(width="phone")
    drawing.go(urlsplit(read_qr(picture_of_the_code(projector))).path)
    tell(drawing, "Ni Wayan Contoh, S.K.M.", "Kepala Dinas Kesehatan", "Dinas Kesehatan")
    drawing.tick("Saya pejabat yang diundang")
    draw(drawing)
    drawing.press("Catat kehadiran saya")
    drawing.sees("Kehadiran Anda tercatat")
    expect(drawing.page.get_by_role("img", name="Tanda tangan Anda")).to_be_visible()

    typing = visit(width="phone", scripts=False)
    typing.go("/hadir")
    typing.fill("Kode presensi", projector.page.locator(".check-in-code").inner_text().lower())
    typing.press("Lanjutkan")
    tell(typing, "Budi Contoh", "Kepala Bidang", "Dinas Tenaga Kerja")
    typing.tick("Saya mewakili pejabat yang diundang")
    typing.fill("Pejabat yang diwakili", "Kepala Dinas Tenaga Kerja")
    typing.tick("Saya menyatakan hadir, tanpa tanda tangan")
    typing.press("Catat kehadiran saya")
    typing.sees("Kehadiran Anda tercatat")

    count = projector.page.locator(".check-in-count")
    expect(count).to_contain_text("2 orang sudah tercatat hadir", timeout=WAIT)
    seen = secretariat.page.locator("#hitungan")
    expect(seen).to_contain_text("0 belum tercatat", timeout=WAIT)
    secretariat.sees("Ni Wayan Contoh, S.K.M.")
    secretariat.sees("mewakili Kepala Dinas Tenaga Kerja")
    secretariat.look()


def test_a_code_that_is_over_says_what_to_do(
    visit: Visit, demonstration: Installation, meeting_id: int
):
    projector = visit("sekretariat")
    projector.go(f"/rapat/{meeting_id}/layar/presensi")
    projector.press("Buka presensi")
    with demonstration.opened() as (sessions, _store), sessions() as session:
        desk = desk_of(session, meeting_id)
        assert desk
        old = desk.code(Presence.PRESENT, at=datetime.now(UTC) - 3 * STEP)
    late = visit(width="phone")
    late.go(f"/hadir/{old}")
    late.sees("Kode ini sudah berganti.")


def test_the_list_is_ticked_by_single_keys(visit: Visit, meeting_id: int):
    secretariat = visit("sekretariat")
    secretariat.go(f"/rapat/{meeting_id}/daftar-hadir")
    lines, keys = secretariat.page.locator("[data-line]"), secretariat.page.keyboard
    count = secretariat.page.locator("#hitungan")
    lines.first.focus()
    keys.press("h")
    expect(count).to_contain_text("1 hadir")
    expect(lines.first).to_be_focused()
    keys.press("ArrowDown")
    keys.press("i")
    reason = secretariat.page.get_by_label("Keterangan bila tidak hadir")
    expect(reason).to_be_visible()
    secretariat.look()
    reason.fill("Tugas luar")
    secretariat.press("Simpan")
    expect(count).to_contain_text("1 berhalangan")
    expect(count).to_contain_text("0 belum tercatat")


def test_a_tick_that_does_not_arrive_says_so(visit: Visit, meeting_id: int):
    secretariat = visit("sekretariat")
    secretariat.go(f"/rapat/{meeting_id}/daftar-hadir")
    secretariat.page.context.set_offline(True)
    here = secretariat.page.get_by_role("button", name="Hadir: Dinas Kesehatan", exact=True)
    here.click()
    said = secretariat.page.get_by_role("alert")
    expect(said).to_have_text("Belum tersimpan: jaringan terputus. Coba lagi setelah tersambung.")
    secretariat.page.context.set_offline(False)
    here.click()
    expect(secretariat.page.locator("#hitungan")).to_contain_text("1 hadir")
    expect(said).to_be_hidden()


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_the_list_works_without_scripts(visit: Visit, meeting_id: int, width: str):
    secretariat = visit("sekretariat", width=width, scripts=False)
    secretariat.go(f"/rapat/{meeting_id}/daftar-hadir")
    secretariat.page.get_by_role("button", name="Diwakili: Dinas Kesehatan").click()
    secretariat.fill("Nama", "Rini Contoh")
    secretariat.press("Simpan")
    secretariat.sees("Rini Contoh")


def tell(phone: Visitor, name: str, post: str, office: str) -> None:
    phone.page.locator("[name=person_name]").fill(name)
    phone.page.locator("[name=position_title]").fill(post)
    phone.page.locator("[name=organisation_name]").fill(office)


def draw(phone: Visitor) -> None:
    canvas = phone.page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    mouse = phone.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 40)
    mouse.down()
    for step in range(1, 20):
        mouse.move(box["x"] + 20 + 10 * step, box["y"] + 40 + 20 * (step % 2))
    mouse.up()
    expect(phone.page.get_by_text("Sudah ada tanda tangan.")).to_be_attached()


def picture_of_the_code(projector: Visitor) -> Image.Image:
    return Image.open(io.BytesIO(projector.page.locator(".check-in-qr").screenshot()))


def assert_readable_from_the_last_row(projector: Visitor) -> None:
    """On a screen of 1080 lines nothing is under 28 px."""
    projector.page.set_viewport_size({"width": 1920, "height": 1080})
    smallest = projector.page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
             .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
             .filter((e) => e.checkVisibility() && !e.closest("svg"))
             .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 28
