"""A meeting plainly marked as an example, from its record to a sealed notula and its follow-up."""

import io
from datetime import date, datetime, time, timedelta

from PIL import Image, ImageDraw
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo.accounts import organisation
from tracker.demo.coming_series import OFFICES, add_series
from tracker.demo.scene import Scene, workday
from tracker.documents.attendance_lists import print_attendance_list
from tracker.documents.blanks import open_blanks
from tracker.documents.sealing import approve_minutes, signatory_of
from tracker.infra.storage import Store, StoredBytes
from tracker.models.actions import Action, open_action
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.approvals import ApprovalMode
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.attendances import Attendance, Presence
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.files import FileKind, StoredFile, blob_for
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.meetings import Meeting, MeetingState, Mode
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.users import Actor

_AGREEMENTS = (
    ("Memadankan data pekerja rentan dengan data kependudukan di lima kabupaten", "disnaker", -4),
    ("Menyusun usulan anggaran perlindungan pekerja rentan pada perubahan APBD", "bpkad", -3),
    ("Menyampaikan daftar kebutuhan data kepada kabupaten/kota", "disnaker", -6),
    ("Melaporkan kemajuan pemadanan data kepada Sekretaris Daerah", "disnaker", 10),
)
_CARBON_COPIES = (
    ("Asisten Pemerintahan dan Kesejahteraan Rakyat (contoh)", "asisten-1@contoh.example"),
    ("Forum Pekerja Rentan (contoh)", ""),
)
_SECTIONS = (
    "<p>Rapat dibuka oleh Kepala Biro Kesejahteraan Rakyat. Ini adalah rapat contoh; nama orang, "
    "angka, dan isinya dibuat untuk peragaan.</p>",
    "<p>Dinas Tenaga Kerja memaparkan keadaan data pekerja rentan dan kendala pemadanannya.</p>",
    "<p>Peserta membahas urutan kerja pemadanan data:</p><ol><li>penyamaan format data;</li>"
    "<li>pemadanan dengan data kependudukan; dan</li><li>pelaporan hasil.</li></ol>",
    "<p>Rapat ditutup setelah kesepakatan dibacakan kembali.</p>",
)


def store_evidence(store: Store) -> StoredBytes:
    """A picture that says it is an example, put into the store before the transaction."""
    picture = Image.new("RGB", (960, 600), "#f6f7f4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 920, 560), outline="#0b5d5c", width=6)
    draw.text((120, 260), "CONTOH BUKTI DUKUNG", fill="#17211f", font_size=56)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    buffer.seek(0)
    return store.put(buffer, name="contoh-bukti-dukung.png")


def add_example(scene: Scene, evidence: StoredBytes) -> None:
    meeting = _record(scene, held_on=workday(scene.today - timedelta(days=14)))
    assignments = [_follow_up(scene, meeting, line) for line in _AGREEMENTS]
    add_series(scene, meeting)
    seal(scene, meeting, at=scene.at)
    _distribute(scene, meeting)
    _report(scene, assignments, evidence)


def _record(scene: Scene, *, held_on: date) -> Meeting:
    session, by, at = scene.session, scene.minute_taker.user_id, scene.at
    signature = scene.chair.signature()
    meeting = Meeting.add(
        session,
        by=by,
        at=at,
        organising_unit_id=organisation(session, "biro-kesra").id,
        subject="Contoh: Rapat Koordinasi Pemadanan Data Pekerja Rentan",
        starts_on=held_on,
        start_time=time(9),
        open_ended=True,
        zone=scene.settings.timezone,
        venue="Ruang Rapat Contoh",
        mode=Mode.ONSITE,
        host="Biro Kesejahteraan Rakyat",
        host_organisation_id=organisation(session, "biro-kesra").id,
        chair_name=signature.name,
        chair_position=signature.position,
        chair_rank_grade=signature.rank_grade,
        chair_employee_number=signature.employee_number,
        chair_person_id=scene.head.person_id,
        minute_taker_name=scene.minute_taker.name,
        minute_taker_position="Staf Biro Kesejahteraan Rakyat",
        minute_taker_id=by,
        invitation_number=f"000.1.5/CONTOH/V.01/{held_on.year}",
        invitation_date=held_on - timedelta(days=3),
        example=True,
        created_by=by,
        created_at=at,
    )
    start_minutes(session, meeting, by=by, at=at)
    _fill(session, meeting, by=by, at=at)
    meeting.move_to(MeetingState.HELD, by=by, at=at)
    return meeting


def _fill(session: Session, meeting: Meeting, *, by: int, at: datetime) -> None:
    for title in ("Pembukaan", "Paparan keadaan data pekerja rentan", "Pembahasan dan kesepakatan"):
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
    for code in OFFICES:
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
    for section, body in zip(
        session.scalars(
            select(MinutesSection)
            .where(MinutesSection.meeting_id == meeting.id)
            .order_by(MinutesSection.position)
        ),
        _SECTIONS,
        strict=True,
    ):
        section.revise(by=by, at=at, version=section.version, body=body)


def _follow_up(scene: Scene, meeting: Meeting, line: tuple[str, str, int]) -> Assignment:
    text, code, days = line
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    due_on = scene.today + timedelta(days=days)
    report_to = ["regional_secretary"] if "Sekretaris Daerah" in text else []
    agreement = Agreement.append(
        meeting, by=by, at=at, text=text, due_on=due_on, report_to=report_to
    )
    action: Action = open_action(
        session,
        by=by,
        at=at,
        year=scene.today.year,
        sentence=text,
        meeting=meeting,
        agreement=agreement,
        due_on=due_on,
        report_to=report_to,
    )
    return assign(action, organisation(session, code), Part.LEAD, by=by, at=at)


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


def _distribute(scene: Scene, meeting: Meeting) -> None:
    """Tembusan, one of whom no mail reaches, and the list of who was there; nothing is sent."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    for name, address in _CARBON_COPIES:
        CarbonCopy.add(session, by=by, at=at, meeting=meeting, name=name, address=address)
    print_attendance_list(session, meeting, by=by, at=at, base_url=scene.settings.base_url)


def _report(scene: Scene, assignments: list[Assignment], evidence: StoredBytes) -> None:
    """The first awaits verification, the second is late, the third verified, the last runs."""
    awaiting, _overdue, verified, running = assignments
    session, agency, at = scene.session, scene.disnaker, scene.at
    for assignment in (awaiting, verified):
        assignment.post_update(
            Report.DONE,
            "Contoh laporan: pekerjaan selesai, bukti terlampir.",
            by=agency,
            at=at,
            files=[_evidence_file(session, assignment, evidence, agency, at=at)],
        )
    verified.verify(Verdict.ACCEPTED, "", by=scene.secretariat, at=at)
    running.post_update(Report.PROGRESS, "Contoh laporan: bahan sedang disusun.", by=agency, at=at)


def _evidence_file(
    session: Session, assignment: Assignment, stored: StoredBytes, by: Actor, *, at: datetime
) -> StoredFile:
    blob = blob_for(session, key=stored.key, size=stored.size, media_type=stored.media_type, at=at)
    file = StoredFile(
        blob=blob,
        name="contoh-bukti-dukung.png",
        kind=FileKind.EVIDENCE,
        assignment_id=assignment.id,
        uploaded_by=by.user_id,
        uploaded_at=at,
    )
    session.add(file)
    session.flush()
    return file
