"""What the chair ordered in the last meeting on inflation, without an agreement of its own."""

from datetime import time

from tracker.demo.accounts import organisation
from tracker.demo.agency_answers import claim
from tracker.demo.agreed_work import evidence_type
from tracker.demo.exhibits import Exhibits
from tracker.demo.links import by_link
from tracker.demo.scene import Scene
from tracker.models.actions import open_action
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part, Report
from tracker.models.assignments import Assignment
from tracker.models.meetings import Meeting

# Sentence, who owes it, due in working days, what is asked as proof.
_ORDERED = (
    ("Menggelar operasi pasar murah di lima pasar pantauan", "disperindag", 2, "Foto kegiatan"),
    ("Melaporkan cadangan beras pemerintah setiap pekan", "dkptph", 5, "Laporan pelaksanaan"),
    ("Melancarkan antrean angkutan pangan di Pelabuhan Bakauheni", "dishub", -1, ""),
    ("Mengikutsertakan koperasi pangan dalam operasi pasar murah", "dinas-koperasi-ukm", 9, ""),
)


def add_ordered_work(scene: Scene, meeting: Meeting, exhibits: Exhibits) -> None:
    """Reported by link: one done, one on its way, one infeasible; one owner will be merged."""
    market, rice, harbour, _cooperatives = [_open(scene, meeting, *line) for line in _ORDERED]
    photo, at = exhibits["pasar-murah.jpg"], scene.ago(1, time(9))
    note = "pasar murah digelar di dua pasar, foto terlampir."
    claim(scene, market, note, photo, by=by_link(scene, market, at=at), at=scene.ago(1))
    for share, report, words, days in (
        (rice, Report.PROGRESS, "cadangan beras cukup untuk dua bulan.", 4),
        (harbour, Report.NOT_FEASIBLE, "antrean diatur ASDP; kami hanya dapat menyuratinya.", 3),
    ):
        at = scene.ago(days)
        by = by_link(scene, share, at=at)
        share.post_update(report, f"Contoh laporan: {words}", by=by, at=at)


def _open(
    scene: Scene, meeting: Meeting, sentence: str, code: str, due: int, proof: str
) -> Assignment:
    session, by = scene.session, scene.secretariat.user_id
    at = scene.instant(meeting.starts_on or scene.today, time(13))
    action = open_action(
        session,
        by=by,
        at=at,
        year=at.year,
        sentence=sentence,
        meeting=meeting,
        due_on=scene.working_day(due),
        evidence_type=evidence_type(scene, proof),
    )
    return assign(action, organisation(session, code), Part.LEAD, by=by, at=at)
