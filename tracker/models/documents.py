"""A paper: the snapshot it prints, its stored bytes, and the code by which anyone may check it."""

import hashlib
import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, growing_choice
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import Meeting, SecurityClass

if TYPE_CHECKING:
    from tracker.models.minutes import Minutes

CODE_BYTES = 16
_OF_KIND = text("official_paper_id IS NULL")


class DocumentKind(Labelled):
    MINUTES = "minutes", N_("Notula")
    INVITATION = "invitation", N_("Surat undangan")
    ATTENDANCE_FORM = "attendance_form", N_("Daftar hadir kosong")
    ATTENDANCE = "attendance", N_("Daftar hadir")
    ACTION_MATRIX = "action_matrix", N_("Matriks tindak lanjut")
    SHORT_MINUTES = "short_minutes", N_("Notula ringkas")
    OFFICIAL_RECORD = "official_record", N_("Berita acara kesepakatan")
    INTERNAL_MEMO = "internal_memo", N_("Nota dinas")
    REPORT = "report", N_("Laporan")
    STAFF_STUDY = "staff_study", N_("Telaahan staf")
    COVER_LETTER = "cover_letter", N_("Surat pengantar")
    DISPOSITION_SHEET = "disposition_sheet", N_("Lembar disposisi")
    AGREEMENT_EXCERPT = "agreement_excerpt", N_("Petikan kesepakatan")
    REMINDER_LETTER = "reminder_letter", N_("Surat pengingat")
    REPRIMAND = "reprimand", N_("Surat teguran")


class Document(Audited, Base):
    """One paper, drafted (no code, watermark) or sealed (code and edition).

    minutes_id: of a notula the edition of the minutes it prints, of other papers nothing.
    official_paper_id: the paper somebody wrote that this prints, as a nota dinas; editions are then
    counted for that paper, else for its kind within the meeting.
    snapshot: canonical JSON bytes of everything printed, with a schema number; the renderer reads
    nothing else. pdf_key: SHA-256 of the stored PDF, set once. The database refuses later changes.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Index(
            "uq_documents_edition_of_kind",
            *("meeting_id", "kind", "edition"),
            unique=True,
            sqlite_where=_OF_KIND,
            postgresql_where=_OF_KIND,
        ),
        Index("uq_documents_edition_of_paper", "official_paper_id", "edition", unique=True),
        UniqueConstraint("meeting_id", "kind", "snapshot_key"),
        CheckConstraint("(code IS NULL) = (edition IS NULL)", name="sealed"),
        CheckConstraint("(kind = 'minutes') = (minutes_id IS NOT NULL)", name="minutes"),
    )

    kind: Mapped[DocumentKind] = mapped_column(growing_choice(DocumentKind))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("minutes.id"), index=True)
    official_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("official_papers.id"), info=LATER
    )
    edition: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(unique=True)
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    snapshot_key: Mapped[str]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    pdf_key: Mapped[str | None] = mapped_column(index=True)
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
    session: Session,
    kind: DocumentKind,
    meeting: Meeting,
    snapshot: bytes,
    *,
    by: int | None,
    at: datetime,
    minutes: "Minutes | None" = None,
    official_paper_id: int | None = None,
) -> Document:
    """The paper of this very content without code; the same content has one paper.

    minutes: for a notula, which of its editions. official_paper_id: as of `Document`.
    """
    key = snapshot_key(snapshot)
    known = session.scalar(
        select(Document).where(
            Document.meeting_id == meeting.id,
            Document.kind == kind,
            Document.snapshot_key == key,
        )
    )
    if known is not None:
        return known
    document = _document(kind, meeting, snapshot, by=by, at=at)
    document.minutes_id = minutes.id if minutes else None
    document.official_paper_id = official_paper_id
    session.add(document)
    record(document, "document:drafted", by=by, at=at)
    return document


def issue_document(
    session: Session,
    kind: DocumentKind,
    meeting: Meeting,
    snapshot: bytes,
    *,
    edition: int,
    code: str,
    by: int | None,
    at: datetime,
    official_paper_id: int | None = None,
) -> Document:
    """Seal a paper that is no notula: those are sealed by `Minutes.approve`."""
    document = _document(kind, meeting, snapshot, by=by, at=at)
    document.edition, document.code = edition, code
    document.official_paper_id = official_paper_id
    session.add(document)
    record(document, "document:issued", by=by, at=at, data={"code": code})
    return document


def newest_document(
    session: Session, kind: DocumentKind, meeting_id: int, *, official_paper_id: int | None = None
) -> Document | None:
    """The sealed paper of this kind that stands: the one with the highest edition."""
    return session.scalar(
        select(Document)
        .where(Document.meeting_id == meeting_id, Document.kind == kind)
        .where(Document.official_paper_id.is_not_distinct_from(official_paper_id))
        .where(Document.edition.is_not(None))
        .order_by(Document.edition.desc())
        .limit(1)
    )


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


def _document(
    kind: DocumentKind, meeting: Meeting, snapshot: bytes, *, by: int | None, at: datetime
) -> Document:
    return Document(
        kind=kind,
        meeting=meeting,
        snapshot=snapshot,
        snapshot_key=snapshot_key(snapshot),
        created_by=by,
        created_at=at,
    )


def _grouped(text: str) -> str:
    return "-".join(text[i : i + 8] for i in range(0, len(text), 8))
