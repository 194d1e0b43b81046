"""Telling the organisations in the room that the minutes are theirs to read and object to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from tracker.documents.mails import mail_text
from tracker.models.attendances import Attendance, vouched_for
from tracker.models.deliveries import DeliveryKind, queue_mail
from tracker.models.invitees import Invitee
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass
from tracker.models.minutes import Minutes
from tracker.reports.recipients import Office, recipients_for


def tell_attendees(
    session: Session, minutes: Minutes, *, base_url: str, by: int, at: datetime
) -> int:
    """One mail to each organisation invited or present that can be reached; how many there are.

    None without a window, and none about a meeting for named readers only. Who cannot be reached
    finds the minutes on the home page.
    """
    meeting = minutes.meeting
    if minutes.objections_until is None or meeting.security_class in NAMED_ACCESS:
        return 0
    today = at.astimezone(ZoneInfo(meeting.zone)).date()
    found = recipients_for(session, _offices(session, meeting), on=today)
    reached = [recipient for recipient in found if not recipient.problem]
    told = meeting.subject if meeting.security_class is SecurityClass.OPEN else ""
    for recipient in reached:
        queue_mail(
            session,
            DeliveryKind.REVIEW,
            meeting,
            recipient,
            subject=f"Tanggapan atas notula: {told}" if told else "Tanggapan atas notula rapat",
            body=mail_text(
                "review",
                organisation=recipient.name,
                subject=told,
                held_on=meeting.starts_on,
                end=minutes.objections_until,
                zone=meeting.zone,
                url=f"{base_url}/rapat/{meeting.id}/notula/tanggapan",
                unit=meeting.organising_unit.name,
            ),
            key=f"review:{minutes.id}:{len(minutes.approvals)}:{recipient.organisation_id}",
            by=by,
            at=at,
        )
    return len(reached)


def _offices(session: Session, meeting: Meeting) -> list[Office]:
    there = union(
        select(Invitee.organisation_id).where(Invitee.meeting_id == meeting.id),
        select(Attendance.organisation_id).where(
            Attendance.meeting_id == meeting.id, vouched_for()
        ),
    )
    return [Office(row[0]) for row in session.execute(there) if row[0] is not None]
