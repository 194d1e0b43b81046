"""Agreed points in a list: numbered, lettered, bulleted, in table rows, or one to a line."""

import re
from collections.abc import Iterator
from itertools import takewhile

from tracker.capture.layout import Block
from tracker.capture.source import Source
from tracker.capture.verbs import verb_of_saying

_AGREED = re.compile(
    r"kesepakatan|kesepakatn|disepakati|menyepakati|sepakat|(?<!pokok-pokok\s)simpulan|rekomendasi"
    r"|tindak\s?lanjut|ditindaklanjuti|keputusan|memutuskan|diputuskan|\brtl\b|menghasilkan"
    r"|dihasilkan|komitmen\s+bersama|rumusan\s+(?:hasil|rapat)|langkah\s+bersama|rencana\s+aksi",
    re.IGNORECASE,
)
_RESULTS = re.compile(  # the heading of a discussion as often as of what came out of it
    r"hasil(?:-hasil)?\s+(?:rapat|rakor|pertemuan|pembahasan|kegiatan|rembu[kg]|musyawarah)",
    re.IGNORECASE,
)
_NOT_AGREED = re.compile(
    r"\b(?:agenda|yang\s+hadir|dibahas|arahan|evaluasi\s+tindak\s?lanjut|susunan)\b"
    r"|^\W*peserta\b|surat\s+keputusan|(?:penandatangan|ditandatangani)(?!.*\b(?:me|di)[ns]\w*pakati)"
    r"|rekomendasi\s+(?:dari\s+)?(?:BPKP?|DPRD|KPK|Ombudsman|Inspektorat)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:serupa|sebelumnya|waktu\s+itu|(?:tahun|bulan|pekan|minggu)\s+lalu|terdahulu)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"(?:[^.;]{0,90}?\s)??(?P<verb>me[a-z]+)(?:kan)?\s+bahwa\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\b(?:agar|supaya|wajib|diminta|segera|harus|perlu|akan|paling\s+lambat)\b|^\W*(?:me|ber)[a-z]{4,}",
    re.IGNORECASE,
)
COLUMN = re.compile(  # what else a row of the follow-up matrix says of the point above it
    r"[ ]*(?:[-•*][ ]*)?(?:PJ|PIC|[Pp]enanggung\s?[Jj]awab|[Tt]enggat|[Bb]atas\s+[Ww]aktu"
    r"|[Tt]arget\s+[Ww]aktu|[Ww]aktu|[Ss]umber\s+[Dd]ana|[Pp]elaksana|[Dd]eadline|[Aa]nggaran)"
    r"[\w ]{0,20}:"
)
_THAT = re.compile(r"[Bb]ahwa\s+")
_FIRST_SENTENCE = re.compile(r".*?[\w)]{3}[.!](?=\s|$)", re.DOTALL)
_TITLE = 9  # words; what is longer is the point itself
_BETWEEN = 3  # blocks that may break into a numbered list without ending it


def listed_points(source: Source, prose: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """The points of every list that is announced as agreed; else of one headed as results."""
    for announced in (_AGREED, _RESULTS):
        openings = _openings(prose, blocks, announced)
        found = {span for i in openings for span in _points(source, blocks, i)}
        if found:
            return sorted(found)
    return []


def _openings(prose: str, blocks: list[Block], announced: re.Pattern[str]) -> Iterator[int]:
    """Blocks that announce a list of agreements."""
    for i, block in enumerate(blocks[:-1]):
        if block.kind == "label":
            continue
        text = prose[block.start : block.end].rstrip()
        last = text[-300:].rsplit(". ", 1)[-1]
        if not announced.search(last) or _NOT_AGREED.search(last) or ELSEWHERE.search(last):
            continue
        if (
            block.kind == "heading"
            or len(text.split()) <= 7
            or text.rstrip(",").endswith(
                (":", "-", "yakni", "yaitu", "lain", "antaranya", "berikut", "lain.")
            )
            or (text.endswith(".") and block.kind != "item")
        ):
            yield i


def _points(source: Source, blocks: list[Block], opening: int) -> list[tuple[int, int]]:
    begin = opening + 1
    if "|" in blocks[begin].within(source) and blocks[begin].kind != "item":
        begin += 1  # the heads of the columns
    if begin < len(blocks) and blocks[begin].kind == "item":
        return _titled(source, blocks, begin) or _items(source, blocks, begin)
    heading = blocks[opening]
    alone = heading.kind == "heading" or heading.within(source).rstrip().endswith(":")
    return _lines(source, blocks, begin) if alone else []


def _titled(source: Source, blocks: list[Block], first: int) -> list[tuple[int, int]]:
    """`• Pemetaan sungai` over a paragraph that says who will do what: both are one point."""
    found: list[tuple[int, int]] = []
    form = _form(blocks[first])
    for title, below in zip(blocks[first:], [*blocks[first + 1 :], None], strict=True):
        if title.kind == "item":
            if _form(title) != form or not below or below.kind != "paragraph":
                break
            sentence = _FIRST_SENTENCE.match(source.plain, below.start, below.end)
            said = title.within(source)
            if not sentence or len(said.split()) > _TITLE or said[-1] in ".;,":
                break
            found.append(source.trimmed(title.start, sentence.end(), " \n\r\t.;,"))
        elif title.kind != "paragraph":
            break
    quoted = any('"' in source.plain[slice(*span)] for span in found)
    return found if len(found) > 1 and not quoted else []


def _items(source: Source, blocks: list[Block], first: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    form, i, apart = _form(blocks[first]), first, 0
    while i < len(blocks) and apart <= _BETWEEN:
        block = blocks[i]
        if block.kind == "item" and _form(block) == form and (not apart or _follows(block, found)):
            apart = 0
            that = _THAT.match(source.plain, block.start)
            begin = that.end() if that else block.start
            found.append(source.trimmed(begin, block.end, " \n\r\t.;,"))
        elif found and COLUMN.match(source.plain, block.head, block.end) and not apart:
            found[-1] = source.trimmed(found[-1][0], block.end, " \n\r\t.;,")
        elif block.kind == "heading" or _AGREED.search(block.within(source)):
            break
        elif block.kind not in {"item", "label"}:
            apart += 1
        i += 1
    return [span for span in found if not _is_report(source, *span)]


def _follows(block: Block, found: list[tuple[int, int]]) -> bool:
    """Whether the number goes on after the list was broken into by other lines."""
    mark = re.sub(r"\W", "", block.marker).lower()
    count = int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1 if len(mark) == 1 else 0
    return count == len(found) + 1


def _lines(source: Source, blocks: list[Block], first: int) -> list[tuple[int, int]]:
    """Points without any mark: each line of the paragraph block lays down one duty."""
    lines = list(takewhile(lambda b: b.kind == "paragraph", blocks[first : first + 20]))
    lines = list(takewhile(lambda b: _DUTY.search(b.within(source)), lines))
    short = all(len(line.within(source).split()) <= 45 for line in lines)
    if len(lines) < 2 or not short or any('"' in line.within(source) for line in lines):
        return []
    return [source.trimmed(line.start, line.end, " \n\r\t.;,") for line in lines]


def _is_report(source: Source, start: int, end: int) -> bool:
    """`Dinas X menegaskan bahwa …` tells what somebody said, not what was agreed."""
    said = _REPORTED.match(source.plain, start, end)
    return said is not None and verb_of_saying(said["verb"].lower()) is not None


def _form(item: Block) -> str:
    return re.sub(r"\w+", "x" if item.marker[:1].isalpha() else "1", item.marker)
