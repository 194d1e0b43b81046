"""A paper: its code, its bytes, and what is told when printing fails."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, make_minutes
from tracker.models.documents import (
    Document,
    DocumentKind,
    draft_document,
    issue_document,
    new_code,
    newest_document,
)
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState


def sealed(session: Session) -> Document:
    make_minutes(session, state=MinutesState.APPROVED)
    return session.scalars(select(Document)).one()


def test_a_code_has_128_random_bits_in_groups_that_can_be_read_aloud():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"([0-9A-F]{8}-){3}[0-9A-F]{8}", code) for code in codes)


def test_a_paper_gets_its_bytes_once_and_forgets_earlier_failures(session: Session):
    paper = sealed(session)
    paper.note_failure("Mesin cetak sibuk.", at=NOW)
    assert (paper.failure, paper.is_ready) == ("Mesin cetak sibuk.", False)
    paper.attach_pdf("a" * 64, 10, at=NOW)
    session.commit()
    assert (paper.pdf_key, paper.pdf_size, paper.failure) == ("a" * 64, 10, "")
    with pytest.raises(DomainError) as refusal:
        paper.attach_pdf("b" * 64, 11, at=NOW)
    assert refusal.value.code == "already_rendered"
    assert paper.pdf_key == "a" * 64


def test_what_happens_to_a_paper_is_told_within_its_meeting(session: Session):
    paper = sealed(session)
    paper.attach_pdf("a" * 64, 10, at=NOW)
    session.flush()
    event = session.scalars(select(Event).where(Event.verb == "document:rendered")).one()
    assert (event.meeting_id, event.security_class) == (paper.meeting_id, "open")
    assert (event.actor_id, event.data) == (None, {"pdf_key": "a" * 64})


def issued(session: Session, meeting: Meeting, edition: int) -> Document:
    snapshot = f'{{"edition":{edition}}}'.encode()
    kind, code = DocumentKind.INVITATION, new_code()
    return issue_document(
        session, kind, meeting, snapshot, edition=edition, code=code, by=None, at=NOW
    )


def test_the_paper_that_stands_is_the_newest_edition_of_its_kind(session: Session):
    meeting = make_meeting(session)
    assert newest_document(session, DocumentKind.INVITATION, meeting.id) is None
    _, second = (issued(session, meeting, edition) for edition in (1, 2))
    draft_document(session, DocumentKind.INVITATION, meeting, b"{}", by=None, at=NOW)
    assert newest_document(session, DocumentKind.INVITATION, meeting.id) is second
    assert newest_document(session, DocumentKind.ATTENDANCE, meeting.id) is None


def test_no_edition_is_issued_twice(session: Session):
    meeting = make_meeting(session)
    issued(session, meeting, 1)
    with pytest.raises(IntegrityError):
        issued(session, meeting, 1)


def test_what_was_issued_is_told_with_its_code(session: Session):
    paper = issued(session, make_meeting(session), 1)
    event = session.scalars(select(Event).where(Event.verb == "document:issued")).one()
    assert (event.subject_id, event.data) == (paper.id, {"code": paper.code})


@pytest.mark.parametrize("kind", DocumentKind)
def test_only_a_notula_belongs_to_an_edition_of_the_minutes(session: Session, kind: DocumentKind):
    minutes = make_minutes(session)
    wrong = None if kind is DocumentKind.MINUTES else minutes
    with pytest.raises(IntegrityError):
        draft_document(session, kind, minutes.meeting, b"{}", by=None, at=NOW, minutes=wrong)
