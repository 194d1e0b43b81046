"""At the note desk nothing typed is ever lost: every word is looked for afterwards."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.figures import figure
from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tracker.infra.clock import now
from tracker.infra.db import write
from tracker.infra.typed_lines import taken_apart
from tracker.models.agenda import AgendaItem
from tracker.models.meetings import Meeting
from tracker.models.minutes_sections import MinutesSection
from tracker.models.sign_ins import SignIn
from tracker.models.users import User

pytestmark = pytest.mark.e2e

Visit = Callable[..., Visitor]
DESK = "/rapat/1/catatan"
STORED = re.compile(r"Tersimpan pukul \d\d\.\d\d")
SLOW = 15_000
HOSTILE = "</textarea><script>alert(1)</script>"


class Desk:
    """One item of the agenda, made for this test, open in somebody's browser."""

    def __init__(self, visitor: Visitor, key: str) -> None:
        self.visitor, self.page, self.key = visitor, visitor.page, key
        visitor.go(f"{DESK}?tempat={key}")
        self.note = self.page.locator(f"#{key}")
        self.text = self.note.get_by_role("textbox", name="Catatan:")

    def type(self, words: str) -> None:
        self.text.press("Control+End")
        self.page.keyboard.insert_text(words)

    def says(self, words: str | re.Pattern[str]) -> None:
        expect(self.note.locator("[data-status]")).to_have_text(words, timeout=SLOW)


@pytest.fixture
def session(demonstration: Installation) -> Iterator[Session]:
    with demonstration.opened() as (sessions, _), sessions() as session:
        yield session


@pytest.fixture
def item(session: Session, request: pytest.FixtureRequest) -> str:
    """The key of a new item of the agenda."""
    with write(session):
        meeting = session.get_one(Meeting, 1)
        by = session.scalars(select(User.id).where(User.login == "sekretariat")).one()
        title = f"Acara {request.node.name}"
        return f"acara-{AgendaItem.append(meeting, by=by, at=now(), title=title).id}"


@pytest.fixture
def open_desk(visit: Visit, item: str) -> Callable[..., Desk]:
    return lambda **window: Desk(visit("sekretariat", **window), item)


def section(session: Session, key: str) -> MinutesSection:
    session.rollback()
    item_id = int(key.removeprefix("acara-"))
    return session.scalars(
        select(MinutesSection).where(MinutesSection.agenda_item_id == item_id)
    ).one()


def stored(session: Session, key: str) -> str:
    return taken_apart(section(session, key).body)[1]


def end_sign_ins(session: Session) -> None:
    with write(session):
        for sign_in in session.scalars(select(SignIn)):
            sign_in.end(at=now())


def sign_in_beside(desk: Desk, demonstration: Installation, login: str) -> None:
    """In another tab of the same browser."""
    tab = desk.page.context.new_page()
    Visitor(tab).sign_in(login, demonstration.passwords[login])
    tab.close()


def test_words_are_stored_while_they_are_typed(open_desk, session, item):
    desk = open_desk()
    desk.type("Rapat dibuka.\n\nOleh Asisten")
    desk.says(STORED)
    assert stored(session, item) == "Rapat dibuka.\n\nOleh Asisten"
    desk.visitor.look()
    desk.page.reload()
    expect(desk.text).to_have_value("Rapat dibuka.\n\nOleh Asisten")


def test_the_network_goes_and_comes_back(open_desk, session, item):
    """For two minutes at full figures."""
    desk = open_desk(width="phone")
    desk.type("Sebelum putus. ")
    desk.says(STORED)
    desk.page.context.set_offline(True)
    for number in range(figure(short=1, full=24)):
        desk.type(f"Selama putus {number}. ")
        desk.page.wait_for_timeout(figure(short=0, full=5000))
    desk.says("Tersimpan di perangkat ini, menunggu jaringan")
    desk.visitor.look()
    desk.type("Masih putus.")
    desk.page.context.set_offline(False)
    desk.says(STORED)
    typed = "".join(f"Selama putus {n}. " for n in range(figure(short=1, full=24)))
    assert stored(session, item) == f"Sebelum putus. {typed}Masih putus."


def test_the_sign_in_is_revoked_while_typing(open_desk, session, item, demonstration):
    desk = open_desk()
    desk.type("Sebelum dicabut. ")
    desk.says(STORED)
    end_sign_ins(session)
    desk.type("Sesudah dicabut. ")
    banner = desk.page.locator("[data-signed-out]")
    expect(banner).to_be_visible(timeout=SLOW)
    desk.says("Tersimpan di perangkat ini, menunggu Anda masuk")
    desk.visitor.look()
    desk.type("Tetap mengetik.")

    sign_in_beside(desk, demonstration, "karo")
    expect(desk.page.locator("[data-other-account]")).to_be_visible(timeout=SLOW)
    expect(desk.text).to_be_hidden()
    assert stored(session, item) == "Sebelum dicabut. "

    end_sign_ins(session)
    sign_in_beside(desk, demonstration, "sekretariat")
    desk.says(STORED)
    expect(desk.text).to_be_visible()
    expect(banner).to_be_hidden()
    assert stored(session, item) == "Sebelum dicabut. Sesudah dicabut. Tetap mengetik."


def test_the_tab_is_killed_and_opened_again(open_desk, session, item):
    desk = open_desk()
    context: BrowserContext = desk.page.context
    desk.type("Sudah terkirim. ")
    desk.says(STORED)
    context.set_offline(True)
    desk.type("Belum terkirim.")
    desk.says("Tersimpan di perangkat ini, menunggu jaringan")
    crash(desk.page)
    assert stored(session, item) == "Sudah terkirim. "
    context.set_offline(False)
    again = Desk(Visitor(context.new_page()), item)
    expect(again.text).to_have_value("Sudah terkirim. Belum terkirim.")
    again.says(STORED)
    assert stored(session, item) == "Sudah terkirim. Belum terkirim."


def test_a_tab_closed_at_once_sends_what_it_has(open_desk, session, item):
    desk = open_desk()
    desk.type("Ketikan terakhir.")
    desk.page.goto("/rapat/1")
    again = Desk(Visitor(desk.page), item)
    expect(again.text).to_have_value("Ketikan terakhir.")
    again.says(STORED)
    assert stored(session, item) == "Ketikan terakhir."


def test_two_browsers_write_in_one_item(open_desk, session, item):
    first, second = open_desk(), open_desk(width="phone")
    first.type("Awal.\n")
    first.says(STORED)
    expect(second.text).to_have_value("Awal.\n", timeout=SLOW)  # heard while nothing was typed
    second.page.context.set_offline(True)
    second.type(f"Dari kedua {HOSTILE}")
    first.type("Dari pertama")
    first.says(STORED)
    second.page.context.set_offline(False)
    second.says("Ada perubahan orang lain")
    conflict = second.note.locator(".desk-conflict")
    expect(conflict).to_contain_text("Dari pertama")
    expect(conflict).to_contain_text(HOSTILE)
    second.visitor.look()
    second.type(" dan lagi")  # typing goes on meanwhile
    conflict.get_by_role("button", name="Gabungkan keduanya").click()
    second.says(STORED)
    text = stored(session, item)
    assert text == f"Awal.\nDari pertama\nDari kedua {HOSTILE} dan lagi"
    expect(first.text).to_have_value(text, timeout=SLOW)


def test_who_takes_the_other_s_words_finds_his_own_in_the_history(open_desk, session, item):
    first, second = open_desk(), open_desk()
    second.page.context.set_offline(True)
    second.type("Dari kedua")
    first.type("Dari pertama")
    first.says(STORED)
    second.page.context.set_offline(False)
    second.note.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(second.text).to_have_value("Dari pertama")
    second.visitor.follow("Riwayat catatan ini")
    second.visitor.sees("Disisihkan")
    second.page.locator(".item-title").first.click()
    second.visitor.sees("Dari kedua")
    second.visitor.look()
    second.visitor.press("Pulihkan")
    assert stored(session, item) == "Dari kedua"


def test_a_line_becomes_a_record_with_one_key_and_comes_back(open_desk, session, item):
    desk = open_desk()
    line = "Disnaker menyerahkan data paling lambat 30 September 2025, dibuktikan dengan laporan"
    desk.type(f"Pembukaan\nM. Nuh: Data adalah kunci\n{line}")
    desk.page.keyboard.press("Alt+3")
    records = desk.note.locator(".desk-record")
    expect(records).to_contain_text([line], timeout=SLOW)
    expect(desk.text).to_have_value("Pembukaan\nM. Nuh: Data adalah kunci")
    desk.text.press("Control+End")
    desk.page.keyboard.press("Alt+1")
    expect(records).to_have_count(2, timeout=SLOW)
    expect(desk.text).to_have_value("Pembukaan")
    desk.visitor.look()
    desk.note.get_by_role("button", name="Tugaskan Dinas Tenaga Kerja").click()
    expect(desk.note.get_by_text("Belum ada penanggung jawab.")).to_be_hidden(timeout=SLOW)
    desk.note.get_by_role("button", name="Kembalikan ke catatan").click()
    expect(desk.text).to_have_value("Pembukaan\nM. Nuh: Data adalah kunci", timeout=SLOW)
    expect(records).to_have_count(1)
    assert stored(session, item) == "Pembukaan\nM. Nuh: Data adalah kunci"


def test_two_tabs_of_one_browser_keep_a_draft_each(open_desk, item):
    first = open_desk()
    context = first.page.context
    second = Desk(Visitor(context.new_page()), item)
    context.set_offline(True)
    for desk, words in ((first, "Dari tab pertama"), (second, "Dari tab kedua")):
        desk.type(words)
        desk.says("Tersimpan di perangkat ini, menunggu jaringan")
        crash(desk.page)
    context.set_offline(False)
    again = Desk(Visitor(context.new_page()), item)
    expect(again.text).to_have_value("Dari tab pertama")
    expect(again.page.locator("[data-leftovers]")).to_contain_text("Dari tab kedua")


def test_a_phrase_is_found_by_slash_and_tab_goes_through_its_blanks(open_desk):
    desk = open_desk()
    desk.text.press("/")
    desk.page.keyboard.type("tutup")
    desk.visitor.look()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("Asisten")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("12.00")
    expect(desk.text).to_have_value("Rapat ditutup oleh Asisten pada pukul 12.00 WIB.")
    desk.page.keyboard.press("Tab")
    expect(desk.text).not_to_be_focused()


def test_a_vague_sentence_is_marked_and_nothing_is_in_its_way(open_desk):
    desk = open_desk(width="phone")
    desk.type("OPD terkait agar segera berkoordinasi")
    hints = desk.note.get_by_role("region", name="Pemeriksaan kalimat")
    expect(hints).to_contain_text("“segera” tidak menyebut kapan")
    expect(hints).to_contain_text("“OPD terkait” tidak menunjuk siapa pun")
    desk.visitor.look()
    desk.text.fill("Rapat dibuka.")
    expect(hints).to_be_hidden()


def test_without_scripts_everything_is_a_plain_form(open_desk, session, item):
    desk = open_desk(scripts=False)
    desk.text.fill("Rapat dibuka.\nMenyusun data.")
    desk.visitor.press("Simpan")
    desk.note.get_by_label("Jadikan baris", exact=True).select_option("1")
    desk.note.locator(".desk-lines").get_by_role("button", name="Kesepakatan").click()
    expect(desk.note.locator(".desk-record")).to_contain_text("Menyusun data.")
    assert stored(session, item) == "Rapat dibuka."


def crash(page: Page) -> None:
    """The tab's process dies: nothing of the page runs any more, not even a farewell."""
    try:
        page.goto("chrome://crash", timeout=2000)
    except Error:
        page.close(run_before_unload=False)
