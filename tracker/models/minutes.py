"""Notula: from draft to approval, and the ralat that follows when something was wrong."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.documents import Document, DocumentKind, snapshot_key
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, require_reason
from tracker.models.events import Audited, record
from tracker.models.files import StoredFile
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes_sections import CLOSING, OPENING, MinutesSection
from tracker.models.people import Signatory
from tracker.models.users import Actor

DEFAULT_SECTIONS = (OPENING, N_("Pemaparan"), N_("Pembahasan"), CLOSING)


class MinutesState(Labelled):
    DRAFT = "draft", N_("Draf")
    SUBMITTED = "submitted", N_("Diajukan")
    RETURNED = "returned", N_("Dikembalikan")
    APPROVED = "approved", N_("Disahkan")


class ApprovalMode(Labelled):
    IN_APP = "in_app", N_("Persetujuan dalam aplikasi")
    WET_SIGNED = "wet_signed", N_("Pindaian bertanda tangan basah")
    EXTERNAL_LETTER = "external_letter", N_("Surat persetujuan dari luar")


class Decision(Labelled):
    APPROVED = "approved", N_("Disahkan")
    RETURNED = "returned", N_("Dikembalikan")


class Minutes(Editable):
    """One edition of a meeting's notula. reason: why this ralat was opened (edition 2 and on)."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "edition"),
        Index("ix_minutes_state", "state", "submitted_at", "id"),
        Index("ix_minutes_approved", "approved_at", "id"),
        CheckConstraint("edition = 1 OR reason <> ''", name="correction_reason"),
    )
    noun: ClassVar[str] = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    edition: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[MinutesState] = mapped_column(
        choice(MinutesState, "state"), default=MinutesState.DRAFT
    )
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    approvals: Mapped[list["Approval"]] = relationship(order_by="Approval.step")
    authors: Mapped[list["MinutesAuthor"]] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def written_by(self) -> set[int | None]:
        """Ids of the users who take these minutes now, or did when they were submitted, or did
        submit them: none of them approves.
        """
        return {self.meeting.minute_taker_id, *(author.user_id for author in self.authors)}

    def submit(self, *, by: Actor, at: datetime, blanks: list[str]) -> None:
        """Ask for approval. Raises DomainError while a wanted blank is not filled nor confirmed.

        blanks: codes still open, from `documents.blanks.open_blanks`.
        """
        self._require({MinutesState.DRAFT, MinutesState.RETURNED})
        if self.meeting.state is not MeetingState.HELD:
            raise DomainError(
                "meeting_not_held", N_("Notula dapat diajukan setelah rapat dinyatakan selesai.")
            )
        if blanks:
            raise DomainError(
                "blanks_open",
                N_(
                    "Masih ada isian yang kosong. Lengkapi, atau nyatakan “tidak ada datanya”, "
                    "lalu ajukan lagi."
                ),
            )
        self.state = MinutesState.SUBMITTED
        self.submitted_by, self.submitted_at = by.user_id, at
        self._note_authors(self.meeting.minute_taker_id, by.user_id)
        record(self, "minutes:submitted", by=by.user_id, at=at)

    def give_back(self, note: str, *, by: Actor, at: datetime, signatory: Signatory) -> None:
        """Return to the minute taker. Raises DomainError without a note, and unless submitted."""
        self._require({MinutesState.SUBMITTED})
        if not note:
            raise DomainError(
                "note_missing", N_("Tuliskan apa yang perlu diperbaiki."), field="note"
            )
        self._sign(Decision.RETURNED, signatory, by=by, at=at, mode=ApprovalMode.IN_APP, note=note)
        self.state = MinutesState.RETURNED
        record(self, "minutes:returned", by=by.user_id, at=at, note=note)

    def approve(
        self,
        *,
        by: Actor,
        at: datetime,
        signatory: Signatory,
        mode: ApprovalMode,
        proof: StoredFile | None,
        on_behalf_of: str,
        snapshot: bytes,
        code: str,
    ) -> Document:
        """Seal: state, approval row, snapshot and code in one act; the PDF follows from a job.

        Who wrote them never approves: to name another minute taker makes nobody a second pair
        of eyes. Within the application only the chair approves;
        whoever records a chair's approval from outside brings proof. Raises DomainError.
        """
        self._require({MinutesState.SUBMITTED})
        self._require_approver(by, mode, proof)
        self._sign(
            Decision.APPROVED,
            signatory,
            by=by,
            at=at,
            mode=mode,
            proof=proof,
            on_behalf_of=on_behalf_of,
        )
        self.state, self.approved_at = MinutesState.APPROVED, at
        document = Document(
            kind=DocumentKind.MINUTES,
            meeting_id=self.meeting_id,
            minutes_id=self.id,
            edition=self.edition,
            code=code,
            snapshot=snapshot,
            snapshot_key=snapshot_key(snapshot),
            created_by=by.user_id,
            created_at=at,
        )
        session = session_of(self)
        session.add(document)
        session.flush()  # the seal closes last: after it the database refuses these very rows
        self.meeting.locked = True
        record(self, "minutes:approved", by=by.user_id, at=at, data={"code": code})
        return document

    def open_correction(self, reason: str, *, by: Actor, at: datetime) -> "Minutes":
        """Begin a ralat: the record opens again, this edition stays what it is.

        Raises DomainError without a reason, unless approved, and for an edition that has one.
        """
        self._require({MinutesState.APPROVED})
        require_reason(reason)
        session = session_of(self)
        if current_minutes(session, self.meeting_id) is not self:
            raise DomainError("corrected_already", N_("Notula ini sudah memiliki ralat."))
        self.meeting.locked = False
        session.flush()
        corrected = Minutes(meeting=self.meeting, edition=self.edition + 1, reason=reason)
        session.add(corrected)
        record(corrected, "minutes:correction_opened", by=by.user_id, at=at, note=reason)
        return corrected

    def _note_authors(self, *user_ids: int | None) -> None:
        known = {author.user_id for author in self.authors}
        for user_id in {*user_ids} - known - {None}:
            self.authors.append(MinutesAuthor(user_id=user_id))

    def _require_approver(self, by: Actor, mode: ApprovalMode, proof: StoredFile | None) -> None:
        if by.user_id in self.written_by:
            raise DomainError(
                "minute_taker_approves", N_("Notulis tidak dapat mengesahkan notulanya sendiri.")
            )
        if mode is ApprovalMode.IN_APP and not self.meeting.is_chaired_by(by):
            raise DomainError(
                "not_the_chair",
                N_(
                    "Hanya pimpinan rapat yang dapat mengesahkan dalam aplikasi. "
                    "Catat pengesahannya beserta buktinya."
                ),
                field="mode",
            )
        if mode is not ApprovalMode.IN_APP and proof is None:
            raise DomainError(
                "proof_missing",
                N_("Unggah bukti persetujuan pimpinan rapat (pindaian atau surat)."),
                field="proof",
            )

    def _require(self, states: set[MinutesState]) -> None:
        self.meeting.hold()  # first the meeting, then its minutes: always in this order
        self.hold()
        if self.state not in states:
            raise DomainError(
                "minutes_state",
                N_("Notula berstatus “%(state)s”; langkah ini tidak berlaku lagi."),
                state=self.state.label,
            )

    def _sign(
        self,
        decision: Decision,
        signatory: Signatory,
        *,
        by: Actor,
        at: datetime,
        mode: ApprovalMode,
        proof: StoredFile | None = None,
        on_behalf_of: str = "",
        note: str = "",
    ) -> None:
        self.approvals.append(
            Approval(
                step=len(self.approvals) + 1,
                meeting_id=self.meeting_id,
                decision=decision,
                signatory_name=signatory.name,
                signatory_position=signatory.position,
                signatory_rank_grade=signatory.rank_grade,
                signatory_employee_number=signatory.employee_number,
                acted_by=by.user_id,
                acted_by_name=by.name,
                on_behalf_of=on_behalf_of,
                mode=mode,
                proof_id=proof.id if proof else None,
                note=note,
                at=at,
            )
        )


class MinutesAuthor(Audited, Base):
    """Who was minute taker when this edition was submitted, or submitted it."""

    __tablename__ = "minutes_authors"
    __table_args__ = (UniqueConstraint("minutes_id", "user_id"),)

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Approval(Audited, Base):
    """One step: the signatory as printed, who acted, on whose behalf, and by which means."""

    __tablename__ = "approvals"
    __table_args__ = (
        UniqueConstraint("minutes_id", "step"),
        CheckConstraint(
            "mode = 'in_app' OR decision = 'returned' OR proof_id IS NOT NULL", name="proof"
        ),
    )

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    step: Mapped[int]
    decision: Mapped[Decision] = mapped_column(choice(Decision, "decision"))
    signatory_name: Mapped[str]
    signatory_position: Mapped[str]
    signatory_rank_grade: Mapped[str]
    signatory_employee_number: Mapped[str]
    acted_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    acted_by_name: Mapped[str]
    on_behalf_of: Mapped[str]
    mode: Mapped[ApprovalMode] = mapped_column(choice(ApprovalMode, "mode"))
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    note: Mapped[str]
    at: Mapped[datetime]


def start_minutes(session: Session, meeting: Meeting, *, by: int | None, at: datetime) -> Minutes:
    """The first edition; with the usual headings to fill, unless something is written already."""
    written = select(MinutesSection.id).where(MinutesSection.meeting_id == meeting.id).limit(1)
    headings = () if session.scalar(written) else DEFAULT_SECTIONS
    for position, heading in enumerate(headings, start=1):
        session.add(MinutesSection(meeting=meeting, position=position, heading=heading))
    return Minutes.add(session, by=by, at=at, meeting=meeting, edition=1)


def current_minutes(session: Session, meeting_id: int) -> Minutes | None:
    """The newest edition, which may be a ralat still being written."""
    return session.scalar(
        select(Minutes)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(Minutes.edition.desc())
        .limit(1)
    )
