"""How organisations answer invitations: the head in person, somebody for him, or nobody.

Only meetings count to which an organisation was invited, that were held, whose attendance was
recorded, and that the reader may see. The best answer to an invitation is the one that counts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, exists, func, select, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.attendances import ATTENDED, Attendance, Mandate, Presence
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.reports.rosters import answers

ENOUGH = 3  # fewer invitations tell nothing of a habit


class Response(Labelled):
    """What became of an invitation, the best first."""

    HEAD = "head", N_("hadir sendiri")
    MANDATED = "mandated", N_("diwakili dengan mandat")
    UNMANDATED = "unmandated", N_("diwakili tanpa mandat tercatat")
    EXCUSED = "excused", N_("berhalangan dengan keterangan")
    ABSENT = "absent", N_("tanpa keterangan")


_RANKS = {response: rank for rank, response in enumerate(Response)}


@dataclass(frozen=True, slots=True)
class AttendanceFilter:
    """since, until: the meetings' first days, both included."""

    since: date
    until: date
    series_id: int | None = None


@dataclass(frozen=True, slots=True)
class OrganisationShare:
    """One organisation's answers, in disjoint parts that add up to `invited`."""

    organisation_id: int
    label: str
    counts: dict[Response, int]

    @property
    def invited(self) -> int:
        return sum(self.counts.values())

    @property
    def sends_others(self) -> bool:
        """Always represented: a valid reason to stay away neither proves nor excuses it."""
        sent = self.counts[Response.MANDATED] + self.counts[Response.UNMANDATED]
        return self.counts[Response.HEAD] == 0 and sent >= ENOUGH


@dataclass(frozen=True, slots=True)
class AnsweredMeeting:
    """A meeting behind a figure."""

    id: int
    subject: str
    starts_on: date
    response: Response


def attendance_shares(
    session: Session,
    actor: Actor,
    wanted: AttendanceFilter,
    *,
    limit: int,
    after: tuple[str, int] | None = None,
) -> list[OrganisationShare]:
    """By short name (one statement); `after`: name and id of the row before."""
    invitations = _invitations(actor, wanted)
    counts = [
        func.count().filter(invitations.c.response == rank).label(response)
        for response, rank in _RANKS.items()
    ]
    query = (
        select(Organisation.id, Organisation.short_name, *counts)
        .join(invitations, invitations.c.organisation_id == Organisation.id)
        .group_by(Organisation.id, Organisation.short_name)
        .order_by(Organisation.short_name, Organisation.id)
        .limit(limit)
    )
    if after:
        query = query.where(tuple_(Organisation.short_name, Organisation.id) > after)
    return [
        OrganisationShare(row[0], row[1], dict(zip(Response, row[2:], strict=True)))
        for row in session.execute(query)
    ]


def answered_meetings(
    session: Session,
    actor: Actor,
    wanted: AttendanceFilter,
    organisation_id: int,
    response: Response | None,
    *,
    limit: int,
    after: tuple[date, int] | None = None,
) -> list[AnsweredMeeting]:
    """The meetings behind a figure, the newest first (one statement)."""
    invitations = _invitations(actor, wanted)
    query = (
        select(Meeting.id, Meeting.subject, Meeting.starts_on, invitations.c.response)
        .join(invitations, invitations.c.meeting_id == Meeting.id)
        .where(invitations.c.organisation_id == organisation_id)
        .order_by(Meeting.starts_on.desc(), Meeting.id.desc())
        .limit(limit)
    )
    if response:
        query = query.where(invitations.c.response == _RANKS[response])
    if after:
        query = query.where(tuple_(Meeting.starts_on, Meeting.id) < after)
    rows = session.execute(query)
    return [AnsweredMeeting(row[0], row[1], row[2], list(Response)[row[3]]) for row in rows]


def _invitations(actor: Actor, wanted: AttendanceFilter) -> Subquery:
    """Each invitation with the best answer to it."""
    attended = Attendance.presence.in_(ATTENDED)
    in_person = and_(attended, Attendance.presence != Presence.REPRESENTED)
    rank = case(
        (and_(in_person, Attendance.represents == ""), _RANKS[Response.HEAD]),
        (
            and_(attended, Attendance.mandate.in_((Mandate.LETTER, Mandate.DISPOSITION))),
            _RANKS[Response.MANDATED],
        ),
        (attended, _RANKS[Response.UNMANDATED]),
        (Attendance.presence == Presence.EXCUSED, _RANKS[Response.EXCUSED]),
        else_=_RANKS[Response.ABSENT],
    )
    return (
        select(Invitee.organisation_id, Invitee.meeting_id, func.min(rank).label("response"))
        .outerjoin(Attendance, answers())
        .where(Invitee.organisation_id.is_not(None))
        .where(Invitee.meeting_id.in_(_recorded_meetings(actor, wanted)))
        .group_by(Invitee.organisation_id, Invitee.meeting_id, Invitee.id)
        .subquery()
    )


def _recorded_meetings(actor: Actor, wanted: AttendanceFilter) -> Select[Any]:
    meetings = visible_meetings(actor).where(
        Meeting.state == MeetingState.HELD,
        Meeting.starts_on.between(wanted.since, wanted.until),
        exists().where(Attendance.meeting_id == Meeting.id),
    )
    if wanted.series_id:
        meetings = meetings.where(Meeting.series_id == wanted.series_id)
    return meetings.with_only_columns(Meeting.id)
