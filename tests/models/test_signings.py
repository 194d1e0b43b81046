"""A sealed paper is signed by its signatories in turn, scanned, numbered, or withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import CHAIR, NOW, make_actor, make_meeting, make_minutes
from tracker.infra.storage import StoredBytes
from tracker.models.documents import (
    Document,
    DocumentKind,
    draft_document,
    issue_document,
    new_code,
)
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState
from tracker.models.signings import (
    Certificate,
    Signing,
    SigningMethod,
    add_scan,
    add_signature,
    file_to_send,
    key_to_sign,
    signed_file,
    signings_of,
)
from tracker.models.srikandi_numbers import SrikandiNumber
from tracker.models.users import Actor
from tracker.models.withdrawals import withdraw

SEALED, FIRST, SECOND = ("a" * 64, "b" * 64, "c" * 64)
SCAN = StoredBytes("d" * 64, 10, "image/png")


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as refusal:
        yield
    assert refusal.value.code == code


@pytest.fixture
def by(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def paper(session: Session) -> Document:
    return printed(session, make_meeting(session), 1)


def printed(session: Session, meeting: Meeting, edition: int) -> Document:
    kind, code = DocumentKind.INVITATION, new_code()
    content = f'{{"edition":{edition}}}'.encode()
    paper = issue_document(
        session, kind, meeting, content, edition=edition, code=code, by=None, at=NOW
    )
    paper.attach_pdf(SEALED, 10, at=NOW)
    return paper


def sign(paper: Document, by: Actor, *, place: int = 1, onto: str = SEALED, file: str = FIRST):
    return add_signature(
        paper,
        StoredBytes(file, 20, "application/pdf"),
        onto=onto,
        method=SigningMethod.LOCAL,
        place=place,
        signatory=CHAIR,
        certificate=Certificate("CN=Siti", "CN=CA", "1f"),
        by=by,
        at=NOW,
    )


def handed_out(session: Session, paper: Document) -> list[Signing]:
    made = signed_file(signings_of(session, paper.id))
    return [made] if made else []


def test_signatories_sign_one_after_another_each_onto_the_file_before(session, paper, by):
    sign(paper, by)
    assert key_to_sign(paper, signings_of(session, paper.id)) == FIRST
    sign(paper, by, place=2, onto=FIRST, file=SECOND)
    made = signings_of(session, paper.id)
    assert [(one.place, one.file_key) for one in made] == [(1, FIRST), (2, SECOND)]
    assert signed_file(made) is made[1]
    assert paper.pdf_key == SEALED
    events = session.scalars(select(Event).where(Event.verb == "signing:signed")).all()
    assert [event.data["file_key"] for event in events] == [FIRST, SECOND]
    assert {event.meeting_id for event in events} == {paper.meeting_id}


def test_nobody_signs_twice_and_nobody_over_a_signature_he_did_not_see(paper, by):
    sign(paper, by)
    with refused("signed_already"):
        sign(paper, by, onto=FIRST, file=SECOND)
    with refused("signed_meanwhile"):
        sign(paper, by, place=2, file=SECOND)


def test_an_electronic_signature_is_the_original_and_a_scan_is_not(session, paper, by):
    add_scan(paper, SCAN, by=by, at=NOW)
    assert [one.file_key for one in handed_out(session, paper)] == [SCAN.key]
    sign(paper, by)
    assert [one.file_key for one in handed_out(session, paper)] == [FIRST]
    with refused("signed_electronically"):
        add_scan(paper, SCAN, by=by, at=NOW)


def test_only_what_stands_and_is_printed_is_signed_or_withdrawn(session, by):
    meeting = make_meeting(session)
    draft = draft_document(session, DocumentKind.INVITATION, meeting, b"{}", by=None, at=NOW)
    old, newest = (printed(session, meeting, edition) for edition in (1, 2))
    pending = issue_document(
        session,
        DocumentKind.ATTENDANCE,
        meeting,
        b"{}",
        edition=1,
        code=new_code(),
        by=None,
        at=NOW,
    )
    for paper, why in ((draft, "not_sealed"), (pending, "not_printed"), (old, "replaced")):
        for act in (sign, lambda paper, by: add_scan(paper, SCAN, by=by, at=NOW)):
            with refused(why):
                act(paper, by)
        with refused(why):
            withdraw(paper, "Keliru.", by=by, at=NOW)
    withdraw(newest, "Keliru.", by=by, at=NOW)
    with refused("withdrawn"):
        sign(newest, by)
    with refused("withdrawn"):
        withdraw(newest, "Lagi.", by=by, at=NOW)


def test_a_withdrawal_wants_its_reason_and_never_takes_a_notula(session, paper, by):
    with refused("reason_missing"):
        withdraw(paper, " ", by=by, at=NOW)
    make_minutes(session, state=MinutesState.APPROVED)
    notula = session.scalars(select(Document).where(Document.kind == DocumentKind.MINUTES)).one()
    notula.attach_pdf(SEALED, 10, at=NOW)
    with refused("notula_stays"):
        withdraw(notula, "Keliru.", by=by, at=NOW)


def test_a_number_in_srikandi_is_kept_as_typed_while_the_paper_stands(session, paper, by):
    odd = "500.15/   /VI.02  Tahun 2025"
    number = SrikandiNumber.add(session, by=by.user_id, at=NOW, document=paper, number=odd)
    assert number.number == odd
    with refused("number_missing"):
        number.revise(by=by.user_id, at=NOW, version=1, number="")
    session.expire(number)
    withdraw(paper, "Keliru.", by=by, at=NOW)
    with refused("withdrawn"):
        number.revise(by=by.user_id, at=NOW, version=1, number="2")


def test_what_goes_out_is_the_signed_file_and_nothing_of_what_was_withdrawn(session, paper, by):
    assert file_to_send(session, paper) == (SEALED, "application/pdf")
    add_scan(paper, SCAN, by=by, at=NOW)
    assert file_to_send(session, paper) == (SCAN.key, "image/png")
    sign(paper, by)
    assert file_to_send(session, paper) == (FIRST, "application/pdf")
    withdraw(paper, "Keliru.", by=by, at=NOW)
    assert file_to_send(session, paper) is None
