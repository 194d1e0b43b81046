"""Printing papers: the PDF is made once from the snapshot, stored, and its hash attached."""

from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from tracker.documents import sealing
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.media_types import PDF
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.storage import Damaged, Store
from tracker.infra.text import N_
from tracker.jobs.worker import Handler
from tracker.models.documents import Document

LOST_IMAGE = N_("Gambar untuk naskah ini hilang atau rusak di penyimpanan.")


def document_renderer(sessions: sessionmaker[Session], store: Store, renderer: Renderer) -> Handler:
    """The handler of `sealing.RENDER` jobs: `{"document_id": 12}`. Doing one twice is harmless.

    Raises what went wrong, after noting it on the document for the page that waits for it.
    """

    def render_document(payload: dict[str, Any]) -> None:
        document_id: int = payload["document_id"]
        with sessions() as session:
            document = session.get_one(Document, document_id)
            if document.is_ready:
                return
            content = document.snapshot
        try:
            pdf = sealing.render(content, renderer, store)
        except (RenderFailed, Damaged) as failure:
            reason = failure.reason if isinstance(failure, RenderFailed) else LOST_IMAGE
            _note_failure(sessions, document_id, reason)
            raise
        stored = store.put_bytes(pdf, PDF)
        with sessions() as session, write(session):
            document = session.get_one(Document, document_id)
            if not document.is_ready:
                document.attach_pdf(stored.key, stored.size, at=clock.now())

    return render_document


def _note_failure(sessions: sessionmaker[Session], document_id: int, reason: str) -> None:
    with sessions() as session, write(session):
        document = session.get_one(Document, document_id)
        if not document.is_ready and document.failure != reason:
            document.note_failure(reason, at=clock.now())
