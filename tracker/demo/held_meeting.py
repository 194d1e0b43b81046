"""A meeting that was held some time ago, recorded by hand: who came, what was said, its notula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from tracker.demo.accounts import organisation
from tracker.demo.scene import Scene
from tracker.documents.blanks import open_blanks
from tracker.documents.sealing import approve_minutes, signatory_of
from tracker.models.agenda import AgendaItem
from tracker.models.approvals import ApprovalMode
from tracker.models.attendances import Attendance, Presence
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.meetings import Meeting, MeetingState, Mode
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection


@dataclass(frozen=True, slots=True)
class Told:
    """What is recorded of it. number: of its letter. sections: what stands under each heading."""

    subject: str
    number: str
    offices: Sequence[str]
    agenda: Sequence[str]
    sections: Sequence[str]


def record_held(scene: Scene, told: Told, *, held_on: date, at: datetime) -> Meeting:
    """The meeting with its notula begun; what was agreed may be added until it is sealed."""
    session, by = scene.session, scene.minute_taker.user_id
    bureau, signature = organisation(session, "biro-kesra"), scene.chair.signature()
    meeting = Meeting.add(
        session,
        by=by,
        at=at,
        organising_unit_id=bureau.id,
        subject=told.subject,
        starts_on=held_on,
        start_time=time(9),
        open_ended=True,
        zone=scene.settings.timezone,
        venue="Ruang Rapat Contoh",
        mode=Mode.ONSITE,
        host=bureau.name,
        host_organisation_id=bureau.id,
        chair_name=signature.name,
        chair_position=signature.position,
        chair_rank_grade=signature.rank_grade,
        chair_employee_number=signature.employee_number,
        chair_person_id=scene.head.person_id,
        minute_taker_name=scene.minute_taker.name,
        minute_taker_position="Staf Biro Kesejahteraan Rakyat",
        minute_taker_id=by,
        invitation_number=f"000.1.5/{told.number}/V.01/{held_on.year}",
        invitation_date=held_on - timedelta(days=3),
        example=True,
        created_by=by,
        created_at=at,
    )
    _fill(scene, meeting, told, at=at)
    meeting.move_to(MeetingState.HELD, by=by, at=at)
    return meeting


def _fill(scene: Scene, meeting: Meeting, told: Told, *, at: datetime) -> None:
    session, by = scene.session, scene.minute_taker.user_id
    for title in told.agenda:
        AgendaItem.append(meeting, by=by, at=at, title=title)
    LegalReference.append(
        meeting,
        by=by,
        at=at,
        number=meeting.invitation_number,
        issuer="Sekretariat Daerah",
        dated_on=meeting.invitation_date,
        subject="Undangan rapat koordinasi (contoh)",
    )
    for code in told.offices:
        office = organisation(session, code)
        Invitee.append(meeting, by=by, at=at, organisation_id=office.id)
        Attendance.append(
            meeting,
            by=by,
            at=at,
            organisation_id=office.id,
            organisation_name=office.name,
            presence=Presence.REPRESENTED,
        )
    start_minutes(session, meeting, by=by, at=at)
    sections = session.scalars(
        select(MinutesSection)
        .where(MinutesSection.meeting_id == meeting.id)
        .order_by(MinutesSection.position)
    )
    for section, body in zip(sections, told.sections, strict=True):
        section.revise(by=by, at=at, version=section.version, body=body)


def seal(scene: Scene, meeting: Meeting, *, at: datetime) -> None:
    """The minute taker submits the notula of a held meeting, and its chair approves it."""
    session = scene.session
    minutes = session.scalars(select(Minutes).where(Minutes.meeting_id == meeting.id)).one()
    minutes.submit(by=scene.minute_taker, at=at, blanks=open_blanks(session, meeting))
    approve_minutes(
        session,
        minutes,
        by=scene.head,
        at=at,
        mode=ApprovalMode.IN_APP,
        proof=None,
        signatory=signatory_of(session, meeting, today=at.astimezone(scene.settings.zone).date()),
        on_behalf_of="",
        base_url=scene.settings.base_url,
    )
