"""How the agencies answered since: reports and claims, honest answers, and what was ruled."""

from datetime import date, datetime, time, timedelta

from tracker.demo.accounts import HEAD_OF_DISNAKER, position
from tracker.demo.agreed_work import Shares
from tracker.demo.exhibits import Exhibits, bring
from tracker.demo.links import by_link
from tracker.demo.scene import Scene
from tracker.infra.storage import StoredBytes
from tracker.models.assigning import entrust
from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.extensions import ask_for_date
from tracker.models.objections import Ground, object_to
from tracker.models.questions import answer_question, ask
from tracker.models.updates import Reporter

_LONG_AGO = timedelta(days=60)  # before it was agreed


def answer_all(scene: Scene, shares: Shares, exhibits: Exhibits) -> None:
    """In the order in which it happened, more or less: notices are listed by it."""
    head = position(scene.session, HEAD_OF_DISNAKER)
    entrust(shares["roll"], head, by=scene.disnaker.user_id, at=scene.ago(15))
    _settle(scene, shares)
    _move_a_date(scene, shares["decree"])
    _object(scene, shares)
    _report(scene, shares)
    _claim(scene, shares, exhibits)
    _ask_again(scene, shares["decree"])


def claim(
    scene: Scene,
    share: Assignment,
    note: str,
    stored: StoredBytes | None,
    *,
    by: Reporter,
    at: datetime,
    link: str = "",
    dated_on: date | None = None,
) -> None:
    """Reported as done, with evidence of the day before, unless another date is told."""
    files = [bring(scene, share, stored, by=by, at=at)] if stored else []
    day = at.astimezone(scene.settings.zone).date()
    share.post_update(
        *(Report.DONE, f"Contoh laporan: {note}"),
        by=by,
        at=at,
        files=files,
        link=link,
        dated_on=dated_on or scene.calendar.add(day, -1),
        today=day,
    )


def _move_a_date(scene: Scene, share: Assignment) -> None:
    """One new date was given."""
    request = ask_for_date(
        share,
        scene.working_day(2),
        "Contoh: rancangan masih dibahas bersama Biro Hukum.",
        by=scene.disnaker,
        at=scene.ago(10),
        today=scene.working_day(-10),
    )
    request.grant(
        scene.working_day(2),
        "Contoh: disetujui sekali ini.",
        by=scene.secretariat,
        at=scene.ago(9),
        today=scene.working_day(-9),
    )


def _ask_again(scene: Scene, share: Assignment) -> None:
    """It is to move once more; nobody has ruled on that."""
    ask_for_date(
        share,
        scene.working_day(12),
        "Contoh: harmonisasi di Biro Hukum dijadwalkan pekan depan.",
        by=scene.disnaker,
        at=scene.ago(1),
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


def _settle(scene: Scene, shares: Shares) -> None:
    """Answers that are over: one was declined, one wait was fulfilled."""
    declined = object_to(
        shares["schedule"],
        Ground.NEEDS_BUDGET,
        "Contoh: biaya perjalanan ke 15 kabupaten/kota belum dianggarkan.",
        by=scene.disnaker,
        at=scene.ago(12),
    )
    words = "Contoh: jadwal dapat disusun tanpa biaya; sosialisasinya digabung dengan posko."
    declined.decline(words, by=scene.secretariat, at=scene.ago(11))
    fulfilled = object_to(
        shares["merge"],
        Ground.WAITING_FOR,
        "Contoh: salinan data kependudukan dari Disdukcapil belum kami terima.",
        by=scene.dinsos,
        at=scene.ago(12),
        awaited=shares["numbers"].organisation,
    )
    words = "Contoh: data diterima lengkap dengan berita acara."
    fulfilled.fulfil(words, by=scene.dinsos, at=scene.ago(8))


def _claim(scene: Scene, shares: Shares, exhibits: Exhibits) -> None:
    """Returned, asked about, waiting; and one photo that two offices bring for two tasks."""
    agency, desk, afternoon = scene.disnaker, scene.secretariat, time(15)
    roll, procedure, survey = shares["roll"], shares["procedure"], shares["survey"]
    paper = exhibits["daftar-pekerja-rentan.pdf"]
    claim(scene, roll, "daftar terlampir.", paper, by=agency, at=scene.ago(9))
    roll.verify(
        Verdict.RETURNED,
        "Contoh: daftar belum memuat NIK dan kelurahan. Lengkapi, lalu laporkan kembali.",
        by=desk,
        at=scene.ago(7),
        met=["Periode laporan sesuai tindak lanjut"],
    )
    note, paper = "tata cara disepakati dalam berita acara.", exhibits["berita-acara.pdf"]
    claim(scene, procedure, note, paper, by=agency, at=scene.ago(5))
    note, paper = "keputusan sudah ditetapkan.", exhibits["sk-tim-koordinasi.pdf"]
    claim(scene, shares["team"], note, paper, by=scene.bappeda, at=scene.ago(4))
    health, table = shares["health"], exhibits["rekap-jkn-tidak-aktif.xlsx"]
    claim(
        *(scene, health, "data dimuat pada laman kami, rekap terlampir.", table),
        by=by_link(scene, health, at=scene.ago(4)),
        at=scene.ago(4, afternoon),
        link="https://contoh.example/berita/data-jkn-tidak-aktif",
    )
    photo = exhibits["sosialisasi-pringsewu.jpg"]
    note = "pendataan selesai, foto terlampir."
    taken_on = scene.today - _LONG_AGO
    claim(scene, survey, note, photo, by=scene.dinsos, at=scene.ago(3), dated_on=taken_on)
    ask(
        procedure,
        "Contoh: tanda tangan pihak kedua belum tampak pada halaman 2. Apakah ada naskah yang "
        "sudah ditandatangani kedua pihak?",
        by=desk,
        at=scene.ago(3),
    )
    note = "diikuti 120 pekerja, foto terlampir."
    claim(scene, shares["briefing"], note, photo, by=agency, at=scene.ago(2))
    question = "Contoh: apakah foto ini dari pendataan, atau dari sosialisasi Disnaker?"
    ask(survey, question, by=desk, at=scene.ago(2, afternoon))
    answer = "Contoh: pendataan kami digabung dengan sosialisasi Disnaker."
    answer_question(survey, answer, by=scene.dinsos, at=scene.ago(1))
