"""Usulan acara: what an invited agency wants a meeting to deal with, and the answer to it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Labelled, choice, session_of
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import FileKind, stored_file
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.organisations import Organisation


class ProposalState(Labelled):
    PROPOSED = "proposed", N_("Menunggu jawaban")
    ACCEPTED = "accepted", N_("Masuk acara")
    DECLINED = "declined", N_("Tidak diterima")
    PARKED = "parked", N_("Disimpan untuk rapat lain")
    WITHDRAWN = "withdrawn", N_("Ditarik")


OPEN_STATES = (MeetingState.SCHEDULED, MeetingState.POSTPONED)
MOST_WAITING = 10  # of one organisation for one meeting


class AgendaProposal(Editable):
    """minutes: the time asked for. reason: why the meeting should deal with it. answer: the
    secretariat's words to the agency."""

    __tablename__ = "agenda_proposals"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        CheckConstraint("(state = 'proposed') = (answered_at IS NULL)", name="answered"),
        Index("ix_agenda_proposals_meeting_id_state", "meeting_id", "state"),
    )
    noun: ClassVar[str] = "agenda_proposal"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[str]
    reason: Mapped[str]
    minutes: Mapped[int | None]
    state: Mapped[ProposalState] = mapped_column(
        choice(ProposalState, "state"), default=ProposalState.PROPOSED
    )
    answer: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def is_waiting(self) -> bool:
        return self.state is ProposalState.PROPOSED

    def withdraw(self, *, by: int, at: datetime) -> None:
        """The agency takes it back. Raises DomainError once it is answered."""
        self.settle(ProposalState.WITHDRAWN, by=by, at=at)
        record(self, "agenda_proposal:withdrawn", by=by, at=at)

    def decline(self, reason: str, *, by: int, at: datetime) -> None:
        """Raises DomainError without a reason, and once it is answered."""
        if not reason:
            raise DomainError(
                "reason_missing",
                N_("Tulis alasannya; instansi pengusul membacanya."),
                field="answer",
            )
        self.settle(ProposalState.DECLINED, reason, by=by, at=at)
        record(self, "agenda_proposal:declined", by=by, at=at)

    def settle(self, state: ProposalState, answer: str = "", *, by: int, at: datetime) -> None:
        """The part all answers share; the verb that calls it writes the event."""
        self.meeting.hold()
        self.hold()
        if not self.is_waiting:
            raise DomainError("already_answered", N_("Usulan ini sudah dijawab atau ditarik."))
        self.state, self.answer = state, answer
        self.answered_by, self.answered_at = by, at


def require_proposable(meeting: Meeting, *, today: date) -> None:
    """Raise DomainError unless the meeting is announced and still to come; its own day counts."""
    over = meeting.starts_on is not None and meeting.starts_on < today
    if over or meeting.state not in OPEN_STATES:
        raise DomainError(
            "proposals_closed",
            N_("Acara dapat diusulkan sampai hari rapat, sebelum rapat dimulai."),
        )


def propose(
    meeting: Meeting,
    organisation_id: int,
    *,
    by: int,
    at: datetime,
    today: date,
    materials: Sequence[StoredBytes] = (),
    **values: Any,
) -> AgendaProposal:
    """An invited organisation's proposal, with the files it brings.

    Raises DomainError when the meeting no longer takes any, did not invite the organisation, or
    has not answered enough of its earlier ones.
    """
    meeting.hold()
    require_proposable(meeting, today=today)
    session = session_of(meeting)
    _require_invited(meeting, organisation_id)
    _require_few_waiting(meeting, organisation_id)
    proposal = AgendaProposal(
        meeting=meeting,
        organisation_id=organisation_id,
        proposed_by=by,
        proposed_at=at,
        **values,
    )
    session.add(proposal)
    session.flush()
    for stored in materials:
        kind = FileKind.PRESENTATION
        stored_file(session, stored, kind, by=by, at=at, agenda_proposal_id=proposal.id)
    record(proposal, "agenda_proposal:added", by=by, at=at)
    return proposal


def _require_invited(meeting: Meeting, organisation_id: int) -> None:
    invited = select(Invitee.id).where(
        Invitee.meeting_id == meeting.id, Invitee.organisation_id == organisation_id
    )
    if session_of(meeting).scalars(invited).first() is None:
        raise DomainError(
            "not_invited", N_("Hanya instansi yang diundang dapat mengusulkan acara.")
        )


def _require_few_waiting(meeting: Meeting, organisation_id: int) -> None:
    waiting = select(func.count(AgendaProposal.id)).where(
        AgendaProposal.meeting_id == meeting.id,
        AgendaProposal.organisation_id == organisation_id,
        AgendaProposal.state == ProposalState.PROPOSED,
    )
    if (session_of(meeting).scalar(waiting) or 0) >= MOST_WAITING:
        raise DomainError(
            "too_many_waiting",
            N_("Banyak usulan instansi Anda masih menunggu jawaban. Tunggu jawabannya dahulu."),
        )
