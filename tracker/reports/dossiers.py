"""What a meeting's file would hold for who asks: the papers that stand, attachments, photos."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from tracker.models.attachments import ATTACHMENT_KINDS
from tracker.models.documents import Document, DocumentKind
from tracker.models.files import Blob, FileKind, StoredFile
from tracker.models.official_papers import OfficialPaper
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.models.withdrawals import Withdrawal
from tracker.policy.documents import visible_documents
from tracker.policy.files import visible_files
from tracker.reports.editions import is_replaced

# In the order of a file on the shelf; what is not named follows in the order it was issued.
FIRST = (DocumentKind.INVITATION, DocumentKind.ATTENDANCE, DocumentKind.MINUTES)


@dataclass(frozen=True, slots=True)
class StandingPaper:
    """pdf_key: None while it is printed. office: whom it is made for, where it is for one."""

    id: int
    kind: DocumentKind
    edition: int
    code: str
    pdf_key: str | None
    pdf_size: int
    office: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the meeting. key: of its bytes."""

    name: str
    kind: FileKind
    key: str
    media_type: str
    size: int


def standing_papers(session: Session, actor: Actor, meeting_id: int) -> list[StandingPaper]:
    """Sealed, neither replaced nor withdrawn, and the actor's to see."""
    papers = (
        visible_documents(actor)
        .outerjoin(OfficialPaper, OfficialPaper.id == Document.official_paper_id)
        .outerjoin(Organisation, Organisation.id == OfficialPaper.organisation_id)
        .where(Document.meeting_id == meeting_id, Document.code.is_not(None), ~is_replaced())
        .where(~select(Withdrawal.id).where(Withdrawal.document_id == Document.id).exists())
        .order_by(
            case({kind: place for place, kind in enumerate(FIRST)}, value=Document.kind, else_=9),
            Document.id,
        )
        .with_only_columns(
            *(Document.id, Document.kind, Document.edition, Document.code),
            *(Document.pdf_key, Document.pdf_size, Organisation.name),
        )
    )
    return [
        StandingPaper(id_, kind, edition or 1, code or "", key, size or 0, office or "")
        for id_, kind, edition, code, key, size, office in session.execute(papers)
    ]


def attached_files(session: Session, actor: Actor, meeting_id: int) -> list[Attached]:
    """In the order they came, photos among them."""
    files = (
        visible_files(actor)
        .join(Blob, Blob.id == StoredFile.blob_id)
        .where(StoredFile.meeting_id == meeting_id, StoredFile.kind.in_(ATTACHMENT_KINDS))
        .order_by(StoredFile.id)
        .with_only_columns(StoredFile.name, StoredFile.kind, Blob.key, Blob.media_type, Blob.size)
    )
    return [Attached(*row) for row in session.execute(files)]


def missing_kinds(papers: Sequence[StandingPaper]) -> list[DocumentKind]:
    """What belongs into every file, and is not issued, or not yet for this reader."""
    there = {paper.kind for paper in papers if paper.pdf_key}
    return [kind for kind in FIRST if kind not in there]
