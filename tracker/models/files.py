"""File bytes (Blob, shared by content) apart from who uploaded what where (StoredFile)."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, choice
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.events import Audited
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.previews import ask_for_preview

if TYPE_CHECKING:
    from tracker.models.agenda_proposals import AgendaProposal
    from tracker.models.assignments import Assignment
    from tracker.models.directives import Directive


class FileKind(Labelled):
    INVITATION = "invitation", N_("Undangan")
    ATTENDANCE_LIST = "attendance_list", N_("Daftar hadir")
    PRESENTATION = "presentation", N_("Paparan")
    PHOTO = "photo", N_("Foto")
    OTHER = "other", N_("Lampiran lain")
    EVIDENCE = "evidence", N_("Bukti dukung")
    APPROVAL_PROOF = "approval_proof", N_("Bukti pengesahan")


class Blob(Audited, Base):
    """Bytes in the store. key: their SHA-256 in hex, which is also their address."""

    __tablename__ = "blobs"
    __table_args__ = (CheckConstraint("size >= 0 AND length(key) = 64", name="shape"),)

    key: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    media_type: Mapped[str]
    stored_at: Mapped[datetime]


class StoredFile(Audited, Base):
    """One upload. Owner: a meeting, an assignment (evidence), a proposal for the agenda, or a
    directive given outside any meeting.

    agenda_item_id: which item of the meeting it is material for.
    """

    __tablename__ = "stored_files"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN assignment_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN agenda_proposal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN directive_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        CheckConstraint("agenda_item_id IS NULL OR meeting_id IS NOT NULL", name="material"),
    )

    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), index=True)
    name: Mapped[str]
    kind: Mapped[FileKind] = mapped_column(choice(FileKind, "kind"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"), index=True)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    uploaded_at: Mapped[datetime]
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id"), index=True, info=LATER
    )
    agenda_proposal_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_proposals.id"), index=True, info=LATER
    )
    directive_id: Mapped[int | None] = mapped_column(
        ForeignKey("directives.id"), index=True, info=LATER
    )

    blob: Mapped[Blob] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship()
    assignment: Mapped["Assignment | None"] = relationship()
    agenda_proposal: Mapped["AgendaProposal | None"] = relationship()
    directive: Mapped["Directive | None"] = relationship(back_populates="files")

    @property
    def security_class(self) -> SecurityClass | None:
        """Of what owns it."""
        owner = self.meeting or self.assignment or self.agenda_proposal or self.directive
        return owner.security_class if owner else None


def blob_for(session: Session, *, key: str, size: int, media_type: str, at: datetime) -> Blob:
    """The row of bytes already in the store; the same bytes have one row."""
    blob = session.scalar(select(Blob).where(Blob.key == key))
    if blob is None:
        blob = Blob(key=key, size=size, media_type=media_type, stored_at=at)
        session.add(blob)
        session.flush()
    return blob


def stored_file(
    session: Session,
    stored: StoredBytes,
    kind: FileKind,
    *,
    by: int | None,
    at: datetime,
    meeting_id: int | None = None,
    assignment_id: int | None = None,
    agenda_proposal_id: int | None = None,
    directive_id: int | None = None,
) -> StoredFile:
    """The row of an upload whose bytes are already in the store; of evidence pictures are made."""
    blob = blob_for(session, key=stored.key, size=stored.size, media_type=stored.media_type, at=at)
    file = StoredFile(
        blob=blob,
        name=stored.name,
        kind=kind,
        meeting_id=meeting_id,
        assignment_id=assignment_id,
        agenda_proposal_id=agenda_proposal_id,
        directive_id=directive_id,
        uploaded_by=by,
        uploaded_at=at,
    )
    session.add(file)
    session.flush()
    if kind is FileKind.EVIDENCE:
        ask_for_preview(session, blob, at=at)
    return file
