"""Cetakan: a paper of the day's work, printed for the one who asked for it.

It has no code and proves nothing, so no event answers for it, and it is forgotten after a while:
what it lists can be printed anew at any time.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base, Labelled, choice, growing_choice
from tracker.infra.text import N_, clean_line
from tracker.models.documents import snapshot_key
from tracker.models.meetings import SecurityClass


class PrintoutKind(Labelled):
    """What it prints, and the name of its template; whoever prints a new sort adds its member."""

    HANDOVER = "handover", N_("Daftar serah terima tugas")
    WORK_MATRIX = "work_matrix", N_("Matriks tindak lanjut")
    DOSSIER = "dossier", N_("Berkas rapat")
    ESCALATION = "escalation", N_("Surat eskalasi")
    SAMPLE = "sample", N_("Contoh naskah")
    SUMMARY = "summary", N_("Ringkasan rapat")
    PAPER = "paper", N_("Salinan Word untuk disunting")


class PrintoutForm(Labelled):
    PDF = "pdf", N_("PDF")
    DOCX = "docx", N_("Word (DOCX)")


class Printout(Base):
    """name: what its file is called. snapshot: as of a `Document`. Nobody but its user sees it.

    template_key: of the office's template in Word, where it is made with one. document_id: the
    paper it is a copy of. meeting_id: the one meeting it tells of. snapshot_key: of all that makes
    its bytes. pdf_key, pdf_size: of its file, whatever the form. failure: why the last try to print
    it did not succeed. pictures: the keys of the drawn first pages, of a sample.
    """

    __tablename__ = "printouts"
    __table_args__ = (UniqueConstraint("user_id", "kind", "snapshot_key"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[PrintoutKind] = mapped_column(growing_choice(PrintoutKind))
    form: Mapped[PrintoutForm] = mapped_column(
        growing_choice(PrintoutForm), default=PrintoutForm.PDF, server_default="pdf"
    )
    template_key: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    name: Mapped[str]
    security_class: Mapped[SecurityClass] = mapped_column(choice(SecurityClass, "security_class"))
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    snapshot_key: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    pdf_key: Mapped[str | None]
    pdf_size: Mapped[int | None]
    failure: Mapped[str] = mapped_column(default="")
    pictures: Mapped[list[str]] = mapped_column(default=list)

    @property
    def is_ready(self) -> bool:
        return self.pdf_key is not None

    def attach_pdf(self, key: str, size: int, *, at: datetime) -> None:
        self.pdf_key, self.pdf_size, self.failure = key, size, ""

    def note_failure(self, reason: str, *, at: datetime) -> None:
        self.failure = reason


def printout_of(
    session: Session,
    kind: PrintoutKind,
    snapshot: bytes,
    *,
    name: str,
    security_class: SecurityClass,
    by: int,
    at: datetime,
    form: PrintoutForm = PrintoutForm.PDF,
    template_key: str | None = None,
    document_id: int | None = None,
    meeting_id: int | None = None,
) -> Printout:
    """The paper of this very content for this user; asked for again it is the same one."""
    made_by = "" if form is PrintoutForm.PDF else f"\0{form}\0{template_key}"
    key = snapshot_key(snapshot + made_by.encode())
    known = session.scalar(
        select(Printout).where(
            Printout.user_id == by, Printout.kind == kind, Printout.snapshot_key == key
        )
    )
    if known is not None:
        return known
    printout = Printout(
        user_id=by,
        kind=kind,
        form=form,
        template_key=template_key,
        document_id=document_id,
        meeting_id=meeting_id,
        name=clean_line(name),
        security_class=security_class,
        snapshot=snapshot,
        snapshot_key=key,
        created_at=at,
    )
    session.add(printout)
    session.flush()
    return printout


def printed_before(session: Session, printout: Printout) -> Printout | None:
    """What was printed of the very same content already, for whomever: the bytes are the same."""
    return session.scalar(
        select(Printout)
        .where(Printout.snapshot_key == printout.snapshot_key, Printout.kind == printout.kind)
        .where(Printout.pdf_key.is_not(None))
        .limit(1)
    )
