"""A paper in Word is asked for: a printout of who asked, made by the worker from the snapshot."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.documents.queueing import ask_for_rendering
from tracker.documents.word.kinds import NO_PAPERS
from tracker.infra.text import N_
from tracker.models.documents import Document
from tracker.models.errors import Untimely
from tracker.models.printouts import Printout, PrintoutForm, PrintoutKind, printout_of
from tracker.models.word_templates import template_for


def ask_for_word(
    session: Session, paper: Document | Printout, *, name: str, by: int, at: datetime
) -> Printout:
    """In the running transaction; asked for again with the same template it is the same one.

    name: of the file, without its ending. Raises Untimely for what is no single paper.
    """
    if paper.kind in NO_PAPERS:
        raise Untimely("no_word", N_("Berkas gabungan tidak tersedia dalam bentuk Word."))
    template = template_for(session, paper.kind.value)
    printout = printout_of(
        session,
        PrintoutKind.PAPER,
        paper.snapshot,
        name=name,
        security_class=paper.security_class,
        by=by,
        at=at,
        form=PrintoutForm.DOCX,
        template_key=template.blob.key if template else None,
        document_id=paper.id if isinstance(paper, Document) else None,
        meeting_id=paper.meeting_id,
    )
    ask_for_rendering(session, printout, at=at)
    return printout
