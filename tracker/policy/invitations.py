"""Who reads, approves and answers an invitation."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from tracker.infra.orm import kept
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.invitees import Invitee
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.selecting import granted, holds


@kept
def visible_invitations(actor: Actor) -> Select[Invitation]:
    """Letters of meetings the actor sees: secretariat and who approves all, others once sent.

    Whoever is asked to approve also reads that of a meeting which is still a draft.
    """
    ways: list[ColumnElement[bool]] = [Invitation.state == InvitationState.SENT]
    if actor.is_secretariat:
        ways.append(true())
    seen = and_(holds(visible_meetings(actor), Meeting.id == Invitation.meeting_id), or_(*ways))
    asked = Invitation.id.in_(approvable_invitations(actor).with_only_columns(Invitation.id))
    return select(Invitation).where(or_(seen, asked))


@kept
def approvable_invitations(actor: Actor) -> Select[Invitation]:
    """Those submitted that `can_approve_invitation` allows: what waits for the actor's word."""
    headed = true() if actor.leads_all else Meeting.organising_unit_id.in_(actor.leads)
    openly = or_(
        Meeting.security_class.not_in(NAMED_ACCESS), Invitation.meeting_id.in_(granted(actor))
    )
    return (
        select(Invitation)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .where(Invitation.state == InvitationState.SUBMITTED)
        .where(Invitation.submitted_by.is_distinct_from(actor.user_id))
        .where(headed if actor.is_leader else false(), openly)
    )


def can_write_invitation(actor: Actor, meeting: Meeting) -> bool:
    """Write, submit and send it, keep the list: the secretariat of the organising unit."""
    return can_edit_meeting(actor, meeting)


def can_approve_invitation(actor: Actor, invitation: Invitation) -> bool:
    """The head of the organising unit and who leads above him; never who submitted it."""
    heads = actor.heads(invitation.meeting.organising_unit_id)
    return heads and actor.user_id != invitation.submitted_by


@kept
def answerable_invitees(actor: Actor) -> Select[Invitee]:
    """Those `can_answer_invitation` allows: called, by an organisation of the actor."""
    mine = actor.agencies | actor.leads
    called = and_(Invitee.told.is_not(None), Invitee.organisation_id.in_(mine))
    meeting = and_(
        Meeting.state == MeetingState.SCHEDULED,
        holds(visible_meetings(actor), Meeting.id == Invitee.meeting_id),
    )
    return select(Invitee).join(Meeting, Meeting.id == Invitee.meeting_id).where(called, meeting)


def can_answer_invitation(actor: Actor, invitee: Invitee) -> bool:
    """Who is of the invited organisation; and who keeps the list, as for an answer by telephone."""
    own = invitee.organisation_id in actor.agencies | actor.leads
    return invitee.told is not None and (own or can_write_invitation(actor, invitee.meeting))
