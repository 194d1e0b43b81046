"""Penarikan: a sealed paper that no longer counts; its bytes and its code stay."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_, clean_lines
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.errors import Untimely, require_reason
from tracker.models.events import Audited, record
from tracker.models.meetings import SecurityClass
from tracker.models.users import Actor


class Withdrawal(Audited, Base):
    """Who withdrew a paper, when and why; append-only. The paper's own row never changes."""

    __tablename__ = "withdrawals"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    reason: Mapped[str]
    withdrawn_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    withdrawn_by_name: Mapped[str]
    at: Mapped[datetime]

    document: Mapped[Document] = relationship()

    @property
    def meeting_id(self) -> int:
        return self.document.meeting_id

    @property
    def security_class(self) -> SecurityClass:
        return self.document.security_class


def withdraw(document: Document, reason: str, *, by: Actor, at: datetime) -> Withdrawal:
    """Writes `withdrawal:made`. Raises DomainError without a reason; Untimely for a notula, which
    is corrected by a ralat, for a draft, and for what no longer stands anyway.
    """
    document.meeting.hold()
    require_standing(document)
    if document.kind is DocumentKind.MINUTES:
        raise Untimely(
            "notula_stays", N_("Notula tidak ditarik; perbaiki dengan ralat bila ada yang keliru.")
        )
    reason = clean_lines(reason)
    require_reason(reason)
    made = Withdrawal(
        document=document,
        reason=reason,
        withdrawn_by=by.user_id,
        withdrawn_by_name=by.name,
        at=at,
    )
    session_of(document).add(made)
    record(made, "withdrawal:made", by=by.user_id, at=at)
    return made


def withdrawal_of(session: Session, document_id: int) -> Withdrawal | None:
    return session.scalar(select(Withdrawal).where(Withdrawal.document_id == document_id))


def require_standing(document: Document) -> None:
    """Let only a printed, sealed paper through that is the newest of its kind and was not
    withdrawn. Raises Untimely. A verb holds the meeting first, so that this stays true.
    """
    session = session_of(document)
    if not document.is_sealed:
        raise Untimely("not_sealed", N_("Naskah ini masih draf; belum ada yang diterbitkan."))
    if not document.is_ready:
        raise Untimely("not_printed", N_("Naskah ini masih dicetak. Coba lagi sebentar."))
    if withdrawal_of(session, document.id) is not None:
        raise Untimely("withdrawn", N_("Naskah ini sudah ditarik."))
    written = {"official_paper_id": document.official_paper_id}
    if newest_document(session, document.kind, document.meeting_id, **written) is not document:
        raise Untimely("replaced", N_("Naskah ini sudah digantikan oleh yang lebih baru."))
