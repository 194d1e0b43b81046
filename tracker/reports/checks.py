"""What anyone with a printed paper may know of it: no more than the paper already shows."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tracker.models.documents import Document, DocumentKind, normalise_code
from tracker.models.meetings import Meeting, SecurityClass


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """subject, held_on, office: None unless the paper is of class Biasa. replaced: by a ralat,
    or a later edition of what is no notula.

    issued_at: when it was sealed. pdf_key: SHA-256 of the PDF, None until it is printed.
    """

    kind: DocumentKind
    edition: int
    issued_at: datetime
    pdf_key: str | None
    replaced: bool
    subject: str | None = None
    held_on: date | None = None
    office: str | None = None


def check_paper(session: Session, code: str) -> CheckedPaper | None:
    """The sealed paper of a code, however it was typed; None when none has it."""
    later = aliased(Document)
    newest = (
        select(func.max(later.edition))
        .where(later.meeting_id == Document.meeting_id, later.kind == Document.kind)
        .where(later.official_paper_id.is_not_distinct_from(Document.official_paper_id))
        .scalar_subquery()
    )
    row = session.execute(
        select(Document, newest, Meeting.security_class)
        .join(Meeting, Meeting.id == Document.meeting_id)
        .where(Document.code == normalise_code(code))
    ).first()
    if row is None:
        return None
    document, last, security_class = row
    paper = json.loads(document.snapshot)
    classes = {security_class, paper["meeting"]["security_class"]}
    return CheckedPaper(
        document.kind,
        document.edition,
        document.created_at,
        document.pdf_key,
        last > document.edition,
        *(_printed(paper) if classes == {SecurityClass.OPEN} else ()),
    )


def _printed(paper: dict[str, Any]) -> tuple[str, date | None, str]:
    """As the paper says it, whatever was corrected since."""
    meeting = paper["meeting"]
    held_on = date.fromisoformat(meeting["starts_on"]) if meeting["starts_on"] else None
    return meeting["subject"], held_on, paper["unit"]
