"""One paper for its reader: what became of it, and what he may do with it."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from tracker.infra.db import db
from tracker.models.documents import Document
from tracker.models.printouts import Printout
from tracker.models.users import Actor
from tracker.policy.documents import can_call_off, visible_documents
from tracker.policy.signings import can_keep_paper, can_withdraw
from tracker.reports.printings import waiting
from tracker.reports.standing import Standing, standing_of
from tracker.web.access import find, require
from tracker.web.context import actor, now


def find_document(
    document_id: int, may: Callable[[Actor, Document], bool] | None = None
) -> Document:
    """A paper the actor sees, without the snapshot, which few pages read."""
    light = visible_documents(actor()).options(
        defer(Document.snapshot), joinedload(Document.meeting)
    )
    document = find(light, document_id)
    require(may is None or may(actor(), document))
    return document


def find_printout(printout_id: int) -> Printout:
    """One of the actor's own; a copy of a paper only while he sees that paper."""
    own = select(Printout).where(Printout.user_id == actor().user_id)
    printout = find(own.options(defer(Printout.snapshot)), printout_id)
    if printout.document_id is not None:
        find_document(printout.document_id)
    return printout


def paper_values(document: Document) -> dict[str, object]:
    """What the page of a paper shows of it, printed or on its way."""
    session, standing = db.session(), standing_of(db.session(), document)
    return {
        "document": document,
        "standing": standing,
        "may": _may(document, standing),
        "waiting": None if document.is_ready else waiting(session, document, at=now()),
        "may_call_off": can_call_off(actor(), document),
    }


def _may(document: Document, standing: Standing) -> dict[str, bool]:
    """The acts offered: only those the paper's state allows too."""
    printed = document.is_sealed and document.is_ready
    kept = printed and can_keep_paper(actor(), document)
    return {
        "scan": kept and standing.stands and not standing.is_signed_digitally,
        "number": kept and standing.withdrawal is None,
        "withdraw": printed and standing.stands and can_withdraw(actor(), document),
    }
