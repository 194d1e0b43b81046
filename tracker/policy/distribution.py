"""Who sends a notula out, and who may say that an organisation has read it."""

from datetime import date

from sqlalchemy import CompoundSelect, and_, exists, not_, or_, select, union
from sqlalchemy.orm import Session

from tracker.models.acknowledgements import Acknowledgement
from tracker.models.attendances import Attendance
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting
from tracker.models.paper_links import PaperLink
from tracker.models.users import Actor, Membership, Role, User
from tracker.policy.meetings import can_edit_meeting


def can_distribute(actor: Actor, meeting: Meeting) -> bool:
    """Who keeps the record; whether there is a sealed paper is another question."""
    return can_edit_meeting(actor, meeting)


def speaks_for(
    session: Session, actor: Actor, meeting_id: int, *, on: date, document_id: int | None = None
) -> set[int]:
    """The organisations for which the actor may say that the notula of a meeting was read.

    Of those concerned by it: their leader, or their agency account where none leads with one.
    document_id: only those that have not said so of this paper.
    """
    if not actor.leads | actor.agencies:
        return set()
    office = _concerned(meeting_id, actor.leads | actor.agencies).subquery().c[0]
    has_leader = exists().where(
        *(Membership.organisation_id == office, Membership.role == Role.LEADER),
        *(Membership.held_on(on), User.id == Membership.user_id, User.active),
    )
    alone = and_(office.in_(actor.agencies), not_(has_leader))
    said = exists().where(
        Acknowledgement.organisation_id == office, Acknowledgement.document_id == document_id
    )
    return set(session.scalars(select(office).where(or_(office.in_(actor.leads), alone), ~said)))


def _concerned(meeting_id: int, offices: frozenset[int]) -> CompoundSelect[int | None]:
    """Those of the offices that were invited, were there, or were sent a paper of it."""
    return union(
        *(
            select(place.organisation_id).where(
                place.meeting_id == meeting_id, place.organisation_id.in_(offices)
            )
            for place in (Invitee, Attendance, PaperLink)
        )
    )
