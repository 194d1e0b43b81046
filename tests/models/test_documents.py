"""A paper: its code, its bytes, and what is told when printing fails."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_minutes
from tracker.models.documents import Document, new_code
from tracker.models.errors import DomainError
from tracker.models.events import Event
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
