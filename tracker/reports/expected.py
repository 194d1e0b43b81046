"""Who is expected for an invitation: by the registers, and by the answer to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.attendances import Presence
from tracker.models.invitees import Answer, InvitationReply, Invitee, latest_reply
from tracker.models.people import Appointment, Position, holder_among
from tracker.reports.recipients import head_among


@dataclass(frozen=True, slots=True)
class Expected:
    """The invited official as of the day, and the newest answer to the invitation.

    is_office: an organisation was called, whoever it sends; when nobody comes, nobody is named.
    """

    name: str
    title: str
    reply: InvitationReply | None
    is_office: bool = False

    def values(self, presence: Presence) -> dict[str, Any]:
        """The columns of an attendance of this kind, as far as they are known beforehand."""
        invited = {"person_name": self.name, "position_title": self.title}
        if presence in {Presence.PRESENT, Presence.ONLINE}:
            return invited
        if presence is Presence.REPRESENTED:
            sent = self.reply if self.reply and self.reply.answer is Answer.REPRESENTED else None
            delegate = (sent.delegate_name, sent.delegate_position) if sent else ("", "")
            return {
                "person_name": delegate[0],
                "position_title": delegate[1],
                "represents": self.title or self.name,
            }
        unable = self.reply if self.reply and self.reply.answer is Answer.UNABLE else None
        excuse = {"reason": unable.reason if unable else ""}
        return excuse if self.is_office else invited | excuse


def expected_for(session: Session, invitee: Invitee, *, on: date) -> Expected:
    """As the registers stand on that day (two statements)."""
    reply = latest_reply(session, invitee)
    if invitee.guest_name:
        return Expected(invitee.guest_name, invitee.guest_position, reply)
    held = session.scalars(
        select(Appointment)
        .join(Position)
        .where(Appointment.held_on(on), Position.organisation_id == invitee.organisation_id)
    ).all()
    is_office = invitee.position_id is None
    if is_office:
        official = head_among(held)
    else:
        official = holder_among([a for a in held if a.position_id == invitee.position_id])
    if official is None:
        return Expected("", "" if is_office else invitee.name, reply, is_office)
    return Expected(official.person.full_name, official.position_title, reply, is_office)
