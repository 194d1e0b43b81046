"""Printing papers: the PDF is made once from the snapshot, stored, and its hash attached.

While it is printed, those who wait are told how far it is, and may call it off.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from tracker.documents import sealing
from tracker.documents.queueing import PRINT, RENDER, print_key
from tracker.documents.word.making import docx_of
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.media_types import DOCX, PDF
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.render_order import CalledOff, Order
from tracker.infra.storage import Damaged, Store
from tracker.infra.text import N_
from tracker.jobs.samples import draw_sample
from tracker.jobs.worker import Handler
from tracker.models.documents import Document
from tracker.models.jobs import renew_lease
from tracker.models.printings import Paper, hold, its_printing, printing_of
from tracker.models.printouts import Printout, PrintoutForm, printed_before
from tracker.reports.printings import expected_cost

LOST_IMAGE = N_("Gambar untuk naskah ini hilang atau rusak di penyimpanan.")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One paper to print. round: which time it was asked for, see `Printing`."""

    noun: type[Document] | type[Printout]
    paper_id: int
    round: int

    def paper(self, session: Session) -> Paper | None:
        """Held for this transaction; None when nobody waits for it any longer."""
        paper = hold(session, self.noun, self.paper_id)
        if paper is None or paper.is_ready:  # a printout may be forgotten meanwhile
            return None
        printing = printing_of(session, paper)
        return None if printing and printing.is_off(self.round) else paper


def paper_renderers(
    sessions: sessionmaker[Session], store: Store, renderer: Renderer, *, every: float = 1.0
) -> dict[str, Handler]:
    """The handlers of `{"document_id": 12}` and `{"printout_id": 12}`, each with its round. Doing
    one twice is harmless.

    every: so many seconds those who wait are told how far it is. They raise what went wrong, after
    noting it on the paper for the page that waits for it.
    """
    printer = _Printer(sessions, store, renderer, every)

    def render_document(payload: dict[str, Any]) -> None:
        printer.print(Task(Document, payload["document_id"], payload.get("round", 1)))

    def render_printout(payload: dict[str, Any]) -> None:
        printer.print(Task(Printout, payload["printout_id"], payload.get("round", 1)))
        draw_sample(sessions, store, payload["printout_id"])

    return {RENDER: render_document, PRINT: render_printout}


@dataclass(frozen=True, slots=True)
class _Printer:
    sessions: sessionmaker[Session]
    store: Store
    renderer: Renderer
    every: float

    def print(self, task: Task) -> None:
        with self.sessions() as session:
            paper = task.paper(session)
            if paper is None:
                return
            content, known = paper.snapshot, _printed_before(session, paper)
            template_key = paper.template_key if isinstance(paper, Printout) else None
            in_word = isinstance(paper, Printout) and paper.form is PrintoutForm.DOCX
            pages = expected_cost(session, paper.kind.value, len(content)).pages
        if known:
            self._attach(task, known)
            return
        order, began_at = Order(), clock.now()
        try:
            with self._watched(task, order, began_at, pages):
                if in_word:
                    made = docx_of(content, self.store, template_key)
                else:
                    made = sealing.render(content, self.renderer, self.store, order)
        except CalledOff:
            return
        except (RenderFailed, Damaged) as failure:
            self._note(task, failure.reason if isinstance(failure, RenderFailed) else LOST_IMAGE)
            raise
        stored = self.store.put_bytes(made, DOCX if in_word else PDF)
        self._attach(task, (stored.key, stored.size), took=(began_at, order.pages))

    def _attach(
        self, task: Task, stored: tuple[str, int], *, took: tuple[datetime, int] | None = None
    ) -> None:
        """took: since when it was printed, and how many pages; None for bytes that were there."""
        at = clock.now()
        with self.sessions() as session, write(session):
            paper = task.paper(session)
            if paper is None:
                return
            paper.attach_pdf(*stored, at=at)
            if took:
                its_printing(session, paper).finish(began_at=took[0], pages=took[1], at=at)

    def _note(self, task: Task, reason: str) -> None:
        with self.sessions() as session, write(session):
            paper = task.paper(session)
            if paper is not None and paper.failure != reason:
                paper.note_failure(reason, at=clock.now())

    @contextmanager
    def _watched(
        self, task: Task, order: Order, began_at: datetime, expected_pages: float
    ) -> Iterator[None]:
        """Meanwhile tell how far it is, and call it off when nobody waits for it any longer."""
        over = threading.Event()

        def look() -> None:
            while not order.called_off and not over.wait(self.every):
                try:
                    self._tell(task, order, began_at, expected_pages)
                except SQLAlchemyError:
                    log.exception("how far it is printed cannot be told now")

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _tell(self, task: Task, order: Order, began_at: datetime, expected_pages: float) -> None:
        pages, share = order.pages, order.share(expected_pages)
        with self.sessions() as session, write(session):
            paper = task.paper(session)
            if paper is None:
                order.call_off()
                return
            its_printing(session, paper).tell(began_at=began_at, pages=pages, share=share)
            renew_lease(session, print_key(paper, task.round), at=clock.now())


def _printed_before(session: Session, paper: Paper) -> tuple[str, int] | None:
    """The stored PDF of an equal printout; papers besides them are never equal."""
    known = printed_before(session, paper) if isinstance(paper, Printout) else None
    return (known.pdf_key, known.pdf_size) if known and known.pdf_key and known.pdf_size else None
