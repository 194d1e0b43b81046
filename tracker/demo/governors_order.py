"""Orders outside meetings: spoken by the Governor on a visit, and written by the Sekda."""

from datetime import time

from sqlalchemy import select

from tracker.demo.accounts import organisation
from tracker.demo.agency_answers import claim
from tracker.demo.agreed_work import evidence_type
from tracker.demo.exhibits import Exhibits
from tracker.demo.links import by_link
from tracker.demo.scene import Scene
from tracker.infra.storage import StoredBytes
from tracker.models.actions import Action, Priority, open_action
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.directives import DirectiveKind, give_directive
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation, OrganisationKind

_GIVEN = 9  # working days ago
_CLAIMED = (
    ("pringsewu", "posko dibuka di sembilan kecamatan.", "posko-pringsewu.jpg"),
    ("lampung-selatan", "posko dibuka, foto terlampir.", "posko-lampung-selatan.jpg"),
    ("metro", "posko dibuka di lima kecamatan.", "posko-metro.jpg"),
    ("tulang-bawang-barat", "posko dibuka.", "posko.jpg"),
    ("lampung-tengah", "posko dibuka di dua kecamatan.", "posko-lampung-tengah.jpg"),
)
_ACCEPTED = ("pringsewu", "metro")
_RETURNED = ("tulang-bawang-barat",)
_RUNNING = (("pesawaran", Report.PROGRESS), ("way-kanan", Report.OBSTACLE))


def add_governors_order(scene: Scene, exhibits: Exhibits) -> None:
    """One action with fifteen shares, of which half have been answered by link."""
    action = _order(scene)
    shares = {share.organisation.code: share for share in action.assignments}
    scene.give_addresses(*(code for code in shares if code != "pesisir-barat"))
    for place, (code, note, file) in enumerate(_CLAIMED):
        _claim(scene, shares[code], note, exhibits[file], days=6 - place)
    for code in _ACCEPTED:
        share = shares[code]
        points = share.action.evidence_type.points if share.action.evidence_type else []
        share.verify(Verdict.ACCEPTED, "", by=scene.secretariat, at=scene.ago(1), met=points)
    for code in _RETURNED:
        words = "Contoh: foto tidak menunjukkan tempat dan tanggal. Kirim foto lain."
        shares[code].verify(Verdict.RETURNED, words, by=scene.secretariat, at=scene.ago(1))
    for code, report in _RUNNING:
        share, at = shares[code], scene.ago(3)
        note = "Contoh laporan: petugas posko sedang dilatih."
        share.post_update(report, note, by=by_link(scene, share, at=at), at=at)


def add_letter_order(scene: Scene, exhibits: Exhibits) -> None:
    """By a letter that is Terbatas, with its scan, to two offices."""
    session, by, at = scene.session, scene.secretariat.user_id, scene.ago(5, time(16))
    directive = give_directive(
        session,
        by=by,
        at=at,
        today=scene.today,
        unit_id=scene.chair.position.organisation_id,
        security_class=SecurityClass.RESTRICTED,
        kind=DirectiveKind.LETTER,
        giver_position="Sekretaris Daerah",
        given_on=scene.working_day(-6),
        letter_number=f"400.9/CONTOH-12/V.01/{at.year}",
    )
    directive.attach(exhibits["surat-sekda.pdf"], by=by, at=at)
    action = open_action(
        session,
        by=by,
        at=at,
        year=at.year,
        directive=directive,
        sentence="Menyiapkan bahan jawaban atas temuan data ganda penerima bantuan iuran",
        due_on=scene.working_day(7),
    )
    for code in ("disnaker", "dinsos"):
        assign(action, organisation(session, code), Part.LEAD, by=by, at=at)


def _order(scene: Scene) -> Action:
    session, by, at = scene.session, scene.secretariat.user_id, scene.ago(_GIVEN, time(16))
    directive = give_directive(
        session,
        by=by,
        at=at,
        today=scene.today,
        unit_id=scene.chair.position.organisation_id,
        kind=DirectiveKind.VISIT,
        giver_position="Gubernur Lampung",
        given_on=scene.working_day(-_GIVEN),
        place="Kunjungan kerja (contoh)",
        witness_name="Rahma Contoh",
        witness_position="Kepala Subbagian Tata Usaha, Biro Kesejahteraan Rakyat",
    )
    due_on = scene.working_day(4)
    action = open_action(
        session,
        by=by,
        at=at,
        year=at.year,
        directive=directive,
        sentence="Membuka posko pendaftaran jaminan sosial pekerja rentan di setiap kecamatan",
        due_on=due_on,
        priority=Priority.HIGH,
        expected_output="Posko beroperasi, dengan foto dan jumlah pendaftar",
        evidence_type=evidence_type(scene, "Foto kegiatan"),
    )
    regencies = select(Organisation).where(Organisation.kind == OrganisationKind.REGENCY_CITY)
    for office in session.scalars(regencies.order_by(Organisation.name)).all():
        assign(action, office, Part.LEAD, by=by, at=at)
    return action


def _claim(scene: Scene, share: Assignment, note: str, file: StoredBytes, *, days: int) -> None:
    at = scene.ago(days)
    claim(scene, share, note, file, by=by_link(scene, share, at=at), at=scene.ago(days, time(15)))
