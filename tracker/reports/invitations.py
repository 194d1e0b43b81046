"""Whom a meeting calls: reached where, answered what; and which invitations wait for an answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models.deliveries import Recipient
from tracker.models.invitations import Invitation
from tracker.models.invitees import (
    Answer,
    InvitationReply,
    Invitee,
    invitees_of,
    is_for_its_day,
    latest_replies,
)
from tracker.models.meetings import Meeting
from tracker.models.users import Actor
from tracker.policy.invitations import answerable_invitees, approvable_invitations
from tracker.reports.recipients import recipients_for


@dataclass(frozen=True, slots=True)
class Called:
    """One on the list. recipient: where the mail goes today; reply: the answer that counts."""

    invitee: Invitee
    recipient: Recipient
    reply: InvitationReply | None

    @property
    def is_told(self) -> bool:
        return self.invitee.told is not None

    @property
    def has_mail(self) -> bool:
        return bool(self.recipient.address) and not self.recipient.problem


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation without an answer, or a letter without approval (then without invitee)."""

    meeting_id: int
    subject: str
    starts_on: date | None
    start_time: time | None
    zone: str
    venue: str
    submitted_at: datetime | None = None


def called(session: Session, meeting: Meeting, *, on: date) -> list[Called]:
    """Everybody on the list in its order, as the registers stand on that day (five statements)."""
    invitees = invitees_of(session, meeting)
    registered = [invitee for invitee in invitees if not invitee.guest_name]
    reached = recipients_for(session, registered, on=on)
    recipients = {i.id: found for i, found in zip(registered, reached, strict=True)}
    replies = latest_replies(session, meeting.id)
    return [
        Called(invitee, recipients.get(invitee.id) or _guest(invitee), replies.get(invitee.id))
        for invitee in invitees
    ]


def answers(calls: Sequence[Called]) -> dict[Answer | None, int]:
    """How many of those who were told say what; None: nothing yet."""
    return Counter(call.reply.answer if call.reply else None for call in calls if call.is_told)


def awaiting_answer(session: Session, actor: Actor, *, on: date, limit: int) -> list[Waiting]:
    """Invitations of the actor's organisations nobody has answered, the nearest meeting first."""
    rows = session.execute(
        _unanswered(actor, on)
        .with_only_columns(*_MEETING)
        .distinct()
        .order_by(Meeting.starts_on, Meeting.id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def awaits_answer(session: Session, actor: Actor, meeting_id: int, *, on: date) -> bool:
    """Whether an organisation of the actor was invited to this meeting and has not answered."""
    own = _unanswered(actor, on).where(Invitee.meeting_id == meeting_id)
    return bool(session.scalar(select(own.exists())))


def letters_to_approve(session: Session, actor: Actor, *, limit: int) -> list[Waiting]:
    """Letters that wait for the actor's approval, longest waiting first."""
    rows = session.execute(
        approvable_invitations(actor)
        .with_only_columns(*_MEETING, Invitation.submitted_at)
        .order_by(Invitation.submitted_at, Invitation.id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def _unanswered(actor: Actor, on: date) -> Select[Invitee]:
    answered = select(InvitationReply.id).where(InvitationReply.invitee_id == Invitee.id)
    answered = answered.where(is_for_its_day())
    return answerable_invitees(actor).where(Meeting.starts_on >= on, ~answered.exists())


def _guest(invitee: Invitee) -> Recipient:
    titled = [invitee.guest_name, invitee.guest_position, invitee.guest_organisation]
    return Recipient(", ".join(filter(None, titled)), invitee.guest_address)


_MEETING = (
    *(Meeting.id, Meeting.subject, Meeting.starts_on, Meeting.start_time),
    *(Meeting.zone, Meeting.venue),
)
