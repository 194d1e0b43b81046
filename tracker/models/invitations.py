"""Surat undangan: from draft to approval and sending, and what was told since."""

from collections.abc import Iterable
from dataclasses import astuple, fields
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Labelled, choice
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import StoredFile
from tracker.models.invitation_words import (
    CALLED_OFF,
    CLOSING,
    OPENING,
    facts_of,
    require_callable,
)
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.people import Signatory
from tracker.models.users import Actor


class InvitationState(Labelled):
    DRAFT = "draft", N_("Draf")
    SUBMITTED = "submitted", N_("Diajukan")
    RETURNED = "returned", N_("Dikembalikan")
    APPROVED = "approved", N_("Disetujui")
    SENT = "sent", N_("Terkirim")


_SIGNATURE = tuple(f"signatory_{field.name}" for field in fields(Signatory))
_WRITTEN = {InvitationState.DRAFT, InvitationState.RETURNED}


class Invitation(Editable):
    """The letter that calls a meeting; its number and date are the meeting's own columns.

    note: why it was returned. proof: the signed letter, when it was signed outside the application.
    facts: when and where, as the approved letter says, and later as the newest mail told.
    sequence: of the calendar entry; grows with each message. reminded_on: the office's day.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('approved', 'sent') OR approved_at IS NOT NULL", name="approved"
        ),
    )
    noun: ClassVar[str] = "invitation"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[InvitationState] = mapped_column(
        choice(InvitationState, "state"), default=InvitationState.DRAFT
    )
    place: Mapped[str] = mapped_column(default="")
    opening: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    attire: Mapped[str] = mapped_column(default="")
    signatory_name: Mapped[str] = mapped_column(default="")
    signatory_position: Mapped[str] = mapped_column(default="")
    signatory_rank_grade: Mapped[str] = mapped_column(default="")
    signatory_employee_number: Mapped[str] = mapped_column(default="")
    on_behalf_of: Mapped[str] = mapped_column(default="")
    carbon_copies: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_name: Mapped[str] = mapped_column(default="")
    approved_at: Mapped[datetime | None]
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    sent_at: Mapped[datetime | None]
    reminded_on: Mapped[date | None]
    sequence: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    meeting: Mapped[Meeting] = relationship()
    proof: Mapped[StoredFile | None] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def is_written(self) -> bool:
        """Its words may still be changed."""
        return self.state in _WRITTEN

    @property
    def changes(self) -> list[str]:
        """Names of the facts that are no longer as they were approved or told.

        None while everybody knows that it is off: what is prepared meanwhile is told with the new
        date, once there is a meeting again.
        """
        now = facts_of(self.meeting)
        if now["called_off"] and self.facts.get("called_off") == now["called_off"]:
            return []
        return [name for name, told in self.facts.items() if now.get(name) != told]

    @property
    def signatory(self) -> Signatory:
        return Signatory(*(getattr(self, name) for name in _SIGNATURE))

    def hold(self) -> None:
        self.meeting.hold()
        super().hold()

    def check(self) -> None:
        self.meeting.require_open()
        if not self.is_written:
            raise DomainError(
                "letter_fixed",
                N_("Surat ini sudah diajukan. Tarik dahulu bila isinya perlu diubah."),
            )

    def write(
        self,
        *,
        by: int,
        at: datetime,
        version: int,
        number: str,
        dated_on: date | None,
        **words: Any,
    ) -> None:
        """Change the letter, its number and date with it. Raises Conflict and DomainError."""
        self.expect(version)
        self.check()
        self.meeting.invitation_number, self.meeting.invitation_date = number, dated_on
        for name, value in words.items():
            setattr(self, name, value)
        record(self, "invitation:revised", by=by, at=at)

    def give_number(self, number: str, dated_on: date | None, *, by: int, at: datetime) -> None:
        """Set the number that the register issued once the letter was approved."""
        self._require({*_WRITTEN, InvitationState.SUBMITTED, InvitationState.APPROVED})
        self.meeting.invitation_number, self.meeting.invitation_date = number, dated_on
        record(self, "invitation:numbered", by=by, at=at)

    def submit(self, *, by: Actor, at: datetime, on: date) -> None:
        """Ask for approval. Raises DomainError while date or signatory are missing."""
        self._require(_WRITTEN)
        self._require_ready(on)
        self.state = InvitationState.SUBMITTED
        self.submitted_by, self.submitted_at, self.note = by.user_id, at, ""
        record(self, "invitation:submitted", by=by.user_id, at=at)

    def withdraw(self, *, by: int, at: datetime) -> None:
        """Take an unsent letter back, to change its words; it has to be approved again."""
        self._require({InvitationState.SUBMITTED, InvitationState.APPROVED})
        self.state = InvitationState.DRAFT
        self.approved_by, self.approved_by_name = None, ""
        self.approved_at = self.proof_id = None
        record(self, "invitation:withdrawn", by=by, at=at)

    def give_back(self, note: str, *, by: Actor, at: datetime) -> None:
        """Return to who wrote it. Raises DomainError without a note, and unless submitted."""
        self._require({InvitationState.SUBMITTED})
        if not note:
            raise DomainError(
                "note_missing", N_("Tuliskan apa yang perlu diperbaiki."), field="note"
            )
        self.state, self.note = InvitationState.RETURNED, note
        record(self, "invitation:returned", by=by.user_id, at=at, note=note)

    def approve(self, *, by: Actor, at: datetime) -> None:
        """Release it for sending. Raises DomainError for who submitted it: four eyes."""
        self._require({InvitationState.SUBMITTED})
        if by.user_id == self.submitted_by:
            raise DomainError(
                "own_letter", N_("Yang mengajukan surat undangan tidak dapat menyetujuinya.")
            )
        self._approve(by, at)
        record(self, "invitation:approved", by=by.user_id, at=at)

    def approve_signed(
        self, *, by: Actor, at: datetime, on: date, proof: StoredFile | None
    ) -> None:
        """Record that it was signed outside the application; the scan is the proof, and is sent.

        Raises DomainError without it, and while date or signatory are missing.
        """
        self._require({*_WRITTEN, InvitationState.SUBMITTED})
        self._require_ready(on)
        if proof is None:
            raise DomainError(
                "proof_missing",
                N_("Unggah pindaian surat yang sudah ditandatangani."),
                field="proof",
            )
        self.proof_id = proof.id
        self._approve(by, at)
        record(self, "invitation:approved", by=by.user_id, at=at, data={"proof_id": proof.id})

    def send(self, invitees: Iterable[Invitee], *, by: int, at: datetime, on: date) -> None:
        """Call everybody: the meeting is scheduled with it. Raises DomainError unless approved as
        it stands, and without anybody to call.
        """
        self._require({InvitationState.APPROVED})
        require_callable(self.meeting, on=on)
        if self.changes:
            raise DomainError(
                "changed_since_approval",
                N_("Jadwal rapat berubah sejak disetujui. Tarik surat ini, lalu ajukan lagi."),
            )
        if self.meeting.state is MeetingState.DRAFT:
            self.meeting.move_to(MeetingState.SCHEDULED, by=by, at=at)
        self.state, self.sent_at = InvitationState.SENT, at
        self._tell(invitees, "invitation:sent", by=by, at=at)

    def send_more(self, invitees: Iterable[Invitee], *, by: int, at: datetime, on: date) -> None:
        """Call those who came onto the list later; the others hear nothing."""
        self._require({InvitationState.SENT})
        require_callable(self.meeting, on=on)
        new = [invitee for invitee in invitees if invitee.told is None]
        self._tell(new, "invitation:extended", by=by, at=at)

    def tell_changes(self, invitees: Iterable[Invitee], *, by: int, at: datetime, on: date) -> None:
        """Tell everybody who was told how it stands now, be it moved, postponed or cancelled."""
        self._require({InvitationState.SENT})
        if self.meeting.state not in CALLED_OFF:
            require_callable(self.meeting, on=on)
        if not self.changes:
            raise DomainError(
                "nothing_changed", N_("Tidak ada perubahan yang belum diberitahukan.")
            )
        self.sequence += 1
        self.facts = facts_of(self.meeting)
        known = [invitee for invitee in invitees if invitee.told is not None]
        self._tell(known, "invitation:changed", by=by, at=at)

    def remind(self, *, by: int, at: datetime, on: date) -> None:
        """Ask once more whoever has not answered; once a day at most. Raises DomainError."""
        self._require({InvitationState.SENT})
        require_callable(self.meeting, on=on)
        if self.reminded_on == on:
            raise DomainError(
                "reminded_today", N_("Pengingat sudah dikirim hari ini. Ulangi besok bila perlu.")
            )
        self.reminded_on = on
        record(self, "invitation:reminded", by=by, at=at)

    def recall(self, *, by: int, at: datetime) -> None:
        """Call one invitee off, who is about to leave the list: the entry gets a new number."""
        self._require({InvitationState.SENT})
        self.sequence += 1
        record(self, "invitation:recalled", by=by, at=at)

    def _tell(self, invitees: Iterable[Invitee], verb: str, *, by: int, at: datetime) -> None:
        told = list(invitees)
        if not told:
            raise DomainError("nobody_invited", N_("Belum ada yang diundang."))
        for invitee in told:
            invitee.told = self.sequence
        record(self, verb, by=by, at=at, data={"invitee_ids": [row.id for row in told]})

    def _approve(self, by: Actor, at: datetime) -> None:
        self.state, self.facts = InvitationState.APPROVED, facts_of(self.meeting)
        self.approved_by, self.approved_by_name, self.approved_at = by.user_id, by.name, at

    def _require(self, states: set[InvitationState]) -> None:
        self.hold()
        self.meeting.require_open()
        if self.state not in states:
            raise DomainError(
                "invitation_state",
                N_("Surat undangan berstatus “%(state)s”; langkah ini tidak berlaku lagi."),
                state=self.state.label,
            )

    def _require_ready(self, on: date) -> None:
        require_callable(self.meeting, on=on)
        if not self.signatory_position:
            raise DomainError("signatory_missing", N_("Isi dahulu penanda tangan surat."))


def start_invitation(
    session: Session, meeting: Meeting, *, by: int, at: datetime, signatory: Signatory | None
) -> Invitation:
    """The draft of the meeting's letter in the usual words, unless there is one already."""
    meeting.hold()
    known = invitation_of(session, meeting.id)
    return known or Invitation.add(
        session,
        by=by,
        at=at,
        meeting=meeting,
        state=InvitationState.DRAFT,
        opening=OPENING,
        closing=CLOSING,
        **dict(zip(_SIGNATURE, astuple(signatory), strict=True) if signatory else ()),
    )


def invitation_of(session: Session, meeting_id: int) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.meeting_id == meeting_id))
