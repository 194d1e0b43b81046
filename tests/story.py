"""A whole history by the verbs: at its end every audited table holds rows, changed and sealed."""

from datetime import date, time, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    TODAY,
    approve,
    make_action,
    make_actor,
    make_appointment,
    make_assignment,
    make_chair,
    make_file,
    make_meeting,
    make_organisation,
    make_person,
    make_user,
)
from tests.official import make_official
from tests.outside import make_ordered
from tests.story_answers import tell_of_answers
from tests.story_evidence import tell_of_evidence
from tests.story_mail import tell_of_mail
from tests.story_messages import tell_of_messages
from tests.story_reminders import tell_of_reminders
from tests.story_signing import tell_of_signings
from tests.story_take_over import tell_of_take_overs
from tests.story_word import tell_of_word
from tracker.models.acceptances import accept_previous
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.agenda_answers import accept, park_item, take_up
from tracker.models.agenda_proposals import propose
from tracker.models.agreements import Agreement
from tracker.models.approvals import ApprovalMode
from tracker.models.assigning import assign, entrust, reassign
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.attendances import Attendance, DelegateLevel, Mandate, Presence
from tracker.models.check_in_desks import open_desk
from tracker.models.corrections import open_correction
from tracker.models.documents import DocumentKind, draft_document, issue_document, new_code
from tracker.models.events import Event, EventSeal
from tracker.models.files import FileKind
from tracker.models.initials import give_initials, name_chain
from tracker.models.invitations import start_invitation
from tracker.models.invitees import Answer, Invitee, answer_invitation, invitees_of
from tracker.models.legal_references import LegalReference
from tracker.models.letterheads import (
    Letterhead,
    letterhead,
    save_letterhead,
    save_office_letterhead,
)
from tracker.models.measurements import Measurement
from tracker.models.meeting_access import grant_access
from tracker.models.meetings import Meeting, MeetingSource, MeetingState, Mode, SecurityClass
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.remarks import Outcome, check_minutes
from tracker.models.series import Series
from tracker.models.series_pattern import set_agenda, set_invitees
from tracker.models.statements import Statement, StatementKind
from tracker.models.successions import Succession
from tracker.models.update_windows import UpdateWindow, plan_window
from tracker.models.users import Actor, Role, actor_of
from tracker.models.working_days import OfficeDay, WorkCalendar

LATER = NOW + timedelta(days=1, microseconds=123_456)


def tell_story(session: Session) -> Minutes:
    """From an empty house to a corrected, sealed notula; returns its second edition."""
    unit = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
    secretariat = make_actor(session, Role.SECRETARIAT, unit)
    _change_the_house(session, unit, secretariat)
    meeting = _record_meeting(session, unit, secretariat)
    minutes = _seal_and_correct(session, meeting, secretariat)
    _issue_papers(session, meeting)
    _follow_up(session, meeting, secretariat)
    _merge_offices(session)
    tell_of_answers(session, meeting, secretariat)
    tell_of_mail(session, meeting, by=secretariat.user_id, later=LATER)
    tell_of_evidence(session, by=secretariat.user_id, later=LATER)
    tell_of_messages(session, by=secretariat.user_id, later=LATER)
    tell_of_take_overs(session, by=secretariat, unit_id=unit.id, later=LATER)
    tell_of_reminders(session, meeting, by=secretariat.user_id, later=LATER)
    tell_of_signings(session, by=secretariat, later=LATER)
    tell_of_word(session)
    newest = session.scalars(select(func.max(Event.id))).one()
    session.add(EventSeal(event_id=newest, chain_hash="0" * 64))
    return minutes


def _merge_offices(session: Session) -> None:
    """One that is planned, one carried out."""
    for _ in range(2):
        old, new = make_organisation(session), make_organisation(session)
        make_assignment(session, old)
        succession = Succession.add(
            session,
            by=None,
            at=NOW,
            organisation_id=old.id,
            successor_id=new.id,
            takes_over_on=TODAY,
        )
    succession.carry_out(at=LATER)


def _change_the_house(session: Session, unit: Organisation, secretariat: Actor) -> None:
    by = secretariat.user_id
    names = ["Kesra", "Biro Kesra “Setda”"]
    unit.revise(by=by, at=LATER, version=unit.version, aliases=names, email="kesra@contoh.example")
    make_appointment(session, make_person(session, employee_number="197001011995031001"))
    leaver = make_user(session, Role.AGENCY)
    leaver.leave(leaver.memberships[0], by=by, at=LATER, on=TODAY)
    leaver.deactivate(by=by, at=LATER, on=TODAY)
    eve = OfficeDay.add(session, by=by, at=NOW, day=TODAY, name="Cuti", working=False)
    eve.revise(by=by, at=LATER, version=eve.version, name="HUT Provinsi")
    save_letterhead(session, Letterhead(office="DINAS"), by=by, at=NOW, version=0)
    _, version = letterhead(session)
    save_letterhead(session, Letterhead(office="BIRO"), by=by, at=LATER, version=version)
    office = make_organisation(session, "Dinas Contoh")
    kop = save_office_letterhead(session, office, website="a.example", by=by, at=NOW, version=0)
    save_office_letterhead(session, office, website="", by=by, at=LATER, version=kop.version)


def _record_meeting(session: Session, unit: Organisation, secretariat: Actor) -> Meeting:
    by, at = secretariat.user_id, NOW
    series = Series.add(session, by=by, at=at, name="UCJ", organising_unit_id=unit.id)
    monthly = {"rule": "FREQ=MONTHLY;BYDAY=3TH", "first_on": TODAY, "zone": "Asia/Jakarta"}
    series.revise(by=by, at=LATER, version=series.version, objection_days=5, **monthly)
    usual = [{"title": "Tindak lanjut rapat lalu", "kind": AgendaKind.FOLLOW_UP}]
    for items in (usual, [*usual, {"title": "Penutup"}]):
        set_agenda(series, items, by=by, at=LATER, version=series.version)
    set_invitees(series, [unit.id], [], by=by, at=LATER, version=series.version)
    meeting = Meeting.add(
        session,
        by=by,
        at=at,
        created_at=at,
        organising_unit=unit,
        series=series,
        subject="Rapat koordinasi UCJ",
        starts_on=TODAY,
        start_time=time(9),
        end_time=time(11, 30),
        zone="Asia/Jakarta",
        mode=Mode.HYBRID,
    )
    session.add(
        MeetingSource(meeting_id=meeting.id, text="Rapat …", draft={"subject": None, "n": 1.5})
    )
    meeting.revise(by=by, at=LATER, version=meeting.version, venue="Hotel", urgency="urgent")
    meeting.confirm_absent(["invitation"], by=by, at=LATER)
    grant_access(session, meeting, by, by=by, at=at)
    make_file(session, FileKind.PHOTO, meeting=meeting, content=b"foto")
    _prepare_agenda(session, meeting, by)
    _record_parts(session, meeting, by)
    window = plan_window(session, meeting, WorkCalendar.load(session, {TODAY.year}), at=at)
    assert window is not None
    window.cancel(by=by, at=LATER)
    meeting.move_to(MeetingState.HELD, by=by, at=LATER)
    return meeting


def _prepare_agenda(session: Session, meeting: Meeting, by: int) -> None:
    """An agency's proposal with its material is taken up, put off, and taken up again."""
    meeting.move_to(MeetingState.SCHEDULED, by=by, at=NOW)
    agency = make_organisation(session)
    Invitee.append(meeting, by=by, at=NOW, organisation=agency)
    proposal, declined = (
        propose(
            *(meeting, agency.id),
            by=by,
            at=NOW,
            today=TODAY,
            title=title,
            reason="Mendesak.",
        )
        for title in ("Data pekerja rentan", "Perkenalan pejabat")
    )
    make_file(session, FileKind.PRESENTATION, proposal=proposal)
    item = accept(proposal, by=by, at=LATER)
    declined.decline("Cukup melalui surat.", by=by, at=LATER)
    take_up(park_item(item, "Waktu tidak cukup.", by=by, at=LATER), meeting, by=by, at=LATER)


def _record_parts(session: Session, meeting: Meeting, by: int) -> None:
    for number in ("500.11.2/3377/Bangda", "100/1/2025"):
        LegalReference.append(meeting, by=by, at=NOW, number=number, dated_on=date(2025, 5, 1))
    LegalReference.append(meeting, by=by, at=NOW, subject="Inpres").remove(by=by, at=LATER)
    AgendaItem.append(meeting, by=by, at=NOW, title="Pembukaan", minutes=10)
    invited = Invitee.append(meeting, by=by, at=NOW, organisation_id=make_organisation(session).id)
    _invite(session, meeting, by)
    open_desk(meeting, by=by, at=NOW).close(by=by, at=LATER)
    Attendance.append(
        meeting,
        by=None,
        at=NOW,
        person_name="Ni Wayan",
        presence=Presence.REPRESENTED,
        mandate=Mandate.LETTER,
        delegate_level=DelegateLevel.ADMINISTRATOR,
        invitee=invited,
        signature="M10 20L30 40",
        checked_in_at=NOW,
        device="perangkat",
    )
    Attendance.append(
        meeting,
        by=by,
        at=NOW,
        person_name="M. Nuh",
        presence=Presence.PRESENT,
        arrived_at=time(8, 55),
    )
    Statement.append(
        meeting, by=by, at=NOW, kind=StatementKind.QUOTATION, text="“Data harus sahih.”"
    )
    measured = Measurement.append(
        meeting, by=by, at=NOW, indicator="UCJ", value=Decimal("23.860"), target=Decimal("1E+2")
    )
    measured.revise(by=by, at=LATER, version=measured.version, remaining=Decimal("-0.43"))
    for text in ("Memvalidasi data.", "Mengusulkan anggaran."):
        Agreement.append(meeting, by=by, at=NOW, text=text, funding=["APBD", "DBH"])


def _invite(session: Session, meeting: Meeting, by: int) -> None:
    """Two more are called by a letter signed on paper; one answers twice, one is called off."""
    head = make_appointment(session, make_person(session, "Kepala"))
    title = {"organisation_id": head.position.organisation_id, "position_id": head.position_id}
    Invitee.append(meeting, by=by, at=NOW, **title)
    guest = Invitee.append(meeting, by=by, at=NOW, guest_name="Tokoh", guest_address="a@b.example")
    letter = start_invitation(session, meeting, by=by, at=NOW, signatory=CHAIR)
    letter.write(
        by=by,
        at=NOW,
        version=letter.version,
        number="005/12/2025",
        dated_on=TODAY,
        carbon_copies=["Gubernur"],
    )
    proof = make_file(session, FileKind.INVITATION, meeting=meeting, content=b"surat")
    clerk = make_actor(session, Role.SECRETARIAT)
    letter.approve_signed(by=clerk, at=NOW, on=TODAY, proof=proof)
    invited = invitees_of(session, meeting)
    letter.send(invited, by=by, at=NOW, on=TODAY)
    for answer in (Answer.ATTENDING, Answer.REPRESENTED):
        answer_invitation(invited[0], answer, by=None, at=LATER, delegate_name="Wakil")
    answer_invitation(guest, Answer.UNABLE, by=by, at=LATER, reason="Dinas luar")
    letter.recall(by=by, at=LATER)
    guest.remove(by=by, at=LATER)


def _seal_and_correct(session: Session, meeting: Meeting, secretariat: Actor) -> Minutes:
    by = secretariat.user_id
    chair = make_chair(session, meeting)
    first = start_minutes(session, meeting, by=by, at=NOW)
    section = session.query(MinutesSection).filter_by(meeting_id=meeting.id).first()
    assert section is not None
    section.revise(by=by, at=LATER, version=section.version, body="<p>Dibuka.</p>")
    draft_document(
        session, DocumentKind.MINUTES, meeting, b'{"schema":1}', by=by, at=NOW, minutes=first
    )
    checker = make_user(session, Role.LEADER, meeting.organising_unit)
    name_chain(first, [checker], by=by, at=NOW)
    first.submit(by=secretariat, at=NOW, blanks=[], objections_until=LATER)
    doubt = check_minutes(first, anchor="", quote="", body="Sebut tempatnya.", by=chair, at=NOW)
    first.give_back("Lengkapi.", by=chair, at=LATER, signatory=CHAIR)
    doubt.respond(Outcome.ACCEPTED, "", by=by, at=LATER)
    first.submit(by=secretariat, at=LATER, blanks=[])
    give_initials(first, seen=1, by=actor_of(session, checker, today=TODAY), at=LATER)
    document = approve(first, by=chair)
    document.note_failure("Tidak ada fon.", at=LATER)
    document.attach_pdf("a" * 64, 1234, at=LATER)
    second = open_correction(first, "Nama keliru.", by=secretariat, at=LATER)
    proof = make_file(session, FileKind.APPROVAL_PROOF, meeting=meeting)
    second.submit(by=secretariat, at=LATER, blanks=[])
    approve(second, by=chair, mode=ApprovalMode.WET_SIGNED, proof=proof, at=LATER)
    following = make_meeting(
        session,
        meeting.organising_unit,
        state=MeetingState.SCHEDULED,
        starts_on=TODAY + timedelta(days=1),
        series=meeting.series,
    )
    accept_previous(following, meeting, "", by=by, at=LATER)
    return second


def _issue_papers(session: Session, meeting: Meeting) -> None:
    """Two editions of each kind besides the notula; a window ended with one of the matrices."""
    papers = {}
    for kind in DocumentKind:
        for edition in (1, 2) if kind is not DocumentKind.MINUTES else ():
            snapshot, code = f'{{"schema":1,"edition":{edition}}}'.encode(), new_code()
            papers[kind] = issue_document(
                session, kind, meeting, snapshot, edition=edition, code=code, by=None, at=LATER
            )
    memo = make_official(session, DocumentKind.INTERNAL_MEMO, meeting=meeting)
    snapshot, kind = b'{"schema":1,"memo":1}', DocumentKind.INTERNAL_MEMO
    issue_document(
        session,
        kind,
        meeting,
        snapshot,
        edition=1,
        code=new_code(),
        by=None,
        at=LATER,
        official_paper_id=memo.id,
    )
    following = session.scalars(
        select(Meeting).where(
            Meeting.series_id == meeting.series_id, Meeting.state == MeetingState.SCHEDULED
        )
    ).one()
    days = {"meeting_on": following.starts_on, "opens_at": NOW, "closes_at": LATER}
    window = UpdateWindow.add(session, by=None, at=NOW, meeting=following, **days)
    window.freeze(papers[DocumentKind.ACTION_MATRIX], by=None, at=LATER)


def _follow_up(session: Session, meeting: Meeting, secretariat: Actor) -> None:
    action = make_action(session, meeting, due_on=TODAY, funding=["APBD"])
    for state in AssignmentState:
        make_assignment(session, action=action, state=state, due_on=TODAY)
    office = make_organisation(session)
    agency = make_actor(session, Role.AGENCY, office)
    share = assign(action, office, Part.SUPPORTING, by=secretariat.user_id, at=NOW)
    _claim_with_file(session, share, agency)
    share.withdraw_claim(by=agency, at=LATER)
    desk = make_appointment(session, make_person(session, "Kabid"), organisation=office)
    entrust(share, desk.position, by=agency.user_id, at=LATER)
    share.post_update(Report.OBSTACLE, "Menunggu data.", by=agency, at=LATER)
    _claim_with_file(session, share, agency)
    share.verify(Verdict.RETURNED, "Foto kabur.", by=secretariat, at=LATER)
    _claim_with_file(session, share, agency)
    share.verify(Verdict.ACCEPTED, "", by=secretariat, at=LATER)
    share.reopen("Bukti ternyata keliru.", by=secretariat, at=LATER)
    _claim_with_file(session, share, agency)
    reassign(share, make_organisation(session), "Bukan urusannya.", by=secretariat, at=LATER)
    meeting_class = SecurityClass.RESTRICTED
    outside = make_action(session, unit_id=meeting.organising_unit_id, priority="high")
    outside.revise(
        by=secretariat.user_id, at=LATER, version=outside.version, security_class=meeting_class
    )
    ordered = make_ordered(session, meeting.organising_unit, scan=b"surat").directive
    assert ordered
    by, version = secretariat.user_id, ordered.version
    ordered.revise(by=by, at=LATER, version=version, place="Kalianda, Lampung Selatan")


def _claim_with_file(session: Session, share: Assignment, agency: Actor) -> None:
    file = make_file(session, FileKind.EVIDENCE, assignment=share)
    share.post_update(Report.DONE, "Terlampir.", by=agency, at=NOW, files=[file])
