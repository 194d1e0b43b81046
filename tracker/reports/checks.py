"""What anyone with a printed paper may know of it: no more than the paper already shows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models.documents import Document, DocumentKind, normalise_code
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.signings import Signing, SigningMethod
from tracker.models.srikandi_numbers import SrikandiNumber
from tracker.models.withdrawals import Withdrawal


class Found(StrEnum):
    """replaced: by a ralat, or a later edition of what is no notula."""

    RECORDED = "recorded"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckedSigning:
    """name: who signed, as printed; empty unless the paper is of class Biasa, and for a scan."""

    method: SigningMethod
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """subject, held_on, office: None unless the paper is of class Biasa.

    number: as printed, else as SRIKANDI gave it. issued_at: when it was sealed. pdf_key, size: of
    the PDF, None until it is printed. An unknown paper has nothing of this.
    """

    found: Found = Found.UNKNOWN
    kind: DocumentKind | None = None
    code: str = ""
    edition: int = 1
    number: str = ""
    issued_at: datetime | None = None
    withdrawn_at: datetime | None = None
    pdf_key: str | None = None
    pdf_size: int | None = None
    subject: str | None = None
    held_on: date | None = None
    office: str | None = None
    signings: Sequence[CheckedSigning] = ()
    signed_keys: frozenset[str] = frozenset()


def check_paper(session: Session, code: str) -> CheckedPaper:
    """The sealed paper of a code, however it was typed. Asks as much for one that nobody has."""
    return _checked(session, Document.code == normalise_code(code))


def check_file(session: Session, key: str) -> CheckedPaper:
    """The sealed paper whose PDF, or whose signed file, has this SHA-256."""
    signed = select(Signing.document_id).where(Signing.file_key == key)
    return _checked(session, or_(Document.pdf_key == key, Document.id.in_(signed)))


def printed_number(paper: dict[str, Any]) -> str:
    """A letter's number stands on it; a notula has none, though it names that of its letter."""
    if paper["kind"] == DocumentKind.INVITATION:
        return str(paper["meeting"].get("invitation_number") or "")
    return str(paper.get("number") or "")


def _checked(session: Session, which: Any) -> CheckedPaper:
    later = aliased(Document)
    newest = (
        select(func.max(later.edition))
        .where(later.meeting_id == Document.meeting_id, later.kind == Document.kind)
        .where(later.official_paper_id.is_not_distinct_from(Document.official_paper_id))
        .scalar_subquery()
    )
    paper = (
        select(Document, newest, Meeting.security_class, Withdrawal.at, SrikandiNumber.number)
        .join(Meeting, Meeting.id == Document.meeting_id)
        .outerjoin(Withdrawal, Withdrawal.document_id == Document.id)
        .outerjoin(SrikandiNumber, SrikandiNumber.document_id == Document.id)
        .where(which, Document.code.is_not(None))
        .order_by(Document.id)
        .limit(1)
    )
    row = session.execute(paper).first()
    made = session.scalars(
        select(Signing).where(Signing.document_id == (row[0].id if row else 0)).order_by(Signing.id)
    ).all()
    return _told(row, made) if row else CheckedPaper()


def _told(row: Row[*tuple[Any, ...]], made: Sequence[Signing]) -> CheckedPaper:
    document, last, security_class, withdrawn_at, number = row
    paper = json.loads(document.snapshot)
    is_open = {security_class, paper["meeting"]["security_class"]} == {SecurityClass.OPEN}
    found = Found.REPLACED if last > document.edition else Found.RECORDED
    return CheckedPaper(
        found=Found.WITHDRAWN if withdrawn_at else found,
        kind=document.kind,
        code=document.code or "",
        edition=document.edition or 1,
        number=printed_number(paper) or number or "",
        issued_at=document.created_at,
        withdrawn_at=withdrawn_at,
        pdf_key=document.pdf_key,
        pdf_size=document.pdf_size,
        signings=[
            CheckedSigning(one.method, one.signed_at, one.signatory_name if is_open else "")
            for one in made
        ],
        signed_keys=frozenset(one.file_key for one in made),
        **(_printed(paper) if is_open else {}),
    )


def _printed(paper: dict[str, Any]) -> dict[str, Any]:
    """As the paper says it, whatever was corrected since."""
    meeting = paper["meeting"]
    held_on = date.fromisoformat(meeting["starts_on"]) if meeting["starts_on"] else None
    return {"subject": meeting["subject"], "held_on": held_on, "office": paper["unit"]}
