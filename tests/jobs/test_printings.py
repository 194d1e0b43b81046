"""Waiting for a paper: how far it is, stopping it, and that equal papers are printed once."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, make_actor, make_meeting
from tests.jobs.test_rendering import drafted
from tests.long_papers import long_matrix
from tracker.documents.paper import stylesheets
from tracker.documents.printouts import ask_for_printout
from tracker.documents.queueing import ask_for_rendering
from tracker.infra.db import write
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.jobs.rendering import paper_renderers
from tracker.jobs.worker import Handler, work_one
from tracker.models.documents import DocumentKind, issue_document
from tracker.models.errors import Untimely
from tracker.models.jobs import Job
from tracker.models.meetings import SecurityClass
from tracker.models.printings import Printing, call_off, printing_of
from tracker.models.printouts import Printout, PrintoutKind
from tracker.reports.printings import expected_cost, waiting


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(stylesheets()) as renderer:
        yield renderer


@pytest.fixture
def handlers(
    sessions: sessionmaker[Session], store: Store, renderer: Renderer
) -> dict[str, Handler]:
    return paper_renderers(sessions, store, renderer, every=0.05)


def asked_for(session: Session, rows: int = 1, times: int = 1) -> list[Printout]:
    """The same matrix, asked for by so many."""
    with write(session):
        return [
            ask_for_printout(
                session,
                PrintoutKind.WORK_MATRIX,
                long_matrix(rows),
                name="Matriks",
                security_class=SecurityClass.OPEN,
                by=make_actor(session),
                at=NOW,
            )
            for _ in range(times)
        ]


def test_what_was_asked_for_twice_is_printed_once_for_both(session, sessions, handlers):
    mine, theirs = asked_for(session, times=2)
    assert work_one(sessions, handlers)
    assert work_one(sessions, handlers)
    session.rollback()
    assert mine.pdf_key == theirs.pdf_key
    assert mine.pdf_size == theirs.pdf_size
    printed = session.scalars(select(Printing)).one()
    assert printed.printout_id == mine.id


def test_what_a_paper_took_tells_how_long_the_next_one_takes(session, sessions, handlers):
    (sheet,) = asked_for(session)
    assert not waiting(session, sheet, at=NOW).measured
    work_one(sessions, handlers)
    session.rollback()
    printing = printing_of(session, sheet)
    assert printing
    assert (printing.pages, printing.share) == (1, 1.0)
    printing.seconds = 2.0
    session.flush()
    cost = expected_cost(session, "work_matrix", printing.characters * 10)
    assert (cost.seconds, cost.pages, cost.measured) == (20.0, 10.0, True)


def test_a_paper_called_off_while_it_is_printed_stops_and_can_be_had_again(
    session, sessions, handlers
):
    (sheet,) = asked_for(session, rows=40)
    working = threading.Thread(target=work_one, args=(sessions, handlers))
    working.start()
    try:
        while not (standing := waiting(session, sheet, at=NOW)).share:
            session.rollback()
            time.sleep(0.01)
        assert 0 < standing.share < 1
        with write(session):
            call_off(session, sheet, at=NOW)
    finally:
        working.join(10)
    assert not working.is_alive()
    session.rollback()
    assert (sheet.pdf_key, sheet.failure) == (None, "")
    assert waiting(session, sheet, at=NOW).called_off
    assert session.scalars(select(Job)).one().done_at

    with write(session):
        ask_for_rendering(session, sheet, at=NOW)
    assert not waiting(session, sheet, at=NOW).called_off
    assert work_one(sessions, handlers)
    session.rollback()
    assert sheet.pdf_key


def test_what_is_called_off_before_its_turn_is_never_begun(session, sessions, handlers):
    document = drafted(session)
    with write(session):
        call_off(session, document, at=NOW)
        call_off(session, document, at=NOW)  # a second click
    assert work_one(sessions, handlers)
    session.rollback()
    assert document.pdf_key is None
    assert not work_one(sessions, handlers)


def test_a_round_called_off_is_not_taken_up_when_the_paper_is_wanted_again(
    session, sessions, handlers
):
    document = drafted(session)
    with write(session):
        call_off(session, document, at=NOW)
        ask_for_rendering(session, document, at=NOW)
        ask_for_rendering(session, document, at=NOW)
    first, second = session.scalars(select(Job).order_by(Job.id))
    assert (first.payload, second.payload) == (
        {"document_id": document.id},
        {"document_id": document.id, "round": 2},
    )
    handlers[first.kind](first.payload)
    session.rollback()
    assert document.pdf_key is None
    handlers[second.kind](second.payload)
    session.rollback()
    assert document.pdf_key


def test_a_finished_paper_and_a_sealed_one_are_not_called_off(session, sessions, handlers):
    document = drafted(session)
    work_one(sessions, handlers)
    with write(session):
        meeting, kind = make_meeting(session), DocumentKind.ATTENDANCE
        sealed = issue_document(session, kind, meeting, b"{}", edition=1, code="A", by=None, at=NOW)
    for paper, code in ((document, "already_printed"), (sealed, "sealed")):
        with pytest.raises(Untimely) as refusal, write(session):
            call_off(session, paper, at=NOW)
        assert refusal.value.code == code
    assert session.scalars(select(Printing.called_off_at)).all() == [None]
