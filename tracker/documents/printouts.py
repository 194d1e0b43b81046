"""Papers of the day's work: the same letterhead, looks and printer as issued ones, no code.

Their HTML says `printout`, so that they carry no watermark: they are nobody's draft.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.documents.limits import require_printable
from tracker.documents.queueing import ask_for_rendering
from tracker.documents.snapshot import SCHEMA, canonical
from tracker.models.letterheads import Letterhead, letterhead_of
from tracker.models.letterheads import letterhead as secretariat
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.paper_layouts import paper_layout
from tracker.models.printouts import Printout, PrintoutKind, printout_of
from tracker.models.users import Actor


def ask_for_printout(
    session: Session,
    kind: PrintoutKind,
    content: dict[str, Any],
    *,
    name: str,
    security_class: SecurityClass,
    letterhead: Letterhead | None = None,
    meeting_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Printout:
    """Let the worker print it for `by`, in the running transaction; only he can open it.

    content: what `templates/documents/<kind>.html` prints beyond the letterhead, as plain values
    with every name as displayed; it may bring a layout of its own. name: of the file, without
    ".pdf". security_class: the highest of what it tells. letterhead: the kop, else that of the
    office `by` works for. meeting_id: where it tells of one meeting, which he must see to open it.
    Raises DomainError when it is more than a paper can carry.
    """
    paper = {
        "schema": SCHEMA,
        "kind": kind,
        "printout": True,
        "letterhead": asdict(letterhead or _own_letterhead(session, by)),
        "layout": asdict(paper_layout(session)[0]),
        "unit": by.office,
        "security_class": security_class,
        "seal": None,
        **content,
    }
    require_printable(paper)
    printout = printout_of(
        session,
        kind,
        canonical(paper),
        name=name,
        security_class=security_class,
        by=by.user_id,
        at=at,
        meeting_id=meeting_id,
    )
    ask_for_rendering(session, printout, at=at)
    return printout


def _own_letterhead(session: Session, by: Actor) -> Letterhead:
    """Of the one office somebody works for; who works for none or several prints the Setda's."""
    offices = by.secretariat or by.agencies or by.leads
    if len(offices) != 1:
        return secretariat(session)[0]
    return letterhead_of(session, session.get_one(Organisation, *offices))
