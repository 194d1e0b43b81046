"""An agenda is put in order by hand and keys, proposed to from a phone, and shown to the room."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation
from tracker.models.users import User

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]
LONG = (
    "Percepatan kepesertaan jaminan sosial bagi pekerja rentan di lima belas kabupaten/kota. " * 4
)
SMALL_TEXTS = """() => {
  const small = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim(), element = walk.currentNode.parentElement;
    if (words && element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 28)
      small.push(words);
  }
  return small;
}"""
CUT = """() => [...document.querySelectorAll("body, header, footer, main, section, div, .list")]
  .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.outerHTML.slice(0, 60))"""


@pytest.fixture
def prepare(demonstration: Installation) -> Callable[..., str]:
    """A meeting of today with these items; its address."""

    def begin(*titles: str, subject: str = "Rapat koordinasi UCJ", agreements: int = 0) -> str:
        with demonstration.opened() as (sessions, _), sessions() as session, write(session):
            clerk = session.scalars(select(User).where(User.login == "sekretariat")).one()
            agency = select(Organisation).where(Organisation.name == "Dinas Tenaga Kerja")
            act: dict[str, Any] = {"by": clerk.id, "at": clock.now()}
            meeting = Meeting.add(
                session,
                **act,
                created_at=clock.now(),
                organising_unit=clerk.memberships[0].organisation,
                subject=subject,
                starts_on=clock.today(demonstration.settings.zone),
                start_time=time(9),
                end_time=time(10),
                zone=demonstration.settings.zone.key,
            )
            meeting.move_to(MeetingState.SCHEDULED, **act)
            Invitee.append(meeting, **act, organisation=session.scalars(agency).one())
            for title in titles:
                AgendaItem.append(meeting, **act, title=title, minutes=20)
            for number in range(agreements):
                Agreement.append(meeting, **act, text=f"{number + 1} {LONG}")
            return f"/rapat/{meeting.id}"

    return begin


def order(page: Page) -> list[str]:
    return [
        words.split(". ", 1)[1] for words in page.locator("#acara .item-words").all_inner_texts()
    ]


def test_the_order_changes_by_keys_and_by_dragging(visit: Visit, prepare: Callable[..., str]):
    path = prepare("Pembukaan", "Paparan", "Pembahasan", "Penutup")
    clerk = visit("sekretariat")
    clerk.go(f"{path}/agenda")
    page = clerk.page
    expect(page.locator(".agenda-over")).to_contain_text("20 menit")
    handle = page.get_by_role("button", name=re.compile("menyeret.*: Penutup"))
    handle.focus()
    with page.expect_response("**/agenda/urutan"):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-live]")).to_have_text("Penutup sekarang nomor 2 dari 4.")
    expect(page.locator(".agenda-item").nth(1)).to_contain_text("2. Penutup")
    expect(page.locator(".agenda-item").nth(1)).to_contain_text("09.20–09.40")
    assert order(page) == ["Pembukaan", "Penutup", "Paparan", "Pembahasan"]
    expect(handle).to_be_focused()
    grip = page.get_by_role("button", name=re.compile("menyeret.*: Pembukaan")).bounding_box()
    last = page.locator(".agenda-item").last.bounding_box()
    assert grip
    assert last
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, last["y"] + last["height"] - 2, steps=12)
    with page.expect_response("**/agenda/urutan"):
        page.mouse.up()
    expect(page.locator(".agenda-item").last).to_contain_text("4. Pembukaan")
    clerk.look()
    page.reload()
    assert order(page) == ["Penutup", "Paparan", "Pembahasan", "Pembukaan"]


def test_who_was_slower_sees_the_order_of_the_other(visit: Visit, prepare: Callable[..., str]):
    path = prepare("Pembukaan", "Paparan", "Penutup")
    slow, quick = visit("sekretariat"), visit("notulis")
    for visitor in (slow, quick):
        visitor.go(f"{path}/agenda")
    for visitor, title in ((quick, "Penutup"), (slow, "Paparan")):
        visitor.page.get_by_role("button", name=re.compile(f"menyeret.*: {title}")).focus()
        with visitor.page.expect_response("**/agenda/urutan"):
            visitor.page.keyboard.press("ArrowUp")
    expect(slow.page.get_by_role("alert")).to_contain_text("baru saja diubah orang lain")
    assert order(slow.page) == ["Pembukaan", "Penutup", "Paparan"]
    slow.look()


def test_an_agency_proposes_by_phone_and_the_secretariat_accepts(
    visit: Visit, prepare: Callable[..., str]
):
    path = prepare("Pembukaan")
    agency = visit("disnaker", width="phone")
    agency.go(path)
    agency.follow("Usulan acara")
    agency.follow("Usulkan acara")
    agency.page.get_by_label("Acara yang diusulkan").fill("Data pekerja rentan")
    agency.page.get_by_label("Alasan").fill("Belum dipadankan di lima kabupaten.")
    agency.press("Kirim usulan")
    agency.sees("Menunggu jawaban")
    clerk = visit("sekretariat", width="phone")
    clerk.go(f"{path}/agenda")
    clerk.sees("1 usulan acara menunggu jawaban")
    clerk.follow("Lihat usulan")
    clerk.follow("Jawab")
    clerk.tick("Masukkan ke acara rapat ini")
    clerk.press("Simpan jawaban")
    agency.go(f"{path}/usulan")
    agency.sees("Masuk acara")
    agency.go(f"{path}/agenda")
    agency.sees("2. Data pekerja rentan")


def test_the_room_follows_the_agenda_by_keys(visit: Visit, prepare: Callable[..., str]):
    path = prepare("Pembukaan", "Paparan")
    clerk = visit("sekretariat")
    clerk.go(f"{path}/layar")
    page = clerk.page
    title = page.locator("#judul-acara")
    expect(title).to_have_text("Acara belum dibuka")
    for key, shown in (
        *(("ArrowRight", "Pembukaan"), ("PageDown", "Paparan"), ("PageUp", "Pembukaan")),
        *(("ArrowRight", "Paparan"), ("ArrowRight", "Semua acara selesai")),
    ):
        page.keyboard.press(key)
        expect(title).to_have_text(shown)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-elapsed]")).to_have_text(re.compile(r"\d+\.\d\d"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    clerk.look()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Mundur").click()
    expect(title).to_have_text("Pembukaan")


def test_the_room_is_told_when_the_server_is_away(visit: Visit, prepare: Callable[..., str]):
    path = prepare("Pembukaan")
    clerk = visit("sekretariat")
    clerk.go(f"{path}/layar")
    clerk.page.context.set_offline(True)
    expect(clerk.page.get_by_text("Terputus")).to_be_visible(timeout=15_000)
    clerk.page.context.set_offline(False)
    expect(clerk.page.get_by_text("Terputus")).to_be_hidden(timeout=15_000)


def test_the_last_row_of_the_room_can_read_it(visit: Visit, prepare: Callable[..., str]):
    path = prepare(*(f"{LONG} {number}" for number in range(12)), subject=LONG, agreements=12)
    clerk = visit("sekretariat")
    page = clerk.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    clerk.go(f"{path}/layar")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".turn > .label").first).to_have_text("Acara 1 dari 12")
    expect(page.get_by_text(re.compile(r"dan \d+ sebelumnya"))).to_be_visible()
    assert page.evaluate(SMALL_TEXTS) == []
    assert page.evaluate(CUT) == []
