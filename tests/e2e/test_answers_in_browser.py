"""On a phone: an agency waits for another and says so; that one delivers; a date is given."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.organisations import Organisation

pytestmark = pytest.mark.e2e

SENTENCE = "Menetapkan daftar penerima bantuan iuran tahun depan"


def test_an_agency_waits_for_another_and_for_more_time(
    visit: Callable[..., Visitor], demonstration: Installation
) -> None:
    with demonstration.opened() as (sessions, _), sessions() as session, write(session):
        codes = ("biro-kesra", "disnaker")
        unit, labour = (
            session.scalars(select(Organisation).where(Organisation.code == code)).one()
            for code in codes
        )
        action = make_action(session, make_meeting(session, unit), sentence=SENTENCE)
        due = clock.now().date() + timedelta(days=3)
        path = f"/tugas/{make_assignment(session, labour, action=action, due_on=due).id}"
        wished = due + timedelta(days=30)
    agency = visit("disnaker", width="phone")
    agency.go(path)
    agency.follow("Sampaikan keberatan")
    agency.tick("Menunggu instansi lain")
    agency.page.get_by_label("Instansi yang ditunggu").select_option(
        label="Badan Perencanaan Pembangunan Daerah"
    )
    agency.page.get_by_label("Penjelasan").fill("Angka sasaran belum kami terima.")
    agency.press("Sampaikan")
    agency.follow("Mohon tenggat baru")
    agency.page.get_by_label("Tenggat yang dimohonkan").fill(wished.isoformat())
    agency.page.get_by_label("Alasan").fill("Menunggu angka sasaran.")
    agency.press("Kirim permohonan")
    agency.sees("Tarik permohonan")
    awaited = visit("bappeda", width="phone")
    awaited.go("/ditunggu")
    card = awaited.page.get_by_role("article").filter(has_text=SENTENCE)
    card.get_by_role("textbox").fill("Dikirim dengan surat hari ini.")
    card.get_by_role("button", name="Sudah kami penuhi").click()
    awaited.look()
    secretariat = visit("sekretariat", width="phone")
    secretariat.go("/permohonan")
    card = secretariat.page.get_by_role("article").filter(has_text=SENTENCE)
    card.get_by_role("button", name="Setujui").click()
    agency.go(path)
    agency.sees("Tenggat mundur 1 kali")
    agency.sees("Dikirim dengan surat hari ini.")
