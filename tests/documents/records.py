"""Meetings as offices record them, fully and hardly at all."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_appointment,
    make_assignment,
    make_file,
    make_meeting,
    make_organisation,
    make_person,
    make_user,
)
from tracker.documents.blanks import blanks, open_blanks
from tracker.documents.sealing import approve_minutes, signatory_of
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.approvals import ApprovalMode
from tracker.models.assignment_states import Part
from tracker.models.attendances import Attendance, Presence
from tracker.models.documents import Document
from tracker.models.files import FileKind
from tracker.models.legal_references import DatePrecision, LegalReference
from tracker.models.measurements import Measurement
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.organisations import OrganisationKind
from tracker.models.people import Person, PositionLevel
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Actor, Role, User, actor_of

BASE_URL = "https://rakor.contoh.go.id"
USUAL: dict[str, Any] = {
    "subject": "Percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan",
    "start_time": time(9, 0),
    "open_ended": True,
    "venue": "Ruang Rapat Sakai Sambayan",
    "chair_name": "Dr. Siti Aminah, S.E., M.M.",
    "chair_position": "Asisten Perekonomian dan Pembangunan",
    "chair_on_behalf_of": "Gubernur Lampung",
    "minute_taker_name": "Budi Santoso, S.Sos.",
    "minute_taker_position": "Analis Kebijakan Ahli Muda",
    "invitation_number": "005/1234/VI.02/2025",
    "invitation_date": date(2025, 9, 15),
}


def make_record(session: Session, **values: Any) -> Minutes:
    """The usual rapat koordinasi: every line of the form filled, three agreements, one action."""
    unit = make_organisation(session, "Biro Perekonomian", kind=OrganisationKind.BUREAU)
    appointment = make_appointment(
        session,
        make_person(
            session,
            "Siti Aminah",
            title_front="Dr.",
            title_back="S.E., M.M.",
            employee_number="197001011995032001",
        ),
        title="Asisten Perekonomian dan Pembangunan",
        level=PositionLevel.ASSISTANT,
        rank_grade="Pembina Utama Madya (IV/d)",
    )
    chair = {"chair_person_id": appointment.person_id}
    meeting = make_meeting(session, unit, **{**USUAL, **chair, **values})
    minutes = start_minutes(session, meeting, by=make_user(session).id, at=NOW)
    write(session, minutes, "Pembukaan", "<p>Rapat dibuka oleh pimpinan rapat pukul 09.10 WIB.</p>")
    write(session, minutes, "Pemaparan", PRESENTATION)
    write(session, minutes, "Penutup", "<p>Rapat ditutup pukul 11.45 WIB.</p>")
    add(session, meeting, AgendaItem, title="Capaian UCJ Provinsi Lampung")
    add(session, meeting, AgendaItem, title="Rencana percepatan", presenter="Dinas Tenaga Kerja")
    add(
        session,
        meeting,
        LegalReference,
        number="500.11.2/3377/Bangda",
        issuer="Surat Kementerian Dalam Negeri",
        dated_on=date(2025, 5, 1),
        date_precision=DatePrecision.MONTH,
        subject="Percepatan UCJ",
    )
    add_people(session, meeting, PEOPLE)
    add(
        session,
        meeting,
        Measurement,
        indicator="UCJ Provinsi Lampung",
        unit="percent",
        value=Decimal("23.86"),
        target=Decimal("38.39"),
        target_on=date(2025, 12, 31),
        rank=34,
        rank_of=38,
        remaining=Decimal("479724"),
        remaining_unit="pekerja",
        source="BPJS Ketenagakerjaan Bandar Lampung",
    )
    for kind, text in STATEMENTS:
        add(
            session,
            meeting,
            Statement,
            speaker_name="M. Nuh",
            speaker_position="Kepala BPJS Ketenagakerjaan Bandar Lampung",
            kind=kind,
            text=text,
        )
    agreements = [add(session, meeting, Agreement, text=text) for text in AGREEMENTS]
    action = make_action(
        session,
        meeting,
        agreement=agreements[0],
        sentence="Menyandingkan data pekerja rentan dengan data P3KE",
        due_on=date(2025, 10, 31),
        expected_output="Data pekerja rentan yang tervalidasi",
        report_to=["regional_secretary", "governor"],
        funding=["APBD", "DBH"],
    )
    make_assignment(session, make_organisation(session, "Dinas Tenaga Kerja"), action=action)
    make_assignment(
        session,
        make_organisation(session, "Badan Perencanaan Pembangunan Daerah"),
        action=action,
        part=Part.SUPPORTING,
    )
    return minutes


def make_small_record(session: Session, **values: Any) -> Minutes:
    """Two participants, one line of text, no agreement, hardly anything known."""
    values = {"subject": "Koordinasi singkat", "chair_name": "Saipul", "open_ended": True, **values}
    meeting = make_meeting(session, **values)
    minutes = start_minutes(session, meeting, by=make_user(session).id, at=NOW)
    write(session, minutes, "Pembahasan", "<p>Disepakati bertemu kembali.</p>")
    add_people(session, meeting, PEOPLE[:2])
    return minutes


def approved(
    session: Session,
    minutes: Minutes,
    *,
    mode: ApprovalMode = ApprovalMode.IN_APP,
    on_behalf_of: str = "",
) -> Document:
    """Submitted and sealed, with every blank confirmed as having no data."""
    meeting = minutes.meeting
    empty = [blank.code for blank in blanks(session, meeting)]
    meeting.confirm_absent(empty, by=make_user(session).id, at=NOW)
    chair = chair_of(session, meeting)
    minutes.submit(by=make_actor(session), at=NOW, blanks=open_blanks(session, meeting))
    in_app = mode is ApprovalMode.IN_APP
    return approve_minutes(
        session,
        minutes,
        by=chair if in_app else make_actor(session),
        at=NOW,
        mode=mode,
        proof=None if in_app else make_file(session, FileKind.APPROVAL_PROOF),
        signatory=signatory_of(session, meeting, today=TODAY),
        on_behalf_of=on_behalf_of,
        base_url=BASE_URL,
    )


def chair_of(session: Session, meeting: Meeting) -> Actor:
    """The chair's own account, which alone approves within the application."""
    person = session.get(Person, meeting.chair_person_id) if meeting.chair_person_id else None
    if person is None:
        person = make_person(session, meeting.chair_name or "Pimpinan")
        version = meeting.version
        meeting.revise(by=make_user(session).id, at=NOW, version=version, chair_person_id=person.id)
    known = session.scalar(select(User).where(User.person_id == person.id))
    return actor_of(session, known or make_user(session, Role.LEADER, person=person), today=TODAY)


def add(session: Session, meeting: Meeting, part: type[MeetingPart], **values: Any) -> Any:
    return part.append(meeting, by=make_user(session).id, at=NOW, **values)


def add_people(session: Session, meeting: Meeting, people: list[tuple[str, str, str]]) -> None:
    for name, position, organisation in people:
        add(
            session,
            meeting,
            Attendance,
            person_name=name,
            position_title=position,
            organisation_name=organisation,
            presence=Presence.PRESENT,
        )


def write(session: Session, minutes: Minutes, heading: str, body: str) -> None:
    """Fill the section of this heading."""
    section = session.scalars(
        select(MinutesSection).where(
            MinutesSection.meeting_id == minutes.meeting_id, MinutesSection.heading == heading
        )
    ).one()
    section.revise(by=make_user(session).id, at=NOW, version=section.version, body=body)


def photo(width: int = 1200, height: int = 800, *, colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def emblem() -> bytes:
    """A shield, since the real one belongs to its government."""
    image = Image.new("RGBA", (400, 460), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon([(20, 20), (380, 20), (360, 300), (200, 440), (40, 300)], fill="#0b5d5c")
    draw.ellipse([120, 100, 280, 260], fill="#e0b354")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


PEOPLE = [
    ("Dr. Siti Aminah, S.E., M.M.", "Asisten Perekonomian dan Pembangunan", "Setda Provinsi"),
    ("M. Nuh", "Kepala Cabang", "BPJS Ketenagakerjaan Bandar Lampung"),
    ("drg. Ratna Dewi, M.Kes.", "Kepala Dinas Tenaga Kerja", "Dinas Tenaga Kerja"),
    ("Ir. H. Ahmad Fauzi", "Kepala Bidang Anggaran", "Badan Pengelolaan Keuangan dan Aset Daerah"),
]
PRESENTATION = """<p>Disampaikan bahwa cakupan UCJ di Provinsi Lampung masih di bawah target, dan
perlu kerja sama lintas perangkat daerah, terutama untuk pekerja rentan.</p>
<ul><li><p>Data pekerja perlu disandingkan.</p></li>
<li><p>Anggaran dapat bersumber dari DBH sawit.</p></li></ul>
<table><tbody><tr><th>Kabupaten</th><th>Pekerja</th></tr><tr><td>Mesuji</td><td>1.550</td></tr>
</tbody></table>"""
STATEMENTS = [
    (StatementKind.QUOTATION, "Kendala utama adalah validitas data pekerja."),
    (StatementKind.PARAPHRASE, "Menyarankan pemakaian data P3KE agar bantuan tepat sasaran."),
]
AGREEMENTS = [
    "Melakukan verifikasi dan validasi data pekerja rentan dengan menggunakan data P3KE.",
    "Mengusulkan anggaran khusus bagi pekerja rentan melalui APBD atau sumber dana lainnya.",
    "Melaporkan langkah yang ditempuh kepada Sekretaris Daerah dan Gubernur.",
]
