"""Before a meeting: the secretariat asks, an agency answers on its phone, the matrix is frozen."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.factories import TODAY, make_action, make_assignment, make_meeting
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.models.users import User

pytestmark = pytest.mark.e2e

SENTENCE = "Menyusun edaran tentang kepesertaan pekerja rentan"
NOTE = "Tetap, belum ada perkembangan: menunggu paraf Biro Hukum."
Visit = Callable[..., Visitor]


def test_the_agency_answers_on_its_phone_and_the_matrix_tells_it(
    visit: Visit, demonstration: Installation
) -> None:
    with demonstration.opened() as (sessions, _), sessions() as session, write(session):
        path = f"/rapat/{prepare(session).id}"
    secretariat = visit("sekretariat")
    ask(secretariat, path)
    answer(visit("disnaker", width="phone"), path)
    secretariat.go(f"{path}/masa-pemutakhiran")
    secretariat.sees("1 dari 1 instansi sudah memutakhirkan")
    words = freeze(secretariat)
    assert "MATRIKS TINDAK LANJUT RAPAT LALU" in words
    assert NOTE in words
    read(visit("karo", width="phone"), path)


def ask(secretariat: Visitor, path: str) -> None:
    secretariat.go(path)
    secretariat.follow("Tindak lanjut rapat lalu")
    secretariat.sees("Belum ada kabar")
    secretariat.follow("Masa pemutakhiran")
    secretariat.sees("1 instansi akan diminta")
    secretariat.press("Buka sekarang")
    secretariat.sees("0 dari 1 instansi sudah memutakhirkan")


def answer(agency: Visitor, path: str) -> None:
    agency.go("/")
    agency.sees("Diminta dimutakhirkan")
    agency.follow(SENTENCE)
    agency.tick("Dalam proses")
    agency.fill("Uraian singkat", NOTE)
    # Sent by a script, which then leaves the page: it is looked at once the next one is there.
    agency.page.get_by_role("button", name="Kirim", exact=True).click()
    agency.sees("Perkembangan tersimpan")
    agency.look()
    agency.go("/")
    expect(agency.page.locator("main")).not_to_contain_text("Diminta dimutakhirkan")
    agency.go(f"{path}/tindak-lanjut-lalu")
    agency.sees(NOTE)


def freeze(secretariat: Visitor) -> str:
    """Returns the words of the printed matrix."""
    secretariat.follow("Tutup dan bekukan sekarang")
    secretariat.press("Tutup dan bekukan")
    secretariat.follow("Buka matriks")
    download = secretariat.page.get_by_role("link", name="Unduh PDF")
    expect(download).to_be_visible(timeout=60_000)
    secretariat.look()
    with secretariat.page.expect_download() as waiting:
        download.click()
    pdf = pypdfium2.PdfDocument(Path(waiting.value.path()).read_bytes())
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return " ".join(text.replace("\x02", "").split())


def read(leader: Visitor, path: str) -> None:
    leader.go(f"{path}/tindak-lanjut-lalu")
    leader.sees("Matriks dibekukan")
    leader.sees(NOTE)


def prepare(session: Session) -> Meeting:
    """The next meeting of a series; the one before left Disnaker one thing to do."""
    unit, agency = (
        session.scalars(select(Organisation).where(Organisation.code == code)).one()
        for code in ("biro-kesra", "disnaker")
    )
    by = session.scalars(select(User.id).where(User.login == "sekretariat")).one()
    now = clock.now()
    series = Series.add(session, by=by, at=now, name="Rakor UCJ", organising_unit_id=unit.id)
    held = make_meeting(session, unit, series=series, starts_on=TODAY)
    make_assignment(session, agency, action=make_action(session, held, sentence=SENTENCE))
    soon = (now + timedelta(days=21)).date()
    coming = make_meeting(
        session, unit, series=series, starts_on=soon, state=MeetingState.SCHEDULED
    )
    Invitee.append(coming, by=by, at=now, organisation_id=agency.id)
    return coming
