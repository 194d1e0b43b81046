"""A meeting plainly marked as an example, from its record to a sealed notula and its follow-up."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from tracker.demo.accounts import organisation
from tracker.demo.coming_series import OFFICES
from tracker.demo.exhibits import MEETING_PHOTOS, Exhibits, bring
from tracker.demo.held_meeting import Told, record_held, seal
from tracker.demo.scene import Scene, workday
from tracker.documents.attendance_lists import print_attendance_list
from tracker.models.actions import open_action
from tracker.models.agreements import Agreement
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.attachments import attach
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.files import FileKind
from tracker.models.meetings import Meeting
from tracker.models.series import Series

_AGREEMENTS = (
    ("Memadankan data pekerja rentan dengan data kependudukan di lima kabupaten", "disnaker", -4),
    ("Menyusun usulan anggaran perlindungan pekerja rentan pada perubahan APBD", "bpkad", -2),
    ("Menyampaikan daftar kebutuhan data kepada kabupaten/kota", "disnaker", -6),
    ("Melaporkan kemajuan pemadanan data kepada Sekretaris Daerah", "disnaker", 10),
)
_CARBON_COPIES = (
    ("Asisten Pemerintahan dan Kesejahteraan Rakyat (contoh)", "asisten-1@contoh.example"),
    ("Forum Pekerja Rentan (contoh)", ""),
)
_TOLD = Told(
    "Contoh: Rapat Koordinasi Pemadanan Data Pekerja Rentan",
    "CONTOH",
    OFFICES,
    ("Pembukaan", "Paparan keadaan data pekerja rentan", "Pembahasan dan kesepakatan"),
    (
        "<p>Rapat dibuka oleh Kepala Biro Kesejahteraan Rakyat. Ini adalah rapat contoh; nama "
        "orang, angka, dan isinya dibuat untuk peragaan.</p>",
        "<p>Dinas Tenaga Kerja memaparkan keadaan data pekerja rentan dan kendala "
        "pemadanannya.</p>",
        "<p>Peserta membahas urutan kerja pemadanan data:</p><ol><li>penyamaan format data;</li>"
        "<li>pemadanan dengan data kependudukan; dan</li><li>pelaporan hasil.</li></ol>",
        "<p>Rapat ditutup setelah kesepakatan dibacakan kembali.</p>",
    ),
)


def add_example(scene: Scene, series: Series, exhibits: Exhibits) -> Meeting:
    """Nothing of what it agreed is reported yet."""
    held_on = workday(scene.today - timedelta(days=14))
    meeting = record_held(scene, _TOLD, held_on=held_on, at=scene.at)
    meeting.revise(
        by=scene.secretariat.user_id, at=scene.at, version=meeting.version, series_id=series.id
    )
    at = scene.instant(held_on, time(14))
    for line in _AGREEMENTS:
        _follow_up(scene, meeting, line, at=at)
    for name in MEETING_PHOTOS:
        by = scene.secretariat.user_id
        attach(scene.session, meeting, exhibits[name], FileKind.PHOTO, by=by, at=at)
    seal(scene, meeting, at=scene.at)
    _distribute(scene, meeting)
    return meeting


def report_on_example(scene: Scene, meeting: Meeting, exhibits: Exhibits) -> None:
    """The first awaits verification, the second is late, the third verified, the last runs."""
    shares = select(Assignment).where(Assignment.meeting_id == meeting.id).order_by(Assignment.id)
    awaiting, _overdue, verified, running = scene.session.scalars(shares).all()
    agency, at = scene.disnaker, scene.at
    for assignment in (awaiting, verified):
        assignment.post_update(
            Report.DONE,
            "Contoh laporan: pekerjaan selesai, bukti terlampir.",
            by=agency,
            at=at,
            files=[bring(scene, assignment, exhibits["contoh-bukti-dukung.png"], by=agency, at=at)],
        )
    verified.verify(Verdict.ACCEPTED, "", by=scene.secretariat, at=at)
    running.post_update(Report.PROGRESS, "Contoh laporan: bahan sedang disusun.", by=agency, at=at)


def _follow_up(
    scene: Scene, meeting: Meeting, line: tuple[str, str, int], *, at: datetime
) -> Assignment:
    text, code, days = line
    session, by = scene.session, scene.secretariat.user_id
    due_on = scene.today + timedelta(days=days)
    report_to = ["regional_secretary"] if "Sekretaris Daerah" in text else []
    agreement = Agreement.append(
        meeting, by=by, at=at, text=text, due_on=due_on, report_to=report_to
    )
    action = open_action(
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


def _distribute(scene: Scene, meeting: Meeting) -> None:
    """Tembusan, one of whom no mail reaches, and the list of who was there; nothing is sent."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.at
    for name, address in _CARBON_COPIES:
        CarbonCopy.add(session, by=by, at=at, meeting=meeting, name=name, address=address)
    print_attendance_list(session, meeting, by=by, at=at, base_url=scene.settings.base_url)
