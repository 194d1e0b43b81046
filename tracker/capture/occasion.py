"""Whether a date or a clock time is told of the meeting itself or of something else."""

import re

from tracker.capture.words import GATHERING

HELD = (
    rf"{GATHERING}|di(?:gelar|mulai|laksanakan|selenggarakan|adakan|langsungkan|pusatkan|hadiri|ikuti"
    r"|pimpin|buka|tutup|akhiri)|berlangsung|bertempat|menggelar|mengumpulkan|menghadiri|memulai"
    r"|(?<=\s)(?:mulai|berakhir|selesai)(?=\s+(?:pada\s+|tepat\s+|sekitar\s+)*(?:pukul|jam))"
)
_ANOTHER_MEETING = (
    r"(?:menindaklanjuti|tindak\s?lanjut|kelanjutan|melanjutkan|menyusul|merujuk|mengacu"
    rf"|berdasarkan|dibanding\w*)\s+(?:[\w/]+\s+){{0,4}}?(?:{GATHERING})"
)
_OTHER_EVENT = (
    r"(?:(?:yang|telah|sudah|akan|pernah)\s+)?(?:terjadi|melanda|menimpa|menerjang|lahir|wafat"
    r"|meninggal|bertolak|tiba|berangkat|berlaku|jatuh|terbit)"
    r"|(?:me|di)(?:lantik|resmikan|nerbitkan|terbitkan|netapkan|tetapkan|ngesahkan|sahkan|undangkan"
    r"|nandatangani|tandatangani|rilis|luncurkan|ninjau|tinjau|ngunjungi|nyerahkan|serahkan|nerima"
    r"|terima|ngirim|kirim|kumpulkan|nyalurkan|salurkan|canangkan|ncanangkan|jadwalkan|ngeluarkan"
    r"|keluarkan|ngoperasikan|operasikan)(?:kan)?"
    r"|pelantikan|peresmian|kunjungan|upacara|peringatan|gempa|kebakaran|kecelakaan|pertandingan"
    r"|pencoblosan|pemungutan\s+suara|penerbangan|keberangkatan|kedatangan|apel|siaran|jadwal"
    r"|menyusul|jam\s+(?:kerja|operasional|buka|layanan)|beroperasi\w*|operasional|padam\w*"
    r"|pemadaman|batas\w*|tenggat\w*|deadline|paling\s+lambat|selambat\w*"
)
_SUPPOSED = r"(?:seandainya|andai(?:kata)?|jika|bila(?:mana)?|apabila|kalau|sekiranya)\s[^,]*"
_TOPIC = r"(?:membahas|mengenai|tentang|terkait|perihal|soal|bahas)"
_MARKS = re.compile(
    rf"\b(?:(?P<supposed>{_SUPPOSED})|(?P<another>{_ANOTHER_MEETING})|(?P<held>{HELD})"
    rf"|(?P<event>{_OTHER_EVENT})|(?P<topic>{_TOPIC}))\b",
    re.IGNORECASE,
)
ANOTHER = (  # words of a sentence about some other meeting or gathering
    r"\b(?:serupa|sebelumnya|waktu\s+itu|terdahulu|tahun\s+lalu|rapat\s+lanjutan|berikutnya"
    r"|mendatang)\b"
    r"|^\W*(?:Acara|Kegiatan)(?!\s+(?:ini|itu|tersebut|yang|koordinasi|di|rapat|rakor)\b)\s+[a-z]"
)
_AFTERWARDS = re.compile(r"[)\s,]*(?:mendatang|nanti|esok|besok|depan)\b", re.IGNORECASE)


def told_of_meeting(prose: str, start: int, place: int, *, topic_ends: bool) -> bool:
    """Whether the sentence from `start` speaks of the meeting just before `place`.

    topic_ends: what stands behind `membahas …` belongs to the topic. So it is with clock times;
    a date at the end of such a sentence is still the meeting's.
    """
    marks = [m.lastgroup for m in _MARKS.finditer(prose, start, place)]
    marks = [mark for mark in marks if topic_ends or mark != "topic"]
    return not marks or marks[-1] == "held"


def lies_ahead(prose: str, end: int) -> bool:
    """`Senin (17/11) mendatang` is the date of what is still to come."""
    return _AFTERWARDS.match(prose, end) is not None
