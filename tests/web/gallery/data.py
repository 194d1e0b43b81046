"""Made-up records for the gallery."""

from datetime import date
from types import SimpleNamespace


def _entry(label: str, icon: str, count: int = 0) -> dict[str, object]:
    current = label == "Hari ini"
    return {"label": label, "url": "/home", "icon": icon, "count": count, "current": current}


def _state(label: str, mark: str, tone: str) -> SimpleNamespace:
    return SimpleNamespace(label=label, mark=mark, tone=tone)


def _share(label: str, verified: int, awaiting: int, overdue: int, other: int) -> dict[str, object]:
    return {
        "label": label,
        "url": "/index",
        "verified": verified,
        "awaiting": awaiting,
        "overdue": overdue,
        "other": other,
    }


def _point(on: date, value: float, text: str, label: str) -> dict[str, object]:
    return {"on": on, "value": value, "text": text, "label": label}


FRAME = {
    "nav": [
        _entry("Hari ini", "house"),
        _entry("Rapat", "calendar-event"),
        _entry("Tindak lanjut", "list-check", 12),
        _entry("Verifikasi", "patch-check", 4),
        _entry("Naskah", "file-earmark-text"),
        _entry("Laporan", "bar-chart-line"),
    ],
    "account": {
        "name": "Siti Rahmawati, S.E.",
        "role": "Sekretariat",
        "organisation": "Sekretariat Daerah Provinsi Lampung",
        "own_url": "/home",
        "sign_out_url": "/masuk",
    },
}
STATES = {
    "idle": _state("Belum dimulai", "○", "idle"),
    "active": _state("Dalam proses", "●", "active"),
    "soon": _state("6 hari kerja lagi", "●", "soon"),
    "late": _state("Terlambat 12 hari", "!", "late"),
    "claimed": _state("Menunggu verifikasi", "◔", "claimed"),
    "verified": _state("Terverifikasi", "✓", "verified"),
    "refused": _state("Tidak dapat dilaksanakan", "×", "idle"),
}
SHARES = [
    _share("Disnaker", 3, 2, 1, 4),
    _share("Bappeda", 4, 1, 0, 4),
    _share("BPKAD", 1, 3, 2, 4),
    _share("Dinas Kependudukan dan Pencatatan Sipil", 6, 0, 0, 4),
    _share("BPJS Ketenagakerjaan", 0, 0, 0, 0),
]
POINTS = [
    _point(date(2025, 1, 31), 21.9, "21,90%", "31 Januari 2025"),
    _point(date(2025, 4, 30), 22.4, "22,40%", "30 April 2025"),
    _point(date(2025, 9, 18), 23.86, "23,86%", "18 September 2025"),
]
TARGET = _point(date(2025, 12, 31), 38.39, "38,39%", "31 Desember 2025")
MEETING = {
    "subject": "Rapat koordinasi percepatan Universal Coverage Jaminan Sosial Ketenagakerjaan",
    "held_on": date(2025, 9, 18),
    "mode": "onsite",
    "agencies": ["a1", "a4"],
    "agenda": [{"title": "Paparan"}, {"title": "Verifikasi"}, {}, {}],
    "notes": "Pembahasan dibuka.\n\nData pekerja rentan perlu divalidasi.",
    "notes_format": "plain",
}
WRONG = {
    "held_on": "31/02/2025",
    "mode": "onsite",
    "agenda-0-title": "Paparan capaian",
    "notes": "<p>Tetap <strong>ada</strong></p>",
    "notes_format": "html",
}
