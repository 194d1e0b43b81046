"""One paper for its reader: what became of it, and what he may do with it."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from tracker.documents.signatories import signatories_of
from tracker.infra.db import db
from tracker.infra.signing import open_signer
from tracker.models.documents import Document
from tracker.models.people import Signatory
from tracker.models.printouts import Printout
from tracker.models.signings import signed_already, signings_of
from tracker.models.users import Actor
from tracker.models.withdrawals import require_standing
from tracker.policy.documents import can_call_off, visible_documents
from tracker.policy.meetings import visible_meetings
from tracker.policy.official_papers import can_write_official_papers
from tracker.policy.signings import can_keep_paper, can_sign, can_withdraw
from tracker.reports.printings import waiting
from tracker.reports.standing import Standing, standing_of
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings


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
    """One of the actor's own, while he sees the paper it copies or the meeting it tells of."""
    own = select(Printout).where(Printout.user_id == actor().user_id)
    printout = find(own.options(defer(Printout.snapshot)), printout_id)
    if printout.document_id is not None:
        find_document(printout.document_id)
    if printout.meeting_id is not None and printout.document_id is None:
        find(visible_meetings(actor()), printout.meeting_id)
    return printout


def paper_values(document: Document) -> dict[str, object]:
    """What the page of a paper shows of it, printed or on its way."""
    session, standing = db.session(), standing_of(db.session(), document)
    return {
        "document": document,
        "standing": standing,
        "may": _may(document, standing),
        "reaches_written": document.official_paper_id is not None
        and can_write_official_papers(actor(), document.meeting),
        "waiting": None if document.is_ready else waiting(session, document, at=now()),
        "may_call_off": can_call_off(actor(), document),
    }


def places_to_sign(document: Document) -> dict[int, Signatory]:
    """The blocks this actor may sign and that nobody has signed yet, by their number.

    Forbidden where none is his; raises Untimely when all of his are signed, or the paper does not
    stand any more.
    """
    blocks = enumerate(signatories_of(document.snapshot), start=1)
    own = {place: one for place, one in blocks if can_sign(actor(), document, one)}
    require(bool(own))
    require_standing(document)
    signed = {made.place for made in signings_of(db.session(), document.id)}
    if not own.keys() - signed:
        raise signed_already()
    return {place: one for place, one in own.items() if place not in signed}


def _may(document: Document, standing: Standing) -> dict[str, bool]:
    """The acts offered: only those the paper's state allows too."""
    printed = document.is_sealed and document.is_ready
    kept = printed and can_keep_paper(actor(), document)
    return {
        "sign": printed and standing.stands and _may_sign(document, standing),
        "scan": kept and standing.stands and not standing.is_signed_digitally,
        "package": kept and standing.stands,
        "number": kept and standing.withdrawal is None,
        "withdraw": printed and standing.stands and can_withdraw(actor(), document),
    }


def _may_sign(document: Document, standing: Standing) -> bool:
    """Reads the snapshot, and so only where papers are signed here at all."""
    if open_signer(settings()) is None:
        return False
    signed = {made.place for made in standing.signings}
    blocks = enumerate(signatories_of(document.snapshot), start=1)
    return any(n not in signed and can_sign(actor(), document, one) for n, one in blocks)
