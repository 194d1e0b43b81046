"""Tautan naskah: for somebody without an account, the way to one paper and to nothing else."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Versioned, session_of
from tracker.models.documents import Document
from tracker.models.events import Audited, record
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass

LASTS = timedelta(days=30)


class PaperLink(Audited, Versioned, Base):
    """What a token in a mail stands for. key: that of the mail which carries it.

    read_on: the last day it was opened, noted where the class asks for it.
    """

    __tablename__ = "paper_links"

    key: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    recipient_name: Mapped[str]
    expires_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    read_on: Mapped[date | None]

    document: Mapped[Document] = relationship()
    meeting: Mapped[Meeting] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    def is_live(self, at: datetime) -> bool:
        """Not over, not withdrawn, and the meeting not classed Rahasia meanwhile."""
        open_to_links = self.meeting.security_class not in NAMED_ACCESS
        return open_to_links and self.withdrawn_at is None and at < self.expires_at

    def withdraw(self, *, by: int, at: datetime) -> None:
        """The link is dead from now on; a second time changes nothing."""
        session_of(self).refresh(self, with_for_update={"key_share": True})
        if self.withdrawn_at is None:
            self.withdrawn_at = at
            record(self, "paper_link:withdrawn", by=by, at=at)

    def note_reading(self, *, at: datetime, day: date) -> None:
        """Somebody opened it; once a day."""
        session_of(self).refresh(self, with_for_update={"key_share": True})
        if self.read_on != day:
            self.read_on = day
            record(self, "paper_link:read", by=None, at=at)


def issue_link(
    session: Session,
    document: Document,
    *,
    key: str,
    recipient_name: str,
    organisation_id: int | None,
    by: int,
    at: datetime,
) -> PaperLink:
    """A link that lasts thirty days. Writes `paper_link:issued`."""
    link = PaperLink(
        key=key,
        document_id=document.id,
        meeting_id=document.meeting_id,
        organisation_id=organisation_id,
        recipient_name=recipient_name,
        expires_at=at + LASTS,
    )
    session.add(link)
    record(link, "paper_link:issued", by=by, at=at)
    return link
