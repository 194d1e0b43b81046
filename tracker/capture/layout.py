"""How the text is laid out: paragraphs, listed items, label lines, headings, sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.capture.source import Source
from tracker.capture.words import ABBREVIATIONS

_MARKER = re.compile(
    r"[ ]*(?:(?P<bullet>[*-](?=[ ])|•)[ ]*|\((?P<in>\d{1,2}|[a-z])\)[ ]*"
    r"|(?P<number>\d{1,2})[.)](?!\d)[ ]*|(?P<letter>[a-z])[.)](?:[ ]+(?:\.[ ]*)?|(?=[A-Z]))"
    r"|\|?[ ]*(?P<row>\d{1,2})[ ]*\|[ ]*)(?=\S)"
)
_LABELS = {
    "date": r"(?:hari|hr)\.?\s*[/,&-]?\s*(?:dan\s+)?(?:tanggal|tgl)\.?(?:\s+(?:rapat|pelaksanaan))?"
    r"|tanggal|tgl\.?|hari",
    "time": r"wkt\.?|(?:hari\s*/\s*)?waktu(?:\s+(?:sidang\s*/\s*)?(?:rapat|pelaksanaan))?|pukul"
    r"|jam",
    "when": r"hari\s*/\s*tanggal\s*/\s*(?:waktu|jam|pukul)|hari,?\s*tanggal,?\s*(?:waktu|jam)"
    r"|waktu\s+dan\s+tempat",
    "venue": r"tmpt\.?|tempat(?:\s+(?:rapat|pelaksanaan|acara))?|lokasi|ruang",
    "media": r"media|platform|metode|mode(?:\s+rapat)?",
    "subject": r"acara|agenda(?:\s+rapat)?|perihal|hal|topik|tema|kegiatan|pokok\s+bahasan"
    r"|nama\s+(?:rapat|kegiatan)|judul\s+rapat|pembahasan\s+tentang",
    "meeting": r"(?:sidang\s*/\s*)?rapat|jenis\s+rapat",
    "host": r"penyelenggara|pelaksana(?:\s+kegiatan)?|diselenggarakan\s+oleh|unit\s+penyelenggara"
    r"|pengundang",
    "chair": r"pimpinan\s+(?:sidang\s*/\s*)?rapat|pimpinan|ketua(?:\s+rapat)?|dipimpin(?:\s+oleh)?"
    r"|pemimpin\s+rapat|rapat\s+dipimpin(?:\s+oleh)?",
    "minute_taker": r"notulis(?:\s+rapat)?|notulen|notula|pencatat(?:\s+rapat)?"
    r"|notulensi(?:\s+oleh)?",
    "participants": r"peserta(?:\s+(?:sidang\s*/\s*)?(?:rapat|hadir))?|(?:yang\s+)?hadir"
    r"|dihadiri(?:\s+oleh)?|peserta\s+yang\s+hadir|daftar\s+hadir|undangan\s+yang\s+hadir"
    r"|turut\s+hadir|hadir\s+dalam\s+rapat",
    "invitation": r"(?:nomor\s+)?surat\s+undangan|no(?:mor)?\.?\s+(?:surat|undangan)|undangan"
    r"|dasar(?:\s+(?:hukum|pelaksanaan|surat))?",
    "other": r"sekretaris|tembusan|dokumentasi|lampiran|sifat|narasumber|moderator",
}
_ICONS = {"date": "📅📆🗓", "time": "⏰⌚⏱🕐🕘🕙", "venue": "📍🏢🏛🏨"}
_ICON = re.compile("[ ]*(?:" + "|".join(f"(?P<{k}>[{v}])" for k, v in _ICONS.items()) + ")[ ]*")
_LABEL = re.compile(
    rf"[ ]*(?:[{''.join(_ICONS.values())}*•-][ ]*|\d{{1,2}}[.)][ ]*|[a-z][.)][ ]+)?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")[ ]*:[ ]*",
    re.IGNORECASE,
)
_HEADING_MARK = re.compile(r"[ ]*(?:[IVX]{1,5}|[A-Z])[.)][ ]+(?=[A-Z])")
_CLOSING = re.compile(
    r"(?:Rapat|Rakor|Acara|Pertemuan|Kegiatan)\s+(?:ini\s+)?(?:ditutup|berakhir|selesai|diakhiri)\b"
    r"|(?:Demikian|Mengetahui|Terima\s+kasih|Wassalam\w*)\b"
)
_RAGGED = 18  # by how much a wrapped line may fall short
_LONGEST = 2_000  # characters; nobody writes such a sentence, and some readings are quadratic
_END = re.compile(r"[.!?…]+[\"')\]*]*(?=\s|$)")


@dataclass(frozen=True)
class Block:
    """A paragraph, item, label line or heading; start–end leaves the marker or label out."""

    kind: str
    start: int
    end: int
    marker: str = ""
    label: str = ""
    head: int = 0

    def within(self, source: Source) -> str:
        return source.plain[self.start : self.end]


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    block: int


def blocks(source: Source) -> list[Block]:
    """The text's blocks in order; lines broken by hard wrapping are joined again."""
    found: list[Block] = []
    lines = [m for m in re.finditer(r"[^\n\r\f]+", source.plain) if m[0].strip()]
    width = _wrapped_at([len(m[0].rstrip()) for m in lines])
    previous_end = 0
    for line in lines:
        block = _block(source, *line.span())
        blank = source.plain.count("\n", previous_end, line.start()) > 1
        if found and not blank and _continues(source, found[-1], block, width):
            last = found.pop()
            block = Block(last.kind, last.start, block.end, last.marker, last.label, last.head)
        found.append(block)
        previous_end = line.end()
    return found


def _wrapped_at(lengths: list[int]) -> int:
    """The width lines were broken at; 0 where they are as long as their sentences."""
    width = max(lengths, default=0)
    full = sum(length >= width - _RAGGED for length in lengths)
    return width if full >= max(3, len(lengths) // 4) else 0


def sentences(prose: str, all_blocks: list[Block]) -> list[Sentence]:
    """The sentences of every block of `prose` (same length as the text)."""
    return [
        Sentence(start, end, number)
        for number, block in enumerate(all_blocks)
        for whole in _sentences(prose, block.start, block.end)
        for start, end in _pieces(prose, *whole)
    ]


def _block(source: Source, start: int, end: int) -> Block:
    line = source.plain[start:end]
    label = _LABEL.match(line) or _icon(source, line)
    if label and label.lastgroup:
        body = source.trimmed(start + label.end(), end, " ")
        return Block("label", *body, label=label.lastgroup, head=start)
    if _HEADING_MARK.match(line) and len(line.split()) <= 9 and line.rstrip()[-1] not in ".;":
        return Block("heading", *source.trimmed(start, end, " "), head=start)
    marker = _MARKER.match(line)
    if marker:
        body = source.trimmed(start + marker.end(), end, " ")
        return Block("item", *body, marker=marker[0].strip(), head=start)
    body = source.trimmed(start, end, " ")
    return Block("heading" if _is_heading(line.strip()) else "paragraph", *body, head=start)


def _icon(source: Source, line: str) -> re.Match[str] | None:
    """A clock or a pin stands for its label; one that comes again and again is a bullet."""
    icon = _ICON.match(line)
    return icon if icon and source.plain.count(icon[0].strip()) == 1 else None


def _is_heading(line: str) -> bool:
    words = line.split()
    capitals = line.upper() == line and any(c.isalpha() for c in line)
    if len(words) > (25 if capitals else 9) or line.count('"') > 1:
        return False
    return capitals or (line.endswith(":") and len(words) <= 7)


def _continues(source: Source, last: Block, block: Block, width: int) -> bool:
    """A line goes on with the one before when that one was plainly broken off."""
    if block.kind not in {"paragraph", "heading"} or last.start == last.end:
        return False
    before = source.plain[last.start : last.end].rstrip()
    if _CLOSING.match(source.plain, block.start):
        return False
    if before[-1] in ".!?:;" or before.endswith(('."', '!"', '?"', "***")):
        return False
    first = source.plain[block.start]
    if first.islower() and last.kind != "heading":
        return True
    last_line = len(before) - before.rfind("\n") - 1
    wrapped = 0 < width <= 110 and last_line >= max(50, width - _RAGGED)
    return wrapped and last.kind in {"paragraph", "item", "label"} and first not in '"'


def _sentences(prose: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    begin = start
    for stop in _END.finditer(prose, start, end):
        if (
            stop.end() >= end
            or _byline(prose, stop.end(), end)
            or _ends_here(prose, begin, stop, end)
        ):
            found.append((begin, stop.end()))
            begin = stop.end()
            while begin < end and prose[begin].isspace():
                begin += 1
    if begin < end:
        found.append((begin, end))
    return found


def _pieces(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence itself; a text without any full stop is read piece by piece."""
    while end - start > _LONGEST:
        space = prose.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut + (space > 0)
    yield start, end


def _byline(prose: str, start: int, end: int) -> bool:
    """One small word behind the last full stop is the reporter's name."""
    return end - start < 16 and re.fullmatch(r"\s+[a-z]{2,12}", prose[start:end]) is not None


def _ends_here(prose: str, begin: int, stop: re.Match[str], end: int) -> bool:
    after = prose[stop.end() : stop.end() + 8].lstrip()
    if not after or not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'(["):
        return False
    if stop[0] != ".":
        return True
    word = prose[max(begin, stop.start() - 12) : stop.start()].rsplit(None, 1)[-1:]
    before = word[0].lstrip("(\"'") if word else ""
    initial = re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", before) is not None
    numbering = before.isdigit() and len(before) <= 2 and stop.start() - begin <= 3
    return not (initial or numbering or before.lower() in ABBREVIATIONS)
