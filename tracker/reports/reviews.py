"""Who may be asked for initials, who attended and may object, and what waits in a review."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from tracker.models.attendances import Attendance, vouched_for
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.minutes import Minutes
from tracker.models.organisations import Organisation
from tracker.models.users import Actor, Membership, Role, User, leaders_of
from tracker.policy.minutes import objectable_minutes
from tracker.reports.queues import Paper, papers


def checkers(session: Session, minutes: Minutes, *, on: date) -> Sequence[tuple[int, str]]:
    """Whose initials may be asked for, id and name with office: secretariat and leaders of the
    unit and above. Never an author; of a Rahasia meeting only who is on its list.
    """
    meeting = minutes.meeting
    staff = select(Membership.user_id).where(
        Membership.organisation_id == meeting.organising_unit_id,
        Membership.role == Role.SECRETARIAT,
        Membership.held_on(on),
    )
    office = (
        select(func.min(Organisation.name))
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.user_id == User.id, Membership.held_on(on))
        .scalar_subquery()
    )
    able = select(User.id, User.name, office.label("office")).where(
        User.active,
        or_(User.id.in_(staff), User.id.in_(leaders_of(meeting.organising_unit_id, on=on))),
        User.id.not_in(minutes.written_by - {None}),
    )
    if meeting.security_class in NAMED_ACCESS:
        named = select(MeetingAccess.user_id).where(MeetingAccess.meeting_id == meeting.id)
        able = able.where(User.id.in_(named))
    found = session.execute(able.order_by(User.name, User.id))
    return [(row.id, f"{row.name}, {row.office}") for row in found]


def offices_in_the_room(
    session: Session, actor: Actor, meeting_id: int
) -> Sequence[tuple[int, str]]:
    """The actor's organisations that were invited or present: id and name."""
    mine = actor.agencies | actor.leads
    there = union(
        select(Invitee.organisation_id).where(Invitee.meeting_id == meeting_id),
        select(Attendance.organisation_id).where(
            Attendance.meeting_id == meeting_id, vouched_for()
        ),
    )
    found = session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(mine), Organisation.id.in_(there))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in found]


def to_read(session: Session, actor: Actor, *, now: datetime, limit: int) -> list[Paper]:
    """Minutes open to the remarks of the actor's organisations; at: when the window ends."""
    query = objectable_minutes(actor).where(Minutes.objections_until > now)
    query = query.order_by(Minutes.objections_until, Minutes.id).limit(limit)
    return [Paper(*row) for row in session.execute(papers(query, Minutes.objections_until))]
