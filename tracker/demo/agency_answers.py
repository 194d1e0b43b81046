"""How the agencies answered since: reports and claims, honest answers, and what was ruled."""

from datetime import datetime, time

from tracker.demo.agreed_work import Shares
from tracker.demo.exhibits import Exhibits, bring
from tracker.demo.links import by_link
from tracker.demo.scene import Scene
from tracker.infra.storage import StoredBytes
from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.extensions import ask_for_date
from tracker.models.objections import Ground, object_to
from tracker.models.questions import ask
from tracker.models.updates import Reporter


def answer_all(scene: Scene, shares: Shares, exhibits: Exhibits) -> None:
    """In the order in which it happened."""
    _ask_for_dates(scene, shares["decree"])
    _report(scene, shares)
    _object(scene, shares)
    _claim(scene, shares, exhibits)


def claim(
    scene: Scene,
    share: Assignment,
    note: str,
    stored: StoredBytes | None,
    *,
    by: Reporter,
    at: datetime,
    link: str = "",
) -> None:
    """Reported as done, with a file of the day before or a link."""
    files = [bring(scene, share, stored, by=by, at=at)] if stored else []
    day = at.astimezone(scene.settings.zone).date()
    share.post_update(
        *(Report.DONE, f"Contoh laporan: {note}"),
        by=by,
        at=at,
        files=files,
        link=link,
        dated_on=scene.calendar.add(day, -1),
        today=day,
    )


def _ask_for_dates(scene: Scene, share: Assignment) -> None:
    """One new date was given, and is asked to move once more."""
    agency = scene.disnaker
    asked, ruled, again = scene.ago(10), scene.ago(9), scene.ago(1)
    first = ask_for_date(
        share,
        scene.working_day(2),
        "Contoh: rancangan masih dibahas bersama Biro Hukum.",
        by=agency,
        at=asked,
        today=scene.working_day(-10),
    )
    first.grant(
        scene.working_day(2),
        "Contoh: disetujui sekali ini.",
        by=scene.secretariat,
        at=ruled,
        today=scene.working_day(-9),
    )
    ask_for_date(
        share,
        scene.working_day(12),
        "Contoh: harmonisasi di Biro Hukum dijadwalkan pekan depan.",
        by=agency,
        at=again,
        today=scene.working_day(-1),
    )


def _report(scene: Scene, shares: Shares) -> None:
    """Work that goes on, one of it late since."""
    told = (
        ("enrol", "900 pekerja sudah didaftarkan; sisanya menunggu perbaikan NIK.", 14),
        ("schedule", "jadwal sepuluh kabupaten sudah disepakati.", 3),
    )
    for name, note, days in told:
        shares[name].post_update(
            Report.PROGRESS, f"Contoh laporan: {note}", by=scene.disnaker, at=scene.ago(days)
        )
    shares["merge"].post_update(
        Report.OBSTACLE,
        "Contoh laporan: berkas dari dua kabupaten belum dapat dibuka.",
        by=scene.dinsos,
        at=scene.ago(6),
    )


def _object(scene: Scene, shares: Shares) -> None:
    """None is ruled on yet; two agencies wait for each other."""
    object_to(
        shares["residents"],
        Ground.NOT_OURS,
        "Contoh: pemutakhiran data kependudukan adalah kewenangan Disdukcapil.",
        by=scene.disnaker,
        at=scene.ago(5),
    )
    object_to(
        shares["villages"],
        Ground.NEEDS_BUDGET,
        "Contoh: belum tersedia dalam DPA; diusulkan pada perubahan APBD.",
        by=scene.bpkad,
        at=scene.ago(4),
    )
    bpkad, bappeda = shares["need"], shares["target"]
    object_to(
        bpkad,
        Ground.WAITING_FOR,
        "Contoh: angka sasaran pekerja rentan dari Bappeda belum kami terima.",
        by=scene.bpkad,
        at=scene.ago(8),
        awaited=bappeda.organisation,
    )
    object_to(
        bappeda,
        Ground.WAITING_FOR,
        "Contoh: pagu indikatif bantuan iuran dari BPKAD belum kami terima.",
        by=scene.bappeda,
        at=scene.ago(6),
        awaited=bpkad.organisation,
    )


def _claim(scene: Scene, shares: Shares, exhibits: Exhibits) -> None:
    """Returned, asked about, waiting; and one photo that two offices bring for two tasks."""
    agency, desk = scene.disnaker, scene.secretariat
    roll, procedure = shares["roll"], shares["procedure"]
    claim(
        *(scene, roll, "daftar terlampir.", exhibits.roll),
        by=agency,
        at=scene.ago(9),
    )
    roll.verify(
        Verdict.RETURNED,
        "Contoh: daftar belum memuat NIK dan kelurahan. Lengkapi, lalu laporkan kembali.",
        by=desk,
        at=scene.ago(7),
        met=["Periode laporan sesuai tindak lanjut"],
    )
    claim(
        *(scene, procedure, "tata cara disepakati, berita acara terlampir.", exhibits.record),
        by=agency,
        at=scene.ago(5),
    )
    ask(
        procedure,
        "Contoh: tanda tangan pihak kedua belum tampak pada halaman 2. Apakah ada naskah yang "
        "sudah ditandatangani kedua pihak?",
        by=desk,
        at=scene.ago(3),
    )
    photo, afternoon = exhibits.gathering, time(15)
    claim(
        *(scene, shares["briefing"], "diikuti 120 pekerja, foto terlampir.", photo),
        by=agency,
        at=scene.ago(2),
    )
    claim(
        *(scene, shares["survey"], "pendataan selesai, foto terlampir.", photo),
        by=scene.dinsos,
        at=scene.ago(2, afternoon),
    )
    claim(
        *(scene, shares["plan"], "usulan sudah disampaikan.", exhibits.record),
        by=scene.bappeda,
        at=scene.ago(4),
    )
    health = shares["health"]
    claim(
        *(scene, health, "data dimuat pada laman kami.", None),
        by=by_link(scene, health, at=scene.ago(3)),
        at=scene.ago(3, afternoon),
        link="https://contoh.example/data-jkn-tidak-aktif",
    )
