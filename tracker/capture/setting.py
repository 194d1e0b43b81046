"""Where and in which form the meeting was held."""

import re

from tracker.capture.draft import Leaf, leaf_at
from tracker.capture.layout import Block, Sentence
from tracker.capture.occasion import ANOTHER, told_of_meeting
from tracker.capture.places import CITIES, LAMPUNG_PLACES
from tracker.capture.source import Source
from tracker.capture.words import GATHERING

_HEAD = (
    r"(?:[hrRabgkp](?:otel|uang(?:an)?|ula|edung|alai|antor|endopo)(?:\s(?:aula|rapat|utama|pola))?(?=\s[A-Z])|Hotel|Ruang(?:an)?"
    r"|Aula|Gedung|Balai|Kantor|Ballroom|Pendopo|Pendapa|Auditorium|Graha|Convention|Sasana"
    r"|Command|Swiss[\w-]*|Novotel|Emersia|Sheraton|Mahan|Rumah\s+(?:Dinas|Jabatan)|Rumdin|Lapangan"
    r"|Sekretariat|Wisma"
    r"|Baruga|Bale|Griya|Sentra|Mal\s+Pelayanan|Kampus|Posko|Lobi|Lobby|Meeting\s+Room|Grand"
    r"|Kompleks|Mapolda"
    r"|Mapolres|Makorem|Makodim|Markas|Istana|Guest\s+House|Pusat|Taman|Lamban|Rupatama|Ruang\."
    r"|Lantai)"
)
_CITY = "|".join(sorted({*CITIES, *LAMPUNG_PLACES, "Jakarta"}, key=len, reverse=True))
_NOT = (
    r"(?!Jln?\b|Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu|Pukul|WIB|WIT|Dalam|Rapat\s+Koord|Rakor|Acara"
    r"|Kegiatan|Hadir)"
)
_WORDS = (
    rf"(?:[ ](?:{_NOT}(?:[A-Z][\w'/.-]*\w|[A-Z])|\d{{1,3}}|[IVX]+|Lt\.|\((?!\d)[^()\n]{{2,40}}\)"
    rf"|\"[^\"\n]{{2,30}}\""
    r"|dan(?=\s[A-Z])|lantai|lt\.?|gedung|kompleks|kantor))"
)
_SMALL = (
    r"(?:ruang(?:an)?|aula|gedung|kantor|pendopo|balai|hotel|[Rr]umah\s+[Mm]akan|kediaman|RM"
    r"|restoran|kafe)"
)
_SMALL_WORDS = (
    r"(?:[ ](?:rapat|kerja|pertemuan|sidang|utama|serbaguna|bupati|gubernur|wali\s?kota|camat|sekda"
    r"|kecamatan|kelurahan|desa|kabupaten|dinas(?:\swali\s?kota|\sbupati|\sgubernur)?|badan|sekretariat|daerah|dprd|pertemuan)(?!\w))"
)
_MORE = (
    rf"(?:,[ ](?:{_HEAD}|Lt\.?|Jalan|Jl\.|Komplek|Bappeda|Dinas|Setda"
    rf"|(?:{_CITY})(?=\W))(?:{_WORDS})*(?!\s(?:me|ber)[a-z]{{3,}}))"
)
_VENUE = re.compile(
    rf"\b(?:(?:bertempat\s+di|dipusatkan\s+di)\s+(?P<a>[A-Z][\w'-]*{_WORDS}*{_MORE}*)"
    rf"|(?:di|dari)\s+(?P<b>{_HEAD}(?:{_WORDS})*{_MORE}*)"
    rf"|di\s+(?P<c>{_SMALL}(?:{_SMALL_WORDS}|{_WORDS})+))"
)
_ANY_ROOM = re.compile(r"\S+|ruang(?:an)?\s+(?:rapat|sidang|kerja|pertemuan)", re.IGNORECASE)
_LATER = re.compile(rf"\b(?:akan|rencananya|berencana|pernah)\b|{ANOTHER}", re.IGNORECASE)
_NOT_HELD_THERE = re.compile(
    rf"\b(?:menginap|bermalam|menuju|dirawat|mengungsi|mengunjungi|peninjauan|berkantor|terletak"
    rf"|(?:pembangunan|perbaikan|renovasi|rehabilitasi|penataan|pemanfaatan|pengelolaan|kondisi)\s+"
    rf"{_HEAD})\b[^,.;]*$"
)
_AND_ONLINE = re.compile(
    r"\s*(?:&|dan|serta|,|/|\()?\s*\b(?:via|melalui|secara)\s+(?:aplikasi\s+)?(?:zoom|virtual"
    r"|daring)",
    re.IGNORECASE,
)
_HELD = re.compile(
    rf"{GATHERING}|berlangsung|bertempat|digelar|dilaksanakan|diselenggarakan|dipusatkan",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\b(?:secara\s+)?(?:hybrid|hibrida?|hybrida)\b(?:\s*\([^)]{3,50}\))?"
    r"|\b(?:secara\s+)?(?:luring|tatap\s+muka|offline"
    r"|langsung)\s+(?:dan|maupun|serta)\s+(?:daring|virtual|online)\b|\b(?:daring"
    r"|online)\s+(?:dan|maupun)\s+(?:luring|offline"
    r"|tatap\s+muka)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"(?:\bsecara\s+(?:virtual|daring|online)|(?P<bare>\b(?:virtual|daring|online)))\b"
    r"(?:\s+(?:melalui|via)\s+(?:aplikasi\s+)?Zoom(?:\s+Meeting)?)?"
    r"|\b(?:melalui|via|lewat)\s+(?:aplikasi\s+|media\s+|platform\s+)?(?:zoom(?:\s+meeting)?"
    r"|vid(?:eo\s+)?con(?:ference)?)\b"
    r"|\b(?:zoom\s+meeting|video\s*conference|vidcon|telekonferensi|konferensi\s+video)\b",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    r"\bsecara\s+(?:luring|tatap\s+muka|offline)\b"
    r"|(?P<bare>\b(?:luring|tatap\s+muka|offline)\b)",
    re.IGNORECASE,
)
_FORM_OF = re.compile(  # `rapat virtual`, `digelar daring`: not any `layanan daring`
    rf"(?:{GATHERING}|[Kk]oordinasi|[Mm]eeting|di(?:gelar|laksanakan|selenggarakan|ikuti|adakan|lakukan)"
    r"|berlangsung|bergabung|hadir|mengikuti|mode|metode)\s*\(?$"
)
_TO_COME = re.compile(r"\b(?:persiapan|menjelang|jelang)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:para|seluruh|sejumlah|sebagian|lainnya|bupati|wali\s?kota|peserta\s+lain"
    r"|kepala\s+daerah|camat)\b",
    re.IGNORECASE,
)

_BY_OTHERS = re.compile(r"\s+oleh\s+(?:para|seluruh|sejumlah|sebagian|\d+)\b")


def find_venue(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence]
) -> Leaf | None:
    """The place: its label line, else the first building or room where something was held."""
    for block in blocks:
        if block.kind == "label" and block.label == "venue" and block.end > block.start:
            online = _AND_ONLINE.search(source.plain, block.start + 1, block.end)
            start, end = source.trimmed(block.start, online.start() if online else block.end)
            return leaf_at(source, start, end)
    for sentence in sentences[:25]:
        for match in _VENUE.finditer(source.plain, sentence.start, sentence.end):
            start, end = source.trimmed(*match.span(str(match.lastgroup)))
            if not _ANY_ROOM.fullmatch(prose, start, end) and _held_there(
                prose, sentence, start, end
            ):
                return leaf_at(source, start, end)
    return None


def _held_there(prose: str, sentence: Sentence, start: int, end: int) -> bool:
    before = prose[sentence.start : start]
    if _LATER.search(prose, sentence.start, sentence.end) or "·" in prose[start:end]:
        return False
    if _NOT_HELD_THERE.search(before) or not _HELD.search(prose, sentence.start, sentence.end):
        return False
    return told_of_meeting(prose, sentence.start, start, topic_ends=False)


def find_mode(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence], venue: Leaf | None
) -> Leaf | None:
    """hybrid, online or onsite, only where words of the text say so."""
    heads = [
        (b.start, b.end)
        for b in blocks
        if b.kind == "label" and b.label in {"media", "venue", "time", "when"}
    ]
    spans = heads + [
        (s.start, s.end)
        for s in sentences
        if (_HELD.search(prose, s.start, s.end) or "mengikuti" in prose[s.start : s.end])
        and not _LATER.search(prose, s.start, s.end)
    ]
    if any(
        b.label == "venue" and _AND_ONLINE.search(source.plain, b.start + 1, b.end)
        for b in blocks
        if b.kind == "label"
    ):
        block = next(b for b in blocks if b.label == "venue")
        return Leaf("hybrid", [source.evidence(block.start, block.end)])
    for pattern, mode in ((_HYBRID, "hybrid"), (_ONLINE, "online"), (_ONSITE, "onsite")):
        for start, end in spans:
            for match in pattern.finditer(prose, start, end):
                bare = match.groupdict().get("bare") and (start, end) not in heads
                if _TO_COME.search(prose[start : match.start()]):
                    continue
                if not bare or _FORM_OF.search(prose[start : match.start()]):
                    return _mode(source, prose, (start, match), mode, venue)
    return None


def _mode(
    source: Source, prose: str, said: tuple[int, re.Match[str]], mode: str, venue: Leaf | None
) -> Leaf | None:
    """Some joining online a meeting held in a room makes it hybrid, not online."""
    start, match = said
    clause = re.split(r"[,.;]", prose[start : match.start()])[-1]
    others = _OTHERS.search(clause) or _BY_OTHERS.match(prose, match.end())
    if (
        mode == "online"
        and venue
        and others
        and "ikuti" in clause
        and not re.search(r"[Rr]a(?:kor|pat)\s+Koordinasi", clause)
    ):
        begin = match.start() - len(clause)
        start, end = source.trimmed(begin, match.end())
        return Leaf("hybrid", [source.evidence(start, end)])
    return Leaf(mode, [source.evidence(*match.span())])
