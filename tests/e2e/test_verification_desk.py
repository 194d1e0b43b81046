"""A sitting at the desk: five claims ruled on without the mouse, and one on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor
from tests.evidence import make_claim, pdf_of, photo
from tests.factories import make_organisation
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.evidence_types import EvidenceType
from tracker.models.updates import Verification
from tracker.models.users import User

pytestmark = pytest.mark.e2e

SENTENCE = "Menerbitkan surat edaran kepesertaan"
Visit = Callable[..., Visitor]


def test_a_batch_of_claims_is_ruled_on_by_keys_and_one_on_a_phone(
    visit: Visit, demonstration: Installation
) -> None:
    claims = bring_claims(demonstration, 7)
    desk = visit("sekretariat")
    desk.go("/verifikasi")
    desk.sees(f"{SENTENCE} 1")
    rule_by_keys(desk)
    rule_on_a_phone(visit("sekretariat", width="phone"))
    states, notes = outcome(demonstration, claims)
    assert states == [
        AssignmentState.DONE,
        AssignmentState.DONE,
        AssignmentState.IN_PROGRESS,
        AssignmentState.NOT_FEASIBLE,
        AssignmentState.DONE,
        AssignmentState.AWAITING,
        AssignmentState.DONE,
    ]
    assert notes == ["", "Aslinya j1 dilihat.", "Foto jk23 buram.", "Kewenangan pusat.", "", ""]


def rule_by_keys(desk: Visitor) -> None:
    page, keys = desk.page, desk.page.keyboard
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    keys.press("1")
    expect(page.get_by_role("button", name="Terima")).to_be_focused()
    desk.sees(f"{SENTENCE} 1")  # nothing is decided by one key
    keys.press("Enter")

    arrive(desk, 2, "putusan tersimpan")
    keys.press("c")
    keys.press("Space")
    keys.press("1")
    keys.type("Aslinya j1 dilihat.")
    keys.press("Control+Enter")

    arrive(desk, 3)
    keys.press("j")
    arrive(desk, 4)
    keys.press("k")
    arrive(desk, 3)
    keys.press("2")
    keys.type("Foto jk23 buram.")
    keys.press("Control+Enter")

    arrive(desk, 4)
    keys.press("3")
    keys.type("Kewenangan pusat.")
    keys.press("Control+Enter")

    arrive(desk, 5)
    keys.press("1")
    keys.press("Enter")
    arrive(desk, 6)
    keys.press("p")
    keys.type("Nomornya berapa?")
    keys.press("Tab")
    keys.press("Enter")
    arrive(desk, 7)


def rule_on_a_phone(phone: Visitor) -> None:
    phone.go("/verifikasi")
    phone.follow(f"{SENTENCE} 7")
    zoom(phone.page)
    phone.press("Terima")
    phone.sees("putusan tersimpan")


def zoom(page: Page) -> None:
    page.locator("a[data-zoom]").first.click()
    shown = page.get_by_role("dialog", name="Gambar bukti")
    expect(shown.get_by_role("img")).to_be_visible()
    shown.get_by_role("button", name="Tutup").click()
    expect(shown).to_be_hidden()


def arrive(desk: Visitor, number: int, told: str = "") -> None:
    expect(desk.page.get_by_role("heading", name=f"{SENTENCE} {number}")).to_be_visible()
    desk.sees(told)
    desk.look()


def bring_claims(demonstration: Installation, number: int) -> list[int]:
    with demonstration.opened() as (sessions, store), sessions() as session, write(session):
        known = session.scalars(select(User).where(User.login == "sekretariat")).one()
        unit = known.memberships[0].organisation
        kind = session.scalars(select(EvidenceType.id).order_by(EvidenceType.id)).first()
        agency = make_organisation(session, "Dinas Contoh Meja", short_name="Meja")
        ids = [
            make_claim(
                *(session, store, agency, unit),
                files=[("foto.jpg", photo(60, 40 + n)), ("surat.pdf", pdf_of(1))][: 1 + n % 2],
                sentence=f"{SENTENCE} {n}",
                evidence_type_id=kind if n == 2 else None,
            ).id
            for n in range(1, number + 1)
        ]
    demonstration.finish_jobs()  # the pictures
    return ids


def outcome(
    demonstration: Installation, claims: list[int]
) -> tuple[list[AssignmentState], list[str]]:
    with demonstration.opened() as (sessions, _), sessions() as session:
        states = [session.get_one(Assignment, one).state for one in claims]
        order = Verification.assignment_id
        notes = session.scalars(
            select(Verification.note).where(order.in_(claims)).order_by(order)
        ).all()
    return states, list(notes)
