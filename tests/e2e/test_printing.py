"""On a phone: a long matrix is called off while it is printed; a meeting's file is made whole."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.factories import make_action, make_assignment, make_meeting
from tracker.infra.db import write
from tracker.models.documents import Document, DocumentKind
from tracker.models.organisations import Organisation

pytestmark = pytest.mark.e2e

ROWS = 400  # some ten seconds of one processor, which nobody waits for here


def test_a_long_matrix_is_called_off_and_a_file_with_everything_is_made(
    visit: Callable[..., Visitor], demonstration: Installation
) -> None:
    with demonstration.opened() as (sessions, _), sessions() as session, write(session):
        sealed = prepare(session)
    secretariat = visit("sekretariat", width="phone")
    secretariat.go("/tindak-lanjut/matriks?keadaan=semua")
    secretariat.press("Cetak PDF")
    expect(secretariat.page.locator("progress[value]")).to_be_visible(timeout=20_000)
    secretariat.press("Batalkan pencetakan")
    secretariat.sees("Pencetakan dibatalkan.")
    secretariat.go(f"/rapat/{sealed}/naskah")
    secretariat.press("Gabungkan menjadi satu PDF")
    expect(secretariat.page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=30_000)
    secretariat.look()


def prepare(session: Session) -> int:
    """Much owed work; the meeting whose notula is sealed."""
    office = session.scalars(select(Organisation).where(Organisation.code == "disnaker")).one()
    unit = session.scalars(select(Organisation).where(Organisation.code == "biro-kesra")).one()
    action = make_action(session, make_meeting(session, unit))
    for _ in range(ROWS):
        action = make_action(session, action.meeting)
        make_assignment(session, office, action=action)
    notula = select(Document.meeting_id).where(Document.kind == DocumentKind.MINUTES)
    return session.scalars(notula.where(Document.code.is_not(None))).first() or 0
