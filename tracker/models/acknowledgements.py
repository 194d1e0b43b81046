"""Sudah dibaca: an organisation says that it has read a paper, once and for good."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base
from tracker.infra.text import N_, clean_line
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation


class Acknowledgement(Audited, Base):
    """Who spoke for the organisation, as he named himself. Append-only.

    user_id: the account used; None when it came by the link of the mail.
    """

    __tablename__ = "acknowledgements"
    __table_args__ = (
        UniqueConstraint("document_id", "organisation_id"),
        CheckConstraint("name <> ''", name="named"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    position_title: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    document: Mapped[Document] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.document.security_class


def acknowledge(
    session: Session,
    document: Document,
    organisation_id: int,
    *,
    name: str,
    position_title: str,
    by: int | None,
    at: datetime,
) -> Acknowledgement:
    """Writes `acknowledgement:given`. Raises DomainError when the organisation has said so."""
    document.meeting.hold()  # two who say it at once take turns
    known = select(Acknowledgement.id).where(
        Acknowledgement.document_id == document.id,
        Acknowledgement.organisation_id == organisation_id,
    )
    if session.scalar(known) is not None:
        raise DomainError(
            "acknowledged_already", N_("Instansi ini sudah menyatakan membaca naskah ini.")
        )
    given = Acknowledgement(
        document_id=document.id,
        meeting_id=document.meeting_id,
        organisation_id=organisation_id,
        user_id=by,
        name=clean_line(name),
        position_title=clean_line(position_title),
        at=at,
    )
    session.add(given)
    record(given, "acknowledgement:given", by=by, at=at)
    return given
