"""Notula: from draft to approval, and the ralat that follows when something was wrong."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.approvals import Approval, ApprovalMode, Decision
from tracker.models.approvers import (
    MinutesAuthor,
    require_approver,
    require_listed_approver,
    require_no_author,
)
from tracker.models.documents import Document, DocumentKind, snapshot_key
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import StoredFile
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes_sections import CLOSING, OPENING, MinutesSection
from tracker.models.people import Signatory
from tracker.models.users import Actor

if TYPE_CHECKING:
    from tracker.models.initials import Initials
    from tracker.models.remarks import Remark

DEFAULT_SECTIONS = (OPENING, N_("Pemaparan"), N_("Pembahasan"), CLOSING)


class MinutesState(Labelled):
    DRAFT = "draft", N_("Draf")
    SUBMITTED = "submitted", N_("Diajukan")
    RETURNED = "returned", N_("Dikembalikan")
    APPROVED = "approved", N_("Disahkan")


UNDER_WORK = {MinutesState.DRAFT, MinutesState.RETURNED}


class Minutes(Editable):
    """One edition of a meeting's notula. reason: why this ralat was opened (edition 2 and on).

    objections_until: the end of the attendees' window; None where there is none.
    """

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
    objections_until: Mapped[datetime | None] = mapped_column(info=LATER)

    meeting: Mapped[Meeting] = relationship()
    approvals: Mapped[list["Approval"]] = relationship(order_by="Approval.step")
    authors: Mapped[list["MinutesAuthor"]] = relationship()
    chain: Mapped[list["Initials"]] = relationship(
        order_by="Initials.step", cascade="all, delete-orphan"
    )
    remarks: Mapped[list["Remark"]] = relationship(back_populates="minutes", order_by="Remark.id")

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def written_by(self) -> set[int | None]:
        """Ids of the users who take these minutes now, or did when they were submitted, or did
        submit them: none of them approves.
        """
        return {self.meeting.minute_taker_id, *(author.user_id for author in self.authors)}

    @property
    def turn(self) -> "Initials | None":
        """Whose initials are awaited now."""
        if self.state is not MinutesState.SUBMITTED:
            return None
        return next((step for step in self.chain if step.given_at is None), None)

    @property
    def open_remarks(self) -> list["Remark"]:
        return [remark for remark in self.remarks if remark.outcome is None]

    def is_open_to_remarks(self, *, at: datetime) -> bool:
        """Whether attendees may still say something about the text."""
        return self.objections_until is not None and at < self.objections_until

    def submit(
        self,
        *,
        by: Actor,
        at: datetime,
        blanks: list[str],
        objections_until: datetime | None = None,
    ) -> None:
        """Ask for initials and approval; attendees may object until `objections_until`.

        blanks: codes still open, from `documents.blanks.open_blanks`. Raises DomainError while a
        wanted blank is not filled nor confirmed, a remark is unanswered, or nobody on the access
        list of a Rahasia meeting may approve.
        """
        self.require(*UNDER_WORK)
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
        self._require_answers()
        self._note_authors(self.meeting.minute_taker_id, by.user_id)
        for step in self.chain:
            require_no_author(self, step.user_id)
            step.given_at = step.seen = None
        self.state = MinutesState.SUBMITTED
        self.submitted_by, self.submitted_at = by.user_id, at
        self.objections_until = objections_until
        session_of(self).flush()
        require_listed_approver(self, on=at.astimezone(ZoneInfo(self.meeting.zone)).date())
        record(self, "minutes:submitted", by=by.user_id, at=at)

    def give_back(self, note: str, *, by: Actor, at: datetime, signatory: Signatory) -> None:
        """Return to the minute taker. Raises DomainError unless submitted, and when neither the
        note nor a remark at a paragraph says what to mend.
        """
        self.require(MinutesState.SUBMITTED)
        if not note and not self.open_remarks:
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
        self.require(MinutesState.SUBMITTED)
        require_approver(self, by, mode, proof)
        self.require_heard(at)
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
        document = self._sealed_paper(snapshot, code, by=by.user_id, at=at)
        session = session_of(self)
        session.flush()  # the seal closes last: after it the database refuses these very rows
        self.meeting.locked = True
        record(self, "minutes:approved", by=by.user_id, at=at, data={"code": code})
        return document

    def require(self, *states: MinutesState) -> None:
        """Hold the minutes. Raises DomainError unless they are in one of these states."""
        self.meeting.hold()  # first the meeting, then its minutes: always in this order
        self.hold()
        if self.state not in states:
            raise DomainError(
                "minutes_state",
                N_("Notula berstatus “%(state)s”; langkah ini tidak berlaku lagi."),
                state=self.state.label,
            )

    def require_heard(self, at: datetime) -> None:
        """Everybody asked before the chair has spoken, and everybody who spoke has his answer."""
        if (turn := self.turn) is not None:
            raise DomainError(
                "initials_awaited", N_("Masih menunggu paraf %(who)s."), who=turn.name
            )
        if self.is_open_to_remarks(at=at):
            raise DomainError(
                "window_open",
                N_(
                    "Masa tanggapan peserta belum berakhir. Tunggu, atau akhiri lebih awal dengan "
                    "alasan."
                ),
            )
        self._require_answers()

    def _sealed_paper(self, snapshot: bytes, code: str, *, by: int, at: datetime) -> Document:
        document = Document(
            kind=DocumentKind.MINUTES,
            meeting_id=self.meeting_id,
            minutes_id=self.id,
            edition=self.edition,
            code=code,
            snapshot=snapshot,
            snapshot_key=snapshot_key(snapshot),
            created_by=by,
            created_at=at,
        )
        session_of(self).add(document)
        return document

    def _note_authors(self, *user_ids: int | None) -> None:
        known = {author.user_id for author in self.authors}
        for user_id in {*user_ids} - known - {None}:
            self.authors.append(MinutesAuthor(user_id=user_id))

    def _require_answers(self) -> None:
        if waiting := len(self.open_remarks):
            raise DomainError(
                "remarks_open",
                N_("Masih ada %(count)s tanggapan yang belum dijawab notulis."),
                count=waiting,
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
