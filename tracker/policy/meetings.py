"""Who sees and keeps meetings and their record."""

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true

from tracker.infra.orm import kept
from tracker.models.attendances import Attendance, vouched_for
from tracker.models.invitees import Invitee
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.users import Actor
from tracker.policy.selecting import granted


@kept
def visible_meetings(actor: Actor) -> Select[Meeting]:
    """Secretariat: all open ones; leaders, agencies and chairs: theirs, once no longer a draft.

    Of Rahasia and above: who is on its list, as if invited in person, and nobody else.
    """
    opened = Meeting.state != MeetingState.DRAFT
    ways: list[ColumnElement[bool]] = []
    if actor.is_secretariat:
        ways.append(true())
    if actor.leads_all:
        ways.append(opened)
    if actor.leads:
        ways.append(and_(opened, Meeting.organising_unit_id.in_(actor.leads)))
    if actor.agencies | actor.leads:
        ways.append(and_(opened, Meeting.id.in_(took_part(actor))))
    if actor.person_id is not None:
        ways.append(and_(opened, Meeting.chair_person_id == actor.person_id))
    secret, named = Meeting.security_class.in_(NAMED_ACCESS), Meeting.id.in_(granted(actor))
    ways.append(and_(opened, secret, named))
    return select(Meeting).where(or_(*ways), or_(not_(secret), named))


def can_record_meeting(actor: Actor) -> bool:
    return actor.is_secretariat


def can_edit_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The secretariat of the organising unit; whether the record is open is the model's rule."""
    return actor.serves(meeting.organising_unit_id)


def can_take_notes(actor: Actor, meeting: Meeting) -> bool:
    """Who edits the record, while it is open."""
    return can_edit_meeting(actor, meeting) and not meeting.locked


def can_read_record(actor: Actor) -> bool:
    """Statements, agreements and all that is being written; others read the approved minutes."""
    return actor.is_secretariat


def can_read_attendance(actor: Actor) -> bool:
    """How often each organisation comes itself: for those who call meetings, and who lead."""
    return actor.is_secretariat or actor.is_leader


def took_part(actor: Actor) -> Select[int]:
    """Meetings to which an organisation of the actor was invited, or where the secretariat recorded
    it as present.
    """
    mine = actor.agencies | actor.leads
    invited = select(Invitee.meeting_id).where(Invitee.organisation_id.in_(mine))
    there = Attendance.organisation_id.in_(mine), vouched_for()
    present = select(Attendance.meeting_id).where(*there)
    return select(Meeting.id).where(or_(Meeting.id.in_(invited), Meeting.id.in_(present)))
