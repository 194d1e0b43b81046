"""Asking the worker to print a paper, in the running transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models.documents import Document
from tracker.models.jobs import enqueue
from tracker.models.printings import Paper, printing_of

RENDER = "render_document"
PRINT = "print_printout"


def ask_for_rendering(session: Session, paper: Paper, *, at: datetime) -> None:
    """Let the worker print it, once, and anew when that was called off; call inside `write`."""
    session.flush()
    printing = printing_of(session, paper)
    if printing is not None and printing.called_off_at:
        printing.renew()
    round_ = printing.round if printing else 1
    kind, name = (RENDER, "document_id") if isinstance(paper, Document) else (PRINT, "printout_id")
    payload = {name: paper.id} | ({"round": round_} if round_ > 1 else {})
    enqueue(session, kind, payload, at=at, key=print_key(paper, round_))


def print_key(paper: Paper, round_: int) -> str:
    """The key of the job that prints it."""
    word = "render" if isinstance(paper, Document) else "print"
    return f"{word}:{paper.id}" + (f":{round_}" if round_ > 1 else "")
