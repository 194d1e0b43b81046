"""From approval to paper: the worker prints the snapshot once, and what fails is said."""

import io
import json
from collections.abc import Iterator

import pikepdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, make_actor, make_agreement, make_meeting, make_minutes
from tracker.documents import sealing
from tracker.documents.attendance_lists import print_attendance_list, print_blank_form
from tracker.documents.invitation_letters import draft_letter
from tracker.documents.paper import stylesheets
from tracker.documents.queueing import RENDER
from tracker.infra.db import write
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.jobs.integrity import verify
from tracker.jobs.rendering import LOST_IMAGE, paper_renderers
from tracker.jobs.worker import Handler, work_one
from tracker.models.documents import Document
from tracker.models.invitations import start_invitation
from tracker.models.jobs import Job
from tracker.models.letterheads import Letterhead, save_letterhead


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(stylesheets()) as renderer:
        yield renderer


@pytest.fixture
def handlers(
    sessions: sessionmaker[Session], store: Store, renderer: Renderer
) -> dict[str, Handler]:
    return paper_renderers(sessions, store, renderer)


def drafted(session: Session, *, emblem_key: str = "") -> Document:
    with write(session):
        meeting = make_meeting(session)
        make_agreement(session, meeting, "Menyandingkan data pekerja rentan.")
        actor = make_actor(session)
        if emblem_key:
            letterhead = Letterhead(emblem_key=emblem_key)
            save_letterhead(session, letterhead, by=actor.user_id, at=NOW, version=0)
        return sealing.draft_paper(session, make_minutes(session, meeting), by=actor, at=NOW)


def test_a_paper_is_printed_stored_and_attached_once(session, sessions, store, handlers):
    document = drafted(session)
    assert work_one(sessions, handlers)
    assert not work_one(sessions, handlers)

    session.rollback()
    assert document.pdf_key
    data = store.get(document.pdf_key)
    assert len(data) == document.pdf_size
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 1


def test_the_papers_besides_the_notula_are_printed_the_same_way(session, sessions, store, handlers):
    with write(session):
        meeting, by = make_meeting(session), make_actor(session).user_id
        letter = start_invitation(session, meeting, by=by, at=NOW, signatory=None)
        papers = [
            draft_letter(session, letter, by=by, at=NOW),
            print_blank_form(session, meeting, extra_rows=None, by=by, at=NOW),
            print_attendance_list(session, meeting, by=by, at=NOW, base_url="https://contoh.id"),
        ]
    while work_one(sessions, handlers):
        pass
    session.rollback()
    assert all(store.get(paper.pdf_key).startswith(b"%PDF-1.7") for paper in papers)
    assert verify(session, store).problems == []


def test_doing_the_job_again_changes_nothing(session, sessions, store, handlers):
    document = drafted(session)
    handlers[RENDER]({"document_id": document.id})
    session.rollback()
    before = document.pdf_key, document.rendered_at
    handlers[RENDER]({"document_id": document.id})
    session.rollback()
    assert (document.pdf_key, document.rendered_at) == before


def test_why_a_paper_could_not_be_printed_is_said_and_tried_again(session, sessions, handlers):
    document = drafted(session, emblem_key="a" * 64)
    assert json.loads(document.snapshot)["letterhead"]["emblem_key"] == "a" * 64

    assert work_one(sessions, handlers)
    session.rollback()
    assert (document.failure, document.pdf_key) == (LOST_IMAGE, None)
    job = session.scalars(select(Job)).one()
    assert (job.attempts, job.done_at, job.failed_at) == (1, None, None)
