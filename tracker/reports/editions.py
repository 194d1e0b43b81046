"""Whether an issued paper still is the newest of its kind: a ralat leaves the old one as it is."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased, defer

from tracker.models.documents import Document

_LATER = aliased(Document)
_FOLLOWS = (
    (_LATER.meeting_id == Document.meeting_id)
    & (_LATER.kind == Document.kind)
    & _LATER.official_paper_id.is_not_distinct_from(Document.official_paper_id)
    & _LATER.code.is_not(None)
    & (_LATER.edition > Document.edition)
)


def is_replaced() -> ColumnElement[bool]:
    """Of the documents a select is about: a later edition is issued."""
    return select(_LATER.id).where(_FOLLOWS).correlate(Document).exists()


def replacing(session: Session, document: Document) -> Document | None:
    """The newest edition where `document` is not, without its snapshot; None for a draft."""
    return session.scalar(
        select(_LATER)
        .options(defer(_LATER.snapshot))
        .join(Document, _FOLLOWS)
        .where(Document.id == document.id, Document.code.is_not(None))
        .order_by(_LATER.edition.desc())
        .limit(1)
    )
