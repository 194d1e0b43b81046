"""Who is expected for an invitation: by the registers, and by the answer to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.attendances import Presence
from tracker.models.invitees import Answer, InvitationReply, Invitee
from tracker.models.people import Appointment, Position, holder_among
from tracker.reports.recipients import head_among


@dataclass(frozen=True, slots=True)
class Expected:
    """The invited official as of the day, and the newest answer to the invitation."""

    name: str
    title: str
    reply: InvitationReply | None

    def values(self, presence: Presence) -> dict[str, Any]:
        """The columns of an attendance of this kind, as far as they are known beforehand."""
        if presence in {Presence.PRESENT, Presence.ONLINE}:
            return {"person_name": self.name, "position_title": self.title}
        if presence is Presence.REPRESENTED:
            sent = self.reply if self.reply and self.reply.answer is Answer.REPRESENTED else None
            delegate = (sent.delegate_name, sent.delegate_position) if sent else ("", "")
            return {
                "person_name": delegate[0],
                "position_title": delegate[1],
                "represents": self.title or self.name,
            }
        unable = self.reply and self.reply.answer is Answer.UNABLE
        return {"reason": self.reply.reason if self.reply and unable else ""}


def expected_for(session: Session, invitee: Invitee, *, on: date) -> Expected:
    """As the registers stand on that day (two statements)."""
    reply = session.scalar(
        select(InvitationReply)
        .where(InvitationReply.invitee_id == invitee.id)
        .order_by(InvitationReply.id.desc())
        .limit(1)
    )
    if invitee.guest_name:
        return Expected(invitee.guest_name, invitee.guest_position, reply)
    held = session.scalars(
        select(Appointment)
        .join(Position)
        .where(Appointment.held_on(on), Position.organisation_id == invitee.organisation_id)
    ).all()
    if invitee.position_id is None:
        official = head_among(held)
    else:
        official = holder_among([a for a in held if a.position_id == invitee.position_id])
    if official is None:
        return Expected("", invitee.name if invitee.position_id else "", reply)
    return Expected(official.person.full_name, official.position_title, reply)
