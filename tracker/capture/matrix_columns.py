"""What the columns of an office's own matrix hold, guessed from their heads (domain.md 2)."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from tracker.infra.orm import Labelled
from tracker.infra.text import N_


class Column(Labelled):
    """What is taken from a column."""

    NUMBER = "number", N_("Nomor lama")
    TOPIC = "topic", N_("Permasalahan atau kesepakatan")
    SENTENCE = "sentence", N_("Tindak lanjut")
    LEAD = "lead", N_("Penanggung jawab")
    SUPPORTING = "supporting", N_("Unit pendukung")
    DUE = "due", N_("Tenggat")
    OUTPUT = "output", N_("Keluaran")
    PROGRESS = "progress", N_("Progres atau realisasi")
    OBSTACLE = "obstacle", N_("Kendala")
    EVIDENCE = "evidence", N_("Bukti dukung")
    STATUS = "status", N_("Status")
    PRIORITY = "priority", N_("Prioritas")
    MEETING = "meeting", N_("Rapat asal")
    NOTE = "note", N_("Keterangan lain")
    IGNORED = "ignored", N_("Tidak diambil")


# The first that fits decides; each is taken once, but for those whose texts can be put together.
_HEADS: tuple[tuple[Column, str], ...] = (
    (Column.MEETING, r"\b(judul|nama|tanggal|tgl|nomor|no) rapat\b|^rapat|^sumber$|^asal\b"),
    (Column.NUMBER, r"^(no|nomor|nomer|nmr|#)( urut| tl| item| lama)?$|^(kode|ref\w*|id)\b"),
    (Column.NOTE, r"\b(tanggal|tgl) (selesai|realisasi|penyelesaian)\b|^selesai pada"),
    (Column.EVIDENCE, r"\b(bukti|eviden\w*|evidence|data dukung|dokumentasi|link|tautan)\b"),
    (Column.OBSTACLE, r"\b(kendala|hambatan)\b"),
    (Column.STATUS, r"\bstatus\b|^keadaan|^kondisi|^ket\w* status"),
    (Column.PRIORITY, r"\bprioritas\b"),
    (Column.OUTPUT, r"\b(output|outcome|keluaran|indikator|hasil yang diharapkan)\b"),
    (
        Column.DUE,
        r"\b(tenggat|deadline|due|jatuh tempo|batas)\b|\b(target|rencana|waktu|jadwal)\b.*"
        r"\b(waktu|selesai|penyelesaian|pelaksanaan|tanggal)\b|^(target|waktu|jadwal|timeline)$",
    ),
    (
        Column.PROGRESS,
        r"\b(progre?ss?|realisasi|perkembangan|capaian|update|pemutakhiran)\b"
        r"|\b(hasil|pelaksanaan) tindak lanjut\b",
    ),
    (Column.SUPPORTING, r"\b(pendukung|support\w*|anggota|mitra)\b"),
    (
        Column.LEAD,
        r"\b(penanggung ?jawab|pic|pj|opd|skpd|perangkat daerah|instansi|leading|pengampu"
        r"|pelaksana|dinas|biro|unit kerja|terkait)\b",
    ),
    (
        Column.SENTENCE,
        r"\b(tindak lanjut|rtl|tl|rencana aksi|aksi|action|arahan|rekomendasi|instruksi|perintah"
        r"|tugas|kegiatan|langkah)\b",
    ),
    (
        Column.TOPIC,
        r"\b(permasalahan|masalah|kesepakatan|uraian|isu|pokok|hasil|deskripsi|topik|agenda"
        r"|pembahasan|materi)\b",
    ),
    (Column.NOTE, r"^(ket|keterangan|catatan|remark\w*|lain lain)\b"),
)
_GUESSES = tuple((column, re.compile(pattern)) for column, pattern in _HEADS)
# Further columns of these are put together, or go to the notes.
SEVERAL = {Column.NOTE, Column.MEETING, Column.IGNORED, Column.EVIDENCE}


def levelled(text: str) -> str:
    """Words alone, in small letters: what two ways of typing the same thing have in common."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " dan ")
    return re.sub(r"[\W_]+", " ", plain).strip()


def guess(head: str) -> Column | None:
    """What a column of this head most likely holds; None for a head that says nothing known."""
    words = "#" if head.strip() == "#" else levelled(head)
    return next((column for column, known in _GUESSES if known.search(words)), None)


def guess_all(heads: Sequence[str]) -> list[Column]:
    """For every head what is taken from its column; a matrix without actions has agreements."""
    found: list[Column] = []
    for head in heads:
        column = guess(head) or Column.IGNORED
        if column is Column.LEAD and column in found and "terkait" in levelled(head):
            column = Column.SUPPORTING
        if column in found and column not in SEVERAL:
            column = Column.NOTE
        found.append(column)
    if Column.SENTENCE not in found and Column.TOPIC in found:
        found[found.index(Column.TOPIC)] = Column.SENTENCE
    return found


def signature(heads: Sequence[str]) -> str:
    """The same for two matrices with the same heads in the same order."""
    words = "\n".join(levelled(head) for head in heads)
    return hashlib.sha256(words.encode()).hexdigest()
