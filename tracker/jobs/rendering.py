"""Printing papers: the PDF is made once from the snapshot, stored, and its hash attached."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session, sessionmaker

from tracker.documents import sealing
from tracker.documents.printouts import PRINT
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.media_types import PDF
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.storage import Damaged, Store
from tracker.infra.text import N_
from tracker.jobs.worker import Handler
from tracker.models.documents import Document
from tracker.models.printouts import Printout

Paper = TypeVar("Paper", Document, Printout)

LOST_IMAGE = N_("Gambar untuk naskah ini hilang atau rusak di penyimpanan.")


def paper_renderers(
    sessions: sessionmaker[Session], store: Store, renderer: Renderer
) -> dict[str, Handler]:
    """The handlers of `{"document_id": 12}` and `{"printout_id": 12}`. Doing one twice is harmless.

    They raise what went wrong, after noting it on the paper for the page that waits for it.
    """

    def render_document(payload: dict[str, Any]) -> None:
        _print(Document, payload["document_id"], sessions, store, renderer)

    def render_printout(payload: dict[str, Any]) -> None:
        _print(Printout, payload["printout_id"], sessions, store, renderer)

    return {sealing.RENDER: render_document, PRINT: render_printout}


def _print(
    noun: type[Paper],
    row_id: int,
    sessions: sessionmaker[Session],
    store: Store,
    renderer: Renderer,
) -> None:
    with sessions() as session:
        paper = session.get(noun, row_id)
        if paper is None or paper.is_ready:  # a printout may be forgotten meanwhile
            return
        content = paper.snapshot
    try:
        pdf = sealing.render(content, renderer, store)
    except (RenderFailed, Damaged) as failure:
        reason = failure.reason if isinstance(failure, RenderFailed) else LOST_IMAGE
        with sessions() as session, write(session):
            paper = session.get_one(noun, row_id)
            if not paper.is_ready and paper.failure != reason:
                paper.note_failure(reason, at=clock.now())
        raise
    stored = store.put_bytes(pdf, PDF)
    with sessions() as session, write(session):
        paper = session.get_one(noun, row_id)
        if not paper.is_ready:
            paper.attach_pdf(stored.key, stored.size, at=clock.now())
