"""What a figure counts: the words of its clause that name it."""

import re
from difflib import SequenceMatcher

from tracker.capture.dates import FoundDate, between
from tracker.capture.draft import Leaf
from tracker.capture.layout import Sentence
from tracker.capture.source import Source

CLAUSE = re.compile(
    r"[;:]\s|,\s(?!(?:yaitu|yakni|sebesar|sebanyak|mencapai)\s)|\sdengan\s(?=(?:jumlah|total"
    r"|nilai|tingkat|capaian|realisasi|inflasi|prevalensi|angka|persentase|cakupan)\s+[a-z])"
    r"|(?<=\s)(?:bahwa|sehingga|sedangkan|sedang|sementara|namun|tetapi|karena|dan|serta|atau"
    r"|dibanding\w*"
    r"|(?<!yang\s)me(?!ncapai|njadi|ningkat|nurun|nyentuh|nembus|ngalami|nyerap|nempat|mbuat"
    r"|rupakan"
    r"|miliki|reka|dium\b|nengah\b|ntah\b|lalui|nit|ter|ja\b|nargetkan)[a-z]{4,})\s",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<!\byang)\s(?:tercatat|tumbuh|mencapai|sebesar|sebanyak|berjumlah|berada|ber-?ada|turun|naik"
    r"|meningkat"
    r"|menurun|menjadi|baru|sudah|telah|masih|hanya|adalah|mengalami|menyentuh|menembus"
    r"|diproyeksikan"
    r"|diperkirakan|ditargetkan|terealisasi|di\s?posisi|menempati|saat\s+ini|kini|sekitar"
    r"|di\s+angka|tinggal|yang\s+ber\w+"
    r"|pada|per|hingga|sampai|s\.?d\.?|tahun|bulan|triwulan|semester|periode|minggu|sejak|dari"
    r"|dengan"
    r"|Rp(?=\.?\s?\d)|-?\d)(?=\W|\d|$)",
    re.IGNORECASE,
)
_NAME_OPENING = re.compile(
    r"(?:\W+|(?:bahwa|dan|untuk|kami|sampaikan\w*|sementara itu|adapun|saat ini|kini|sampai"
    r"|hingga|dengan"
    r"|dari|serta|sedangkan|terdapat|dimana|di mana|yakni|yaitu|jumlah total|bahkan|tercatat|per"
    r"|pada|oleh karena itu"
    r"|target(?=\s[A-Za-z]+\s[A-Za-z])|selain itu|hari ini|secara|sd|terjadi|bulanan terjadi"
    r"|tahunan terjadi|angka(?= inflasi| prevalensi| kemiskinan| stunting))\s+)+",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][\w .,()/]{2,50}?\s-{1,3}\s(?=[A-Z])")
_NO_NAME = re.compile(
    r"(?:ia|dia|beliau|itu|ini|tersebut|totalnya|jumlahnya|nilainya|rapat|kegiatan|acara|tahun"
    r"|ada|masih|minimal"
    r"|maksimal|sebanyak|naik|turun|termasuk|hanya|baru|sudah|telah|kita|kami|mereka|selama|pukul"
    r"|sekitar|lebih)"
    r"(?:\s\S+)?|angka(?:\s(?:itu|ini|tersebut))?|target(?:nya)?|capaian(?:nya)?"
    r"|realisasi(?:nya)?|wkt|jam|waktu|(?:di|me)\w*target\w*|(?:\w+\s){1,3}(?:bahkan|juga|sendiri|malah)|(?:siap|mampu|sanggup|berencana|berhasil|akan|bisa|dapat|tertinggi|terendah|disusul|diikuti|dibanding\w*)\s.*|(?:urutan|posisi|peringkat|rang?king)"
    r"(?:\s\S+)?|\d\S*(?:\s\S+){0,2}",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(r"\byang\s+(?:cukup|sangat|paling|lebih)\b")
_SHARE_OF = re.compile(
    r"\d[\d,.]*\s?(?:%|persen)\s+(?P<name>(?:[a-z]+\s+){0,3}yang\s+[^,.;\"]{5,110})(?=[,.;\"])",
    re.IGNORECASE,
)
_NEW_FIGURE = re.compile(r"\s*(?:Rp|-?\d|yang\s|baru\s|masih\s|atau\s)")
_COUNTED = re.compile(
    r"(?:Inflasi|Deflasi|Prevalensi|Realisasi|Capaian|Tingkat|Cakupan|Persentase|Indeks|Produksi"
    r"|Stok|Harga|Luas|Nilai|Jumlah|Kemiskinan|Pengangguran|Pertumbuhan|Anggaran|Serapan)(?:\s|$)"
)
_NAMELY = re.compile(r",?\s(?:yaitu|yakni|sebesar)$")
_PLAIN_WORDS = (
    "provinsi",
    "kabupaten",
    "kecamatan",
    "prevalensi",
    "kemiskinan",
    "realisasi",
    "pendapatan",
)


def find_name(
    source: Source, dates: list[FoundDate], sentence: Sentence, place: int
) -> tuple[int, Leaf | None, int]:
    """Start of the clause, name and its end, for the figure standing at `place`."""
    start = _clause_start(source, sentence, place)
    begin, end = _before(source, dates, start, place)
    if begin == end or _NO_NAME.fullmatch(source.plain, begin, end):
        begin, end = _behind(source, place, sentence.end)
    if not _is_name(source.plain[begin:end]):
        return start, None, end
    name = Leaf(_corrected(source.words(begin, end)), [source.evidence(begin, end)])
    return start, name, end


def _clause_start(source: Source, sentence: Sentence, place: int) -> int:
    start = sentence.start
    for cut in CLAUSE.finditer(source.plain, sentence.start, place):
        if not _NEW_FIGURE.match(source.plain, cut.end(), place + 4):
            start = cut.end()
    return start


def _before(source: Source, dates: list[FoundDate], start: int, place: int) -> tuple[int, int]:
    dateline = _DATELINE.match(source.plain, start, place)
    start = dateline.end() if dateline else start
    opening = _NAME_OPENING.match(source.plain, start, place)
    begin = opening.end() if opening else start
    dated = next((d for d in between(dates, begin, begin + 12) if d.end < place), None)
    begin = dated.end if dated else begin
    link = _LINK.search(source.plain, begin, place)
    begin, end = source.trimmed(begin, link.start() if link else place)
    namely = _NAMELY.search(source.plain, begin, end)
    return begin, namely.start() if namely else end


def _behind(source: Source, place: int, stop: int) -> tuple[int, int]:
    """`baru 37,4 persen dapur yang memiliki sertifikat`: what is counted follows the share."""
    share = _SHARE_OF.match(source.plain, place, stop)
    return share.span("name") if share else (place, place)


def _is_name(text: str) -> bool:
    counted = (
        _COUNTED.match(text) or re.search(r"[A-Z]{3}|\b[a-z]{4}", text)
    ) and not _NOT_COUNTED.search(text)
    return bool(counted) and len(text.split()) <= 14 and not _NO_NAME.fullmatch(text)


def _corrected(name: str) -> str:
    """A slip of the pen in an office word is put right: `Provinis` is Provinsi."""
    words = name.split(" ")
    for i, word in enumerate(words):
        for right in _PLAIN_WORDS:
            if word.lower() != right and sorted(word.lower()) == sorted(right):
                close = SequenceMatcher(None, word.lower(), right).ratio() >= 0.8
                words[i] = (right.capitalize() if word[0].isupper() else right) if close else word
    return " ".join(words)
