"""A new meeting on the pattern of an old one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.agenda import AgendaItem
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.numbered import MeetingPart

_MEETING = (
    *("subject", "series_id", "organising_unit_id", "zone", "venue", "mode"),
    *("host", "host_organisation_id", "security_class", "urgency"),
)
_PARTS: tuple[tuple[type[MeetingPart], tuple[str, ...]], ...] = (
    (AgendaItem, ("title", "presenter", "minutes", "kind")),
    (
        Invitee,
        (
            *("organisation_id", "position_id", "guest_name", "guest_position"),
            *("guest_organisation", "guest_address"),
        ),
    ),
)


def copy_meeting(session: Session, meeting: Meeting, *, by: int, at: datetime) -> Meeting:
    """A draft with the subject, place, host, invitees and agenda of `meeting`; no date yet, and
    nothing of what was said there."""
    copied = Meeting.add(
        session,
        by=by,
        at=at,
        copied_from_id=meeting.id,
        created_by=by,
        created_at=at,
        **{name: getattr(meeting, name) for name in _MEETING},
    )
    for part, columns in _PARTS:
        for row in session.scalars(
            select(part).where(part.meeting_id == meeting.id).order_by(part.position)
        ):
            values = {name: getattr(row, name) for name in columns}
            part.append(copied, by=by, at=at, **values)
    if copied.security_class in NAMED_ACCESS:
        grant_access(session, copied, by, by=by, at=at)
    return copied
