"""What was agreed some weeks ago by many agencies: the work that the desk and the lists show."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import select

from tracker.demo.accounts import organisation
from tracker.demo.held_meeting import Told, record_held, seal
from tracker.demo.scene import Scene, workday
from tracker.models.actions import open_action
from tracker.models.agreements import Agreement, Funding
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part
from tracker.models.assignments import Assignment
from tracker.models.evidence_types import EvidenceType
from tracker.models.series import Series

Shares = dict[str, Assignment]

_DAYS_AGO = timedelta(days=45)


class _Agreed(NamedTuple):
    """agreement: out of which of those below. due: in working days from today. proof: what kind of
    evidence is asked for.
    """

    agreement: str
    sentence: str
    office: str
    due: int
    proof: str = ""
    supporting: tuple[str, ...] = ()
    funding: tuple[Funding, ...] = ()


_AGREEMENTS = {
    "members": "Kepesertaan jaminan sosial pekerja rentan dipercepat secara bertahap",
    "data": "Data pekerja rentan dipadankan dengan P3KE, DTSEN, dan data kependudukan",
    "money": "Bantuan iuran dibiayai melalui APBD dan perubahannya",
    "together": "Percepatan UCJ dikoordinasikan oleh satu tim",
}
_AGREED: dict[str, _Agreed] = {
    "enrol": _Agreed(
        "members",
        "Mendaftarkan 1.500 pekerja rentan hasil padan P3KE sebagai peserta jaminan sosial "
        "ketenagakerjaan tahap pertama",
        "disnaker",
        -4,
        "Laporan pelaksanaan",
        (),
        (Funding.APBD,),
    ),
    "schedule": _Agreed(
        "members",
        "Menyusun jadwal sosialisasi jaminan sosial ketenagakerjaan di 15 kabupaten/kota",
        "disnaker",
        3,
        "",
        ("dinsos",),
    ),
    "roll": _Agreed(
        "data",
        "Menyerahkan daftar pekerja rentan hasil padan DTSEN menurut nama dan alamat",
        "disnaker",
        5,
        "Laporan pelaksanaan",
    ),
    "briefing": _Agreed(
        "members",
        "Menyosialisasikan jaminan sosial ketenagakerjaan kepada pekerja rentan di Pringsewu",
        "disnaker",
        -1,
        "Foto kegiatan",
    ),
    "procedure": _Agreed(
        "members",
        "Menyepakati tata cara pendaftaran kolektif dengan BPJS Ketenagakerjaan",
        "disnaker",
        2,
        "Berita acara",
    ),
    "residents": _Agreed(
        "data",
        "Memutakhirkan data kependudukan pekerja rentan yang pindah domisili",
        "disnaker",
        6,
    ),
    "decree": _Agreed(
        "money",
        "Menyusun rancangan keputusan gubernur tentang penerima bantuan iuran pekerja rentan",
        "disnaker",
        -8,
        "Surat keputusan (SK)",
    ),
    "budget": _Agreed(
        "money",
        "Menyampaikan rincian belanja bantuan iuran pada rancangan perubahan APBD",
        "bpkad",
        -6,
        "Surat dinas",
        (),
        (Funding.APBD_P,),
    ),
    "villages": _Agreed(
        "money",
        "Menyediakan anggaran pemutakhiran data P3KE di tingkat desa",
        "bpkad",
        7,
        "",
        ("dinas-pmdt",),
        (Funding.APBD_P, Funding.VILLAGE_FUND),
    ),
    "need": _Agreed(
        "money",
        "Menghitung kebutuhan bantuan iuran pekerja rentan tahun depan",
        "bpkad",
        8,
    ),
    "target": _Agreed(
        "money",
        "Menetapkan angka sasaran pekerja rentan untuk dokumen perencanaan tahun depan",
        "bappeda",
        6,
    ),
    "team": _Agreed(
        "together",
        "Membentuk tim koordinasi percepatan UCJ dengan keputusan gubernur",
        "bappeda",
        1,
        "Surat keputusan (SK)",
    ),
    "survey": _Agreed(
        "data",
        "Mendata pekerja rentan penerima bantuan sosial di Kabupaten Pringsewu",
        "dinsos",
        -1,
        "Foto kegiatan",
    ),
    "merge": _Agreed(
        "data",
        "Menyerahkan hasil pemadanan DTSEN dengan data penerima bantuan sosial",
        "dinsos",
        0,
        "Laporan pelaksanaan",
    ),
    "health": _Agreed(
        "data",
        "Menyampaikan data pekerja rentan yang kepesertaan JKN-nya tidak aktif",
        "dinkes",
        -2,
        "Tautan publikasi",
    ),
    "numbers": _Agreed(
        "data",
        "Membuka akses pemadanan NIK bagi pekerja rentan",
        "disdukcapil",
        -1,
    ),
}
_TOLD = Told(
    "Contoh: Rapat Koordinasi Kepesertaan Jaminan Sosial Pekerja Rentan",
    "CONTOH-1",
    tuple(dict.fromkeys(agreed.office for agreed in _AGREED.values())),
    ("Pembukaan", "Keadaan kepesertaan dan data P3KE/DTSEN", "Anggaran", "Kesepakatan"),
    (
        "<p>Rapat dibuka oleh Kepala Biro Kesejahteraan Rakyat. Ini adalah rapat contoh.</p>",
        "<p>Dinas Tenaga Kerja memaparkan keadaan kepesertaan dan pemadanan data (contoh).</p>",
        "<p>Peserta membahas sumber anggaran bantuan iuran dan pembagian tugas.</p>",
        "<p>Rapat ditutup setelah kesepakatan dibacakan kembali.</p>",
    ),
)


def add_agreed_work(scene: Scene, series: Series) -> Shares:
    """An earlier meeting of the example's series, sealed; returns its shares by a short name."""
    held_on = workday(scene.today - _DAYS_AGO)
    at = scene.instant(held_on, time(13))
    meeting = record_held(scene, _TOLD, held_on=held_on, at=at)
    by = scene.secretariat.user_id
    meeting.revise(by=by, at=at, version=meeting.version, series_id=series.id)
    agreements = {
        name: Agreement.append(meeting, by=by, at=at, text=text)
        for name, text in _AGREEMENTS.items()
    }
    shares = {
        name: _open(scene, agreements[agreed.agreement], agreed, at=at)
        for name, agreed in _AGREED.items()
    }
    seal(scene, meeting, at=at + timedelta(hours=2))
    return shares


def _open(scene: Scene, agreement: Agreement, agreed: _Agreed, *, at: datetime) -> Assignment:
    session, by = scene.session, scene.secretariat.user_id
    action = open_action(
        session,
        by=by,
        at=at,
        year=at.year,
        sentence=agreed.sentence,
        agreement=agreement,
        due_on=scene.working_day(agreed.due),
        funding=list(agreed.funding),
        evidence_type=evidence_type(scene, agreed.proof),
    )
    lead = assign(action, organisation(session, agreed.office), Part.LEAD, by=by, at=at)
    for code in agreed.supporting:
        assign(action, organisation(session, code), Part.SUPPORTING, by=by, at=at)
    return lead


def evidence_type(scene: Scene, name: str) -> EvidenceType | None:
    return scene.session.scalar(select(EvidenceType).where(EvidenceType.name == name))
