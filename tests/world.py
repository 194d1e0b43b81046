"""One small office for all routes: who may come to them, and every thing they lead to, twice.

The things of an open meeting are what the table of rights speaks of; the same things of a secret
meeting must look to everybody as if they did not exist.
"""

import io
import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pikepdf
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    make_action,
    make_actor,
    make_agreement,
    make_appointment,
    make_assignment,
    make_meeting,
    make_organisation,
    make_person,
    make_series,
    make_user,
    someone,
)
from tracker.capture.reader import read
from tracker.config import PROJECT
from tracker.documents.blanks import open_blanks
from tracker.documents.distribution import link_token
from tracker.documents.invitation_letters import draft_letter
from tracker.documents.invitations import LINK
from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.documents.sealing import approve_minutes, draft_paper, signatory_of
from tracker.infra import clock
from tracker.infra.signed_links import sign
from tracker.infra.storage import Store, StoredBytes
from tracker.models.agenda import AgendaItem
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.approvals import ApprovalMode
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.attachments import attach
from tracker.models.attendances import Attendance, Presence
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import DeliveryKind, Recipient, queue_mail
from tracker.models.documents import Document, DocumentKind
from tracker.models.files import FileKind, StoredFile, blob_for, stored_file
from tracker.models.invitations import Invitation, InvitationState, start_invitation
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, MeetingSource, MeetingState, SecurityClass
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.paper_links import issue_link
from tracker.models.parked_items import ParkedItem
from tracker.models.people import Person
from tracker.models.printouts import PrintoutKind, printout_of
from tracker.models.remarks import check_minutes
from tracker.models.series import Series
from tracker.models.sign_ins import make_account_link
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Actor, Role, User, actor_of
from tracker.models.working_days import OfficeDay

TEXT = "Rapat koordinasi digelar pada Kamis, 18 September 2025 di Hotel Golden Tulip."
BASE_URL = "http://127.0.0.1:8000"
SECRET_KEY = "0123456789abcdef" * 4
# Words by which a page gives away what it should not.
RECORDED, REPORTED, SECRET = "Data bocor dari catatan", "Bocoran laporan dinas", "Operasi senyap"


@dataclass(frozen=True)
class World:
    """users: by the column names of the table. open, secret: what stands for {names} in paths."""

    users: dict[str, int]
    open: dict[str, object]
    secret: dict[str, object]


@dataclass(frozen=True)
class _House:
    session: Session
    pdf: StoredBytes
    unit: Organisation
    labour: Organisation
    planning: Organisation
    chair: Person
    head: Actor
    clerk: Actor
    series: Series


def build(session: Session, store: Store) -> World:
    unit = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
    elsewhere = make_organisation(session, "Biro Ekonomi", kind=OrganisationKind.BUREAU)
    setda = make_organisation(session, "Setda", kind=OrganisationKind.REGIONAL_SECRETARIAT)
    labour, planning = (make_organisation(session, name) for name in ("Disnaker", "Bappeda"))
    chair = make_person(session, "Siti Aminah")
    users = {
        "own": make_user(session, Role.AGENCY, labour),
        "inv": make_user(session, Role.AGENCY, planning),
        "oth": make_user(session, Role.AGENCY),
        "uni": make_user(session, Role.SECRETARIAT, unit),
        "els": make_user(session, Role.SECRETARIAT, elsewhere),
        "hea": make_user(session, Role.LEADER, unit, person=chair),
        "sek": make_user(session, Role.LEADER, setda),
        "awa": make_user(session, Role.LEADER, elsewhere),
        "adm": make_user(session, Role.ADMIN, setda, password_hash="$argon2id$"),
        "named": make_user(session, Role.SECRETARIAT, unit),
        "shut": make_user(session, Role.SECRETARIAT, unit),
    }
    appointment = make_appointment(session, chair, organisation=unit)
    today = NOW.date()
    house = _House(
        session=session,
        pdf=store.put(io.BytesIO(one_page_pdf()), name="berkas.pdf"),
        unit=unit,
        labour=labour,
        planning=planning,
        chair=chair,
        head=actor_of(session, users["hea"], today=today),
        clerk=actor_of(session, users["named"], today=today),
        series=make_series(session, unit),
    )
    registers: dict[str, object] = {
        "instansi": elsewhere.id,
        "jabatan": appointment.position_id,
        "pejabat": chair.id,
        "masa": appointment.id,
        "rangkaian": house.series.id,
        "hari_kantor": _office_day(session),
        "surel": "0" * 20 + "-" + "a" * 16,
        "gaya": json.loads((PROJECT / "static/dist/manifest.json").read_text())["app.css"],
        **_account(session, users["oth"]),
        "kode_presensi": "K7PM-3XQ9",
        "tiket": "bukan-tiket",
        "lembar_kerja": _printout(session, users["uni"]),
    }
    return World(
        {name: user.id for name, user in users.items()},
        {**_things(house, SecurityClass.OPEN), **registers},
        {**_things(house, SecurityClass.SECRET), **registers},
    )


def _account(session: Session, user: User) -> dict[str, object]:
    return {
        "akun": user.id,
        "peran": user.memberships[0].id,
        "tautan": make_account_link(session, user, by=None, at=clock.now()),
    }


def _printout(session: Session, user: User) -> int:
    return printout_of(
        session,
        PrintoutKind.HANDOVER,
        b"{}",
        name="Serah terima",
        security_class=SecurityClass.OPEN,
        by=user.id,
        at=NOW,
    ).id


def _office_day(session: Session) -> int:
    day = NOW.date()
    by = someone(session)
    return OfficeDay.add(session, by=by, at=NOW, day=day, name="HUT", working=False).id


def _things(house: _House, security_class: SecurityClass) -> dict[str, object]:
    """What hangs on meetings of one class, by the names used in the table's paths."""
    meeting = _meeting(house, security_class)
    session = house.session
    minutes = start_minutes(session, meeting, by=someone(session), at=NOW)
    attached = attach(session, meeting, house.pdf, FileKind.OTHER, by=someone(session), at=NOW)
    proof = attach(
        session, meeting, house.pdf, FileKind.APPROVAL_PROOF, by=someone(session), at=NOW
    )
    things: dict[str, object] = {
        "rapat": meeting.id,
        "draf": _meeting(house, security_class, MeetingState.DRAFT).id,
        "tersangkut": house.clerk.user_id,
        **_parts(house, meeting),
        **_agenda(house, meeting),
        "lampiran": attached.id,
        "bukti_sah": proof.id,
    }
    session.add(MeetingSource(meeting_id=meeting.id, text=TEXT, draft=read(TEXT).to_json()))
    meeting.confirm_absent([], by=someone(session), at=NOW)  # its event answers for the source
    printed = draft_paper(session, minutes, by=house.clerk, at=NOW)
    printed.attach_pdf(house.pdf.key, house.pdf.size, at=NOW)
    things["cetakan"] = printed.id
    issued = _issued(house, meeting)
    things["lanjutan"] = _next_meeting(house, security_class).id
    things |= issued | _invitations(house, security_class)
    return things | _papers(house, security_class) | _work(house, meeting)


def _next_meeting(house: _House, security_class: SecurityClass) -> Meeting:
    """Scheduled, in a series of which an earlier meeting left work open."""
    session, by = house.session, someone(house.session)
    name = f"Rangkaian {security_class.label}"
    series = Series.add(session, by=by, at=NOW, name=name, organising_unit_id=house.unit.id)
    previous = _meeting(house, security_class)
    previous.revise(by=by, at=NOW, version=previous.version, series_id=series.id)
    action = make_action(session, previous, sentence=f"Menuntaskan {previous.subject}")
    share = make_assignment(session, house.labour, action=action)
    agency = make_actor(session, Role.AGENCY, house.labour)
    share.post_update(Report.PROGRESS, REPORTED, by=agency, at=NOW)
    coming = _meeting(house, security_class, MeetingState.SCHEDULED)
    day = clock.now().date() + timedelta(days=20)
    coming.revise(by=by, at=NOW, version=coming.version, series_id=series.id, starts_on=day)
    return coming


def _meeting(
    house: _House, security_class: SecurityClass, state: MeetingState = MeetingState.HELD
) -> Meeting:
    """Of the unit, chaired by its head; two agencies are invited, one of them is owed work."""
    session, by = house.session, someone(house.session)
    meeting = make_meeting(
        session,
        house.unit,
        state=state,
        subject="Rapat UCJ" if security_class is SecurityClass.OPEN else SECRET,
        security_class=security_class,
        chair_person_id=house.chair.id,
        series_id=house.series.id,
    )
    for office in (house.labour, house.planning):
        Invitee.append(meeting, by=by, at=NOW, organisation_id=office.id)
    if security_class is SecurityClass.SECRET:
        approver = make_user(session, Role.LEADER, house.unit)  # nobody of the table
        for user_id in (house.clerk.user_id, approver.id):
            grant_access(session, meeting, user_id, by=by, at=NOW)
    return meeting


def _parts(house: _House, meeting: Meeting) -> dict[str, object]:
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


def _issued(house: _House, meeting: Meeting) -> dict[str, object]:
    """A sealed paper of each kind that is no notula, and the blank list."""
    session, by = house.session, house.clerk.user_id
    form = DocumentKind.ATTENDANCE_FORM
    kinds = {
        "surat": DocumentKind.INVITATION,
        "presensi": DocumentKind.ATTENDANCE,
        "matriks": DocumentKind.ACTION_MATRIX,
    }
    sent = Invitation(meeting_id=meeting.id, state=InvitationState.SENT, approved_at=NOW)
    session.add(sent)
    issued: dict[str, object] = {
        name: issue_paper(session, kind, meeting, {}, by=by, at=NOW, base_url=BASE_URL).id
        for name, kind in kinds.items()
    }
    return {**issued, "lembar": prepare_paper(session, form, meeting, {}, by=by, at=NOW).id}


def _invitations(house: _House, security_class: SecurityClass) -> dict[str, object]:
    """A letter that waits for the head, and one that went out to two agencies."""
    session, by = house.session, house.clerk.user_id
    waiting, called = (_meeting(house, security_class, MeetingState.DRAFT) for _ in range(2))
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


def _agenda(house: _House, meeting: Meeting) -> dict[str, object]:
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


def _papers(house: _House, security_class: SecurityClass) -> dict[str, object]:
    """A meeting whose notula waits for the chair, and one whose notula is sealed and printed."""
    waiting, sealed = (_meeting(house, security_class) for _ in range(2))
    submitted = _submit(house, waiting)
    doubt = check_minutes(
        submitted, anchor="", quote="", body="Sebut tempatnya.", by=house.head, at=NOW
    )
    paper = _seal(house, _submit(house, sealed))
    return {
        "tanggapan": doubt.id,
        "diajukan": waiting.id,
        "sah": sealed.id,
        "naskah": paper.id,
        "kode": paper.code,
        **_distributed(house, paper),
    }


def _distributed(house: _House, paper: Document) -> dict[str, object]:
    """One mail of a sealed notula, with its link, and a row of the tembusan list."""
    session, by, at = house.session, someone(house.session), clock.now()
    copy = CarbonCopy.add(session, by=by, at=at, meeting=paper.meeting, name="Gubernur")
    key = f"notula:{paper.id}:0:instansi-{house.labour.id}"
    office = Recipient(house.labour.name, "disnaker@contoh.example", house.labour.id)
    mail = queue_mail(
        session,
        DeliveryKind.MINUTES,
        paper.meeting,
        office,
        subject="Notula",
        body="",
        key=key,
        at=at,
        document=paper,
    )
    link = issue_link(
        session,
        paper,
        key=key,
        recipient_name=office.name,
        organisation_id=office.organisation_id,
        by=by,
        at=at,
    )
    return {
        "tembusan": copy.id,
        "kiriman": mail.id,
        "tautan_naskah": link_token(link.id, SECRET_KEY),
    }


def _submit(house: _House, meeting: Meeting) -> Minutes:
    session = house.session
    minutes = start_minutes(session, meeting, by=house.clerk.user_id, at=NOW)
    absent = open_blanks(session, meeting)
    meeting.confirm_absent(absent, by=house.clerk.user_id, at=NOW)
    minutes.submit(by=house.clerk, at=NOW, blanks=open_blanks(session, meeting))
    return minutes


def _seal(house: _House, minutes: Minutes) -> Document:
    session = house.session
    paper = approve_minutes(
        session,
        minutes,
        by=house.head,
        at=NOW,
        mode=ApprovalMode.IN_APP,
        proof=None,
        signatory=signatory_of(session, minutes.meeting, today=NOW.date()),
        on_behalf_of="",
        base_url=BASE_URL,
    )
    paper.attach_pdf(house.pdf.key, house.pdf.size, at=NOW)
    return paper


def _work(house: _House, meeting: Meeting) -> dict[str, object]:
    """An action of the meeting; Disnaker owes one share and claims another is done."""
    session = house.session
    sentence = f"Menyiapkan {meeting.subject}"
    action, claimed = (make_action(session, meeting, sentence=sentence) for _ in range(2))
    begun = make_assignment(session, house.labour, action=action)
    waiting = make_assignment(session, house.labour, action=claimed)
    evidence = _evidence(house, waiting)
    agency = make_actor(session, Role.AGENCY, house.labour)
    waiting.post_update(Report.DONE, REPORTED, by=agency, at=NOW, files=[evidence])
    return {
        "tindakan": action.id,
        "klaim": claimed.id,
        "tugas": begun.id,
        "laporan": waiting.id,
        "bukti": evidence.id,
    }


def _evidence(house: _House, assignment: Assignment) -> StoredFile:
    blob = blob_for(
        house.session,
        key=house.pdf.key,
        size=house.pdf.size,
        media_type=house.pdf.media_type,
        at=NOW,
    )
    file = StoredFile(
        blob=blob,
        name="bukti.pdf",
        kind=FileKind.EVIDENCE,
        uploaded_by=someone(house.session),
        uploaded_at=NOW,
        assignment_id=assignment.id,
    )
    house.session.add(file)
    house.session.flush()
    return file


def one_page_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()
