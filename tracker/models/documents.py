"""A paper: the snapshot it prints, its stored bytes, and the code by which anyone may check it."""

import hashlib
import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import Meeting, SecurityClass

if TYPE_CHECKING:
    from tracker.models.minutes import Minutes

CODE_BYTES = 16


class DocumentKind(Labelled):
    MINUTES = "minutes", N_("Notula")


class Document(Audited, Base):
    """One paper, drafted (no code, watermark) or sealed (code and edition).

    snapshot: canonical JSON bytes of everything printed, with a schema number; the renderer reads
    nothing else. pdf_key: SHA-256 of the stored PDF, set once. The database refuses later changes.
    """

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind", "edition"),
        UniqueConstraint("meeting_id", "kind", "snapshot_key"),
        CheckConstraint("(code IS NULL) = (edition IS NULL)", name="sealed"),
    )

    kind: Mapped[DocumentKind] = mapped_column(choice(DocumentKind, "kind"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    edition: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(unique=True)
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    snapshot_key: Mapped[str]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    pdf_key: Mapped[str | None]
    pdf_size: Mapped[int | None]
    rendered_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def is_sealed(self) -> bool:
        return self.code is not None

    @property
    def is_ready(self) -> bool:
        return self.pdf_key is not None

    def attach_pdf(self, key: str, size: int, *, at: datetime) -> None:
        """Set the stored bytes, once. Raises DomainError when the paper already has its bytes."""
        if self.pdf_key is not None:
            raise DomainError("already_rendered", N_("Naskah ini sudah memiliki berkas PDF."))
        self.pdf_key, self.pdf_size, self.rendered_at, self.failure = key, size, at, ""
        record(self, "document:rendered", by=None, at=at, data={"pdf_key": key})

    def note_failure(self, reason: str, *, at: datetime) -> None:
        """Keep why rendering did not succeed, for the page that waits for it."""
        self.failure = reason
        record(self, "document:render_failed", by=None, at=at, data={"reason": reason})


def draft_document(
    session: Session, minutes: "Minutes", snapshot: bytes, *, by: int, at: datetime
) -> Document:
    """The watermarked paper of this very content; the same content has one paper."""
    key = snapshot_key(snapshot)
    known = session.scalar(
        select(Document).where(
            Document.meeting_id == minutes.meeting_id,
            Document.kind == DocumentKind.MINUTES,
            Document.snapshot_key == key,
        )
    )
    if known is not None:
        return known
    document = Document(
        kind=DocumentKind.MINUTES,
        meeting_id=minutes.meeting_id,
        minutes_id=minutes.id,
        snapshot=snapshot,
        snapshot_key=key,
        created_by=by,
        created_at=at,
    )
    session.add(document)
    record(document, "document:drafted", by=by, at=at)
    return document


def new_code() -> str:
    """A verification code of 128 random bits, in four groups people can read aloud."""
    return _grouped(secrets.token_hex(CODE_BYTES).upper())


def normalise_code(code: str) -> str:
    """A code as it is stored, from one that was typed: any case, with or without its hyphens.

    Anything else in it stays, so that it is nobody's code.
    """
    return _grouped(re.sub(r"[\s\-\u2010-\u2014]", "", code.upper()))


def snapshot_key(snapshot: bytes) -> str:
    return hashlib.sha256(snapshot).hexdigest()


def _grouped(text: str) -> str:
    return "-".join(text[i : i + 8] for i in range(0, len(text), 8))
