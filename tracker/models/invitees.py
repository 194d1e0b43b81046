"""Undangan: whom a meeting calls, and what each of them answers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.addresses import checked_address
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import Meeting
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation
from tracker.models.people import Position

_WHOLE_OFFICE = text("position_id IS NULL")
_EMPTY = text("''")
MOST_ANSWERS = 30


class Invitee(MeetingPart):
    """An invited organisation, or one position in it, or a guest from outside the registers.

    Work and invitations belong to organisations and positions, never to a person: who holds the
    position is looked up on the day the mail goes out. told: the calendar's SEQUENCE of the newest
    message about the meeting, None while nobody has been told.
    """

    __tablename__ = "invitees"
    __table_args__ = (
        Index(
            "uq_invitees_organisation",
            *("meeting_id", "organisation_id"),
            unique=True,
            sqlite_where=_WHOLE_OFFICE,
            postgresql_where=_WHOLE_OFFICE,
        ),
        Index("uq_invitees_position", "meeting_id", "position_id", unique=True),
        CheckConstraint("(organisation_id IS NULL) = (guest_name <> '')", name="someone"),
    )
    noun: ClassVar[str] = "invitee"

    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"), info=LATER)
    guest_name: Mapped[str] = mapped_column(default="", server_default=_EMPTY, info=LATER)
    guest_position: Mapped[str] = mapped_column(default="", server_default=_EMPTY, info=LATER)
    guest_organisation: Mapped[str] = mapped_column(default="", server_default=_EMPTY, info=LATER)
    guest_address: Mapped[str] = mapped_column(default="", server_default=_EMPTY, info=LATER)
    told: Mapped[int | None] = mapped_column(info=LATER)

    organisation: Mapped[Organisation | None] = relationship()
    position_held: Mapped[Position | None] = relationship()

    @property
    def name(self) -> str:
        """As lists print it: the office, the title, or the guest's name."""
        if self.position_held:
            return self.position_held.title
        return self.organisation.name if self.organisation else self.guest_name

    def check(self) -> None:
        super().check()
        self.guest_address = checked_address(self.guest_address or "", field="guest_address")
        same = (
            (Invitee.guest_name == self.guest_name) & (Invitee.guest_address == self.guest_address)
            if self.guest_name
            else (Invitee.organisation_id == self.organisation_id)
            & Invitee.position_id.is_not_distinct_from(self.position_id)
        )
        session = session_of(self)
        with session.no_autoflush:
            invited = session.scalar(
                select(Invitee.id)
                .where(Invitee.meeting_id == self.meeting.id, Invitee.id.is_distinct_from(self.id))
                .where(same)
            )
        if invited is not None:
            raise DomainError(
                "already_invited",
                N_("Salah satu yang dipilih sudah diundang."),
                field="guest_name" if self.guest_name else "organisations",
            )

    def remove(self, *, by: int, at: datetime, note: str | None = None) -> None:
        """With what was answered: the events keep it. Raises DomainError as any part."""
        self.hold()
        session = session_of(self)
        for reply in session.scalars(
            select(InvitationReply).where(InvitationReply.invitee_id == self.id)
        ):
            session.delete(reply)
        super().remove(by=by, at=at, note=note)


class Answer(Labelled):
    ATTENDING = "attending", N_("Hadir")
    REPRESENTED = "represented", N_("Diwakili")
    UNABLE = "unable", N_("Berhalangan")


class InvitationReply(Audited, Base):
    """One answer to an invitation; the newest counts, unless the meeting was moved since.

    by_id: None when it came by the mail's link. meeting_on: the day it was given for; answers of
    earlier releases tell none and count. The database refuses to change one.
    """

    __tablename__ = "invitation_replies"
    __table_args__ = (
        CheckConstraint("answer <> 'represented' OR delegate_name <> ''", name="delegate"),
        CheckConstraint("answer <> 'unable' OR reason <> ''", name="reason"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    invitee_id: Mapped[int] = mapped_column(ForeignKey("invitees.id"), index=True)
    answer: Mapped[Answer] = mapped_column(choice(Answer, "answer"))
    delegate_name: Mapped[str] = mapped_column(default="")
    delegate_position: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    meeting_on: Mapped[date | None] = mapped_column(info=LATER)


def answer_invitation(
    invitee: Invitee,
    answer: Answer,
    *,
    by: int | None,
    at: datetime,
    delegate_name: str = "",
    delegate_position: str = "",
    reason: str = "",
) -> InvitationReply:
    """Say who comes. by: None for whoever holds the link of the mail.

    Raises DomainError without the delegate's name, without a reason to stay away, and for a link
    by which somebody changes his mind without end.
    """
    invitee.hold()
    invitee.meeting.require_open()
    if by is None:
        _require_moderation(invitee)
    if answer is Answer.REPRESENTED and not delegate_name:
        raise DomainError(
            "delegate_missing", N_("Tulis nama yang mewakili."), field="delegate_name"
        )
    if answer is Answer.UNABLE and not reason:
        raise DomainError("reason_missing", N_("Tuliskan alasannya."), field="reason")
    represented, unable = answer is Answer.REPRESENTED, answer is Answer.UNABLE
    reply = InvitationReply(
        meeting_id=invitee.meeting_id,
        invitee_id=invitee.id,
        answer=answer,
        delegate_name=delegate_name if represented else "",
        delegate_position=delegate_position if represented else "",
        reason=reason if unable else "",
        by_id=by,
        at=at,
        meeting_on=invitee.meeting.starts_on,
    )
    session_of(invitee).add(reply)
    record(invitee, "invitee:answered", by=by, at=at, data={"answer": answer})
    return reply


def _require_moderation(invitee: Invitee) -> None:
    """A link needs no account, so whoever holds one must not fill the database."""
    given = session_of(invitee).scalar(
        select(func.count()).where(
            InvitationReply.invitee_id == invitee.id, InvitationReply.by_id.is_(None)
        )
    )
    if (given or 0) >= MOST_ANSWERS:
        raise DomainError(
            "answered_too_often",
            N_("Jawaban ini sudah terlalu sering diubah. Hubungi sekretariat untuk mengubahnya."),
        )


def is_for_its_day() -> ColumnElement[bool]:
    """Who said "hadir" for one day has not said so for another."""
    day = select(Meeting.starts_on).where(Meeting.id == InvitationReply.meeting_id)
    return or_(
        InvitationReply.meeting_on.is_(None),
        InvitationReply.meeting_on.is_not_distinct_from(day.scalar_subquery()),
    )


def latest_reply(session: Session, invitee: Invitee) -> InvitationReply | None:
    """The answer that counts."""
    return session.scalar(
        select(InvitationReply)
        .where(InvitationReply.invitee_id == invitee.id, is_for_its_day())
        .order_by(InvitationReply.id.desc())
        .limit(1)
    )


def latest_replies(session: Session, meeting_id: int) -> dict[int, InvitationReply]:
    """The same of everybody on the list, by invitee."""
    newest = (
        select(func.max(InvitationReply.id))
        .where(InvitationReply.meeting_id == meeting_id, is_for_its_day())
        .group_by(InvitationReply.invitee_id)
    )
    rows = session.scalars(select(InvitationReply).where(InvitationReply.id.in_(newest)))
    return {row.invitee_id: row for row in rows}


def invitees_of(session: Session, meeting: Meeting) -> Sequence[Invitee]:
    """In the order of the list, with what they are called by (one statement)."""
    listed = select(Invitee).where(Invitee.meeting_id == meeting.id)
    named = (joinedload(Invitee.organisation), joinedload(Invitee.position_held))
    return session.scalars(listed.options(*named).order_by(Invitee.position, Invitee.id)).all()
