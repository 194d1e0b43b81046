"""What is prepared for a meeting and recorded of it."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from tests.factories import (
    CHAIR,
    NOW,
    make_action,
    make_actor,
    make_agreement,
    make_assignment,
    make_organisation,
    someone,
)
from tests.world_house import RECORDED, REPORTED, SECRET_KEY, House, meet
from tracker.documents.invitation_letters import draft_letter
from tracker.documents.invitations import LINK
from tracker.infra import clock
from tracker.infra.signed_links import sign
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.assignment_states import Report
from tracker.models.attachments import attach
from tracker.models.attendances import Attendance, Presence
from tracker.models.files import FileKind, stored_file
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.parked_items import ParkedItem
from tracker.models.series import Series
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Role


def parts(house: House, meeting: Meeting) -> dict[str, object]:
    def append(part: type[MeetingPart], **values: object) -> int:
        return part.append(meeting, by=someone(house.session), at=NOW, **values).id

    return {
        "dasar": append(LegalReference, number="500.11.2/3377/Bangda"),
        "agenda": append(AgendaItem, title="Pembukaan"),
        "agenda_lain": append(AgendaItem, title="Penutup"),
        "undangan": append(Invitee, organisation=make_organisation(house.session)),
        "kehadiran": append(Attendance, person_name="M. Nuh", presence=Presence.PRESENT),
        "pernyataan": append(Statement, kind=StatementKind.PARAPHRASE, text=RECORDED),
        "capaian": append(Measurement, indicator="UCJ", value=Decimal("23.86")),
        "kesepakatan": make_agreement(house.session, meeting).id,
        "isi": append(MinutesSection, heading="Tambahan"),
    }


def agenda(house: House, meeting: Meeting) -> dict[str, object]:
    """Disnaker proposes an item, and one was put off."""
    by = someone(house.session)
    proposal = AgendaProposal(
        meeting=meeting,
        organisation=house.labour,
        title="Data",
        reason=REPORTED,
        proposed_by=by,
        proposed_at=NOW,
    )
    house.session.add(proposal)
    house.session.flush()
    material = stored_file(
        *(house.session, house.pdf, FileKind.PRESENTATION),
        by=by,
        at=NOW,
        agenda_proposal_id=proposal.id,
    )
    parked = ParkedItem.begin(meeting, by=by, at=NOW, title=f"Tertunda {meeting.subject}")
    return {"usulan": proposal.id, "bahan_usulan": material.id, "parkir": parked.id}


def next_meeting(house: House, security_class: SecurityClass) -> Meeting:
    """Scheduled, in a series of which an earlier meeting left work open."""
    session, by = house.session, someone(house.session)
    name = f"Rangkaian {security_class.label}"
    series = Series.add(session, by=by, at=NOW, name=name, organising_unit_id=house.unit.id)
    previous = meet(house, security_class)
    previous.revise(by=by, at=NOW, version=previous.version, series_id=series.id)
    action = make_action(session, previous, sentence=f"Menuntaskan {previous.subject}")
    share = make_assignment(session, house.labour, action=action)
    agency = make_actor(session, Role.AGENCY, house.labour)
    share.post_update(Report.PROGRESS, REPORTED, by=agency, at=NOW)
    coming = meet(house, security_class, MeetingState.SCHEDULED)
    day = clock.now().date() + timedelta(days=20)
    coming.revise(by=by, at=NOW, version=coming.version, series_id=series.id, starts_on=day)
    return coming


def invitations(house: House, security_class: SecurityClass) -> dict[str, object]:
    """A letter that waits for the head, and one that went out to two agencies."""
    session, by = house.session, house.clerk.user_id
    waiting, called = (meet(house, security_class, MeetingState.DRAFT) for _ in range(2))
    letters = [
        start_invitation(session, meeting, by=by, at=NOW, signatory=CHAIR)
        for meeting in (waiting, called)
    ]
    letters[0].submit(by=house.clerk, at=NOW, on=NOW.date())
    draft = draft_letter(session, letters[0], by=by, at=NOW)
    scan = attach(session, called, house.pdf, FileKind.INVITATION, by=by, at=NOW)
    letters[1].approve_signed(by=house.clerk, at=NOW, on=NOW.date(), proof=scan)
    on_list = select(Invitee).where(Invitee.meeting_id == called.id).order_by(Invitee.position)
    invitees = session.scalars(on_list).all()
    letters[1].send(invitees, by=by, at=NOW, on=NOW.date())
    return {
        "undang": waiting.id,
        "konsep": draft.id,
        "terkirim": called.id,
        "terundang": invitees[0].id,
        "jawaban": sign(SECRET_KEY, LINK, invitees[0].id),
    }
