"""Who held the meeting."""

import re

from tracker.capture.draft import Host
from tracker.capture.layout import Block, Sentence
from tracker.capture.organisations import Mention, Organisations
from tracker.capture.source import Source
from tracker.capture.words import GATHERING

_HOLD = (
    r"(?:menggelar|menyelenggarakan|mengadakan|melaksanakan|mengumpulkan|menginisiasi|melangsungkan"
    r"|gelar|menghelat|adakan|selenggarakan|laksanakan|melakukan|lakukan|menjadi\s+tuan\s+rumah|memfasilitasi|menggagas|memprakarsai)"
)
_MEETING = r"(?:[Kk]egiatan\s+)?(?!Acara|acara|[Kk]egiatan)" + GATHERING
_HOLDS = re.compile(
    r"[\s,]*(?:\([^)]{2,60}\)\s*)?(?:,\s[A-Z]\w+(?:\s[A-Z]\w+)?\s)?"
    r"(?:(?:bersama|melalui|kembali|telah|juga|berkolaborasi|bekerja)\b[^.;]{0,140}?)?"
    rf"\s*{_HOLD}\s(?:[^.;]{{0,80}}?\bdalam\s+)?(?:[\w-]+\s+){{0,4}}?{_MEETING}"
)
_GATHERS = re.compile(
    r"\s+(?:mengumpulkan|mengundang)\s[^.;]{0,200}\.\s+(?:Pertemuan|Rapat|Rakor|Kegiatan)\b"
)
_DONE = (
    r"di(?:gelar|selenggarakan|adakan|laksanakan|inisiasi|gagas|fasilitasi|prakarsai|helat"
    r"|langsungkan)"
)
_HELD_BY = re.compile(rf"{_MEETING}[^.;]{{0,200}}?\b{_DONE}\s+(?:oleh\s+)?(?=[A-Z])")
_BY_FIRST = re.compile(rf"(?i:{_DONE})\s+oleh\s+(?=[A-Z])(?=[^.;]{{4,160}}?,\s+(?i:{_MEETING}))")
_NAMED = re.compile(r"\b[Pp]enyelenggara\s+(?:rapat|rakor|kegiatan)\s+(?:adalah|ialah|yakni)\s+")
_NOT_ITSELF = re.compile(  # somebody's head, a place, or who was only asked to hold one
    r"\b(?:Kepala|Ketua|Direktur|Pimpinan|di|oleh|bersama|dengan|kepada|dan|jajaran|agar|supaya"
    r"|(?:men(?:desak|dorong)|meminta|minta|mengimbau|mengusulkan|menyarankan|menuntut|menunggu)"
    r"(?:\s+\w+){0,2})\s+$"
)
_NOT_THIS = re.compile(
    r"\b(?:sebelumnya|terdahulu|tahun\s+lalu|serupa|akan|rencananya|berencana|belum|tidak|pernah)\b"
    r"[^,.;]{0,60}$",
    re.IGNORECASE,
)


def find_host(
    source: Source,
    prose: str,
    blocks: list[Block],
    sentences: list[Sentence],
    organisations: Organisations,
) -> Host | None:
    """The organisation that holds the meeting, when the text says so."""
    for block in blocks:
        if block.kind == "label" and block.label == "host":
            mention = organisations.at(block.start)
            return _host(source, mention) if mention else None
    found = (_held_by(prose, s, organisations) for s in sentences[:12])
    mention = next(filter(None, found), None)
    return _host(source, mention) if mention else None


def _held_by(prose: str, sentence: Sentence, organisations: Organisations) -> Mention | None:
    for mention in organisations.within(sentence.start, sentence.end):
        holds = _HOLDS.match(prose, mention.end, sentence.end)
        gathers = _GATHERS.match(prose, mention.end)  # `X mengumpulkan …. Pertemuan itu …`
        itself = not _NOT_ITSELF.search(prose[sentence.start : mention.start])
        if (holds or gathers) and itself:
            return mention
    for reading in (_HELD_BY, _BY_FIRST, _NAMED):
        held = reading.search(prose, sentence.start, sentence.end)
        by = organisations.at(held.end()) if held else None
        if held and by and not _NOT_THIS.search(prose[sentence.start : held.end()]):
            return by
    return None


def _host(source: Source, mention: Mention) -> Host:
    return Host(mention.value, [source.evidence(mention.start, mention.end)], mention.kind)
