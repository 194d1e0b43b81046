"""A letter of invitation, sealed and printed, and the ways to it."""

from dataclasses import dataclass

import pytest

from tests.factories import NOW, make_meeting
from tracker.documents.issuing import issue_paper
from tracker.infra.db import write
from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting, MeetingState

BASE_URL = "http://127.0.0.1:8000"
PDF = b"%PDF-1.7\nsurat undangan\n%%EOF\n"


@dataclass(frozen=True)
class Sealed:
    """pdf: its bytes, as they are stored."""

    document_id: int
    code: str
    meeting_id: int
    pdf: bytes

    @property
    def path(self):
        return f"/naskah/{self.document_id}"


@pytest.fixture
def sealed(app, session, office):
    """Makes a printed, sealed paper, of a new meeting unless one is given; `content` is printed.

    pdf: its bytes, or what makes them of the address where the paper is checked.
    """

    def sealed(meeting_id=None, kind=DocumentKind.INVITATION, pdf=PDF, content=None, **values):
        with write(session):
            unit, state = session.merge(office.unit), MeetingState.SCHEDULED
            meeting = session.get(Meeting, meeting_id) if meeting_id else None
            meeting = meeting or make_meeting(session, unit, state=state, **values)
            by, content = office.secretariat.id, content or {}
            paper = issue_paper(session, kind, meeting, content, by=by, at=NOW, base_url=BASE_URL)
            data = pdf(f"{BASE_URL}/periksa/{paper.code}") if callable(pdf) else pdf
            stored = app.extensions["rakor_store"].put_bytes(data, "application/pdf")
            if not paper.is_ready:
                paper.attach_pdf(stored.key, stored.size, at=NOW)
            return Sealed(paper.id, str(paper.code), meeting.id, data)

    return sealed


@pytest.fixture
def paper(sealed):
    return sealed()
