"""A letter that climbed by itself: worded on a phone, printed, numbered; and whom it is about."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.escalations import Level, climb
from tracker.models.organisations import Organisation

pytestmark = pytest.mark.e2e

SENTENCE = "Menyusun peta jalan perlindungan pekerja rentan"


def test_a_letter_is_worded_printed_and_its_number_typed_back(
    visit: Callable[..., Visitor], demonstration: Installation
) -> None:
    with demonstration.opened() as (sessions, _), sessions() as session, write(session):
        prepare(session)
    secretariat = visit("sekretariat", width="phone")
    secretariat.go("/tindak-lanjut")
    secretariat.follow("Pengingat")
    secretariat.sees("Akan keluar")
    secretariat.follow("Atur")
    secretariat.go("/eskalasi")
    secretariat.follow("Dinas Tenaga Kerja: ke kepala perangkat daerah")
    secretariat.sees(SENTENCE)
    secretariat.fill("Paragraf pembuka", "Sesuai arahan Sekretaris Daerah, mohon perhatian.")
    secretariat.press("Simpan isi")
    letter = secretariat.page.url
    secretariat.press("Cetak surat")
    secretariat.sees("Unduh PDF")
    secretariat.go(letter)
    secretariat.page.get_by_label("Nomor surat").fill("800/15/2026")
    secretariat.press("Catat terkirim")
    secretariat.sees("Surat sudah dikirim")
    secretariat.sees("800/15/2026")

    agency = visit("disnaker", width="phone")
    agency.go("/akun-saya")
    agency.follow("Pengingat untuk saya")
    agency.page.get_by_label("Kirim pengingat ke surel saya").select_option("daily")
    agency.press("Simpan")
    agency.sees("Pengingat Anda tersimpan.")
    agency.go("/tidak-melapor")
    agency.sees("Tidak melapor bulan ini")


def prepare(session: Session) -> None:
    """A task twenty days late, whose letter to the head of the office waits."""
    now = clock.now()
    codes = ("biro-kesra", "disnaker")
    unit, office = (
        session.scalars(select(Organisation).where(Organisation.code == code)).one()
        for code in codes
    )
    meeting = make_meeting(session, unit, subject="Rapat peta jalan")
    due = now.date() - timedelta(days=20)
    action = make_action(session, meeting, sentence=SENTENCE, due_on=due)
    share = make_assignment(session, office, action=action)
    climb(session, unit.id, office.id, Level.HEAD, [(share.id, due)], on=now.date(), at=now)
