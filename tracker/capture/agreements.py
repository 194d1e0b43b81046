"""What the meeting agreed: listed points, numbered conclusions, and agreements in a sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from tracker.capture.layout import Block, Sentence
from tracker.capture.source import Source
from tracker.capture.verbs import verb_of_saying

_AGREED = re.compile(
    r"kesepakatan|kesepakatn|disepakati|menyepakati|sepakat|(?<!pokok-pokok\s)simpulan|rekomendasi"
    r"|tindak\s?lanjut|ditindaklanjuti|keputusan|memutuskan|diputuskan|hasil\s+(?:rapat|rakor|pertemuan)|\brtl\b"
    r"|menghasilkan|dihasilkan|komitmen\s+bersama|rumusan\s+(?:hasil|rapat)|langkah\s+bersama",
    re.IGNORECASE,
)
_NOT_AGREED = re.compile(
    r"\b(?:agenda|yang\s+hadir|dibahas|arahan|evaluasi\s+tindak\s?lanjut|susunan)\b|^\W*peserta\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:(?<=[,;:.]\s)|(?<=\n)|(?<=\bdan\s)|(?<=\bserta\s)|(?<=\byakni\s)|(?<=\byaitu\s)|(?<=\blain\s)|(?<=[\s(])(?=\(?[1-9a-h]\)))(?:(?:yang\s+)?(?P<word>pertama|kedua|ketiga|keempat|kelima|keenam"
    r"|ketujuh|kedelapan)(?:\s*[,:]|\s+(?=[a-zA-Z]))|\(?(?P<number>[1-9]|[a-h])\)\s*)",
    re.IGNORECASE,
)
_ORDER = "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan".split()
_IN_SENTENCE = re.compile(
    r"\b(?P<verb>(?:telah\s+|juga\s+|akhirnya\s+|bersama\s+)*(?:disepakati|menyepakati|bersepakat|sepakat"
    r"|memutuskan|diputuskan|disimpulkan|menyimpulkan|merekomendasikan|menghasilkan\s+kesepakatan(?=\s+me\w{4})|menghasilkan(?=\s+(?:\w+\s+){0,3}kesepakatan[\w\s]{0,20},\s+ya[kit]\w+)))\b"
    r"(?:\s+(?:pula|juga|bersama))*(?P<that>\s*,?\s*(?:bahwa|untuk|agar)\b)?[\s:,]*(?:hal-hal\s+(?:sebagai\s+)?berikut[\s:.]*)?",
    re.IGNORECASE,
)
_FORUM = re.compile(
    r"\b(?:rapat|rakor|rembuk|rembug|pertemuan|forum|peserta|(?:seluruh|semua|para|kedua|semua)\s+pihak|kesempatan|musyawarah|itu|tersebut)\b|^\W*(?:disepakati"
    r"|diputuskan|disimpulkan)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:se(?:jumlah|luruh)|beberapa|tiga|dua|empat|lima|enam|tujuh|\d)\s+(?:hal|poin|butir|point|langkah"
    r"|kesepakatan|rekomendasi|keputusan|agenda)|hal"
    r"|(?:keputusan|kesepakatan|hasil|poin)\s+(?:yang\s+(?:di|ter)\w+|tersebut|itu|ini|bersama)",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(  # `Kesepakatan kedua yaitu …`, `kesepakatan itu berisi …`
    r"\bkesepakatan\s+(?:yang\s+)?(?:(?:pertama|kedua|ketiga|keempat|kelima|berikutnya|terakhir"
    r"|lain(?:nya)?)\s+(?:adalah|yaitu|yakni|ialah|berupa)"
    r"|(?:tersebut|itu|ini)\s+(?:berisi(?:kan)?|memuat)(?:\s+pertama)?)\s+",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"(?P<verb>me[a-z]+)\s+bahwa\b", re.IGNORECASE)
_NAMELY = re.compile(
    rf"(?:{_VAGUE.pattern})[^:;,]{{0,40}}[:,]?\s*(?:(?:yaitu|yakni|antara\s+lain|di\s?antaranya"
    r"|meliputi|berupa)\s*:?\s*)",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r";\s*(?:(?:dan|serta)\s+)?")
_LAST_OF_TWO = re.compile(r",\s+(?:serta|dan)\s+(?=[A-Z])")
_DEED = r"(?:(?:me|ber)[a-z]{4,}|pe[a-z]{4,}an|[a-z]{4,}isasi)\b"
_NEXT_DEED = re.compile(rf",\s+(?:(?:serta|dan|lalu)\s+)?(?=(?:akan\s+)?{_DEED})")
_LAST_DEED = re.compile(rf",?\s+(?:serta|dan)\s+(?:akan\s+)?{_DEED}")
_ELSEWHERE = re.compile(
    r"\b(?:serupa|sebelumnya|waktu\s+itu|(?:tahun|bulan|pekan|minggu)\s+lalu|terdahulu)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(  # an aim, a hope or a failure is no agreement
    r"\b(?:bertujuan|tujuan\w*|diharapkan|berharap)\b|\b(?:belum|tidak|akan|guna|untuk|agar|supaya|dapat"
    r"|bisa|gagal)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"[\s,;]*\b(?:dan|serta|lalu|kemudian|yang|terakhir|selanjutnya)[\s,;]*$")


def find_agreements(
    source: Source, prose: str, blocks: list[Block], sentences: list[Sentence]
) -> list[tuple[int, int]]:
    """The spans of what was agreed, in order: listed points first, else those in sentences."""
    listed = [span for i in _openings(prose, blocks) for span in _listed(source, blocks, i)]
    if listed:
        return sorted(set(listed))
    found: list[tuple[int, int]] = []
    for i, sentence in enumerate(sentences):
        if found and sentence.start < found[-1][1]:
            continue
        found += _spoken(source, prose, sentences, i)
    return found


def _openings(prose: str, blocks: list[Block]) -> Iterator[int]:
    """Blocks that announce a list of agreements."""
    for i, block in enumerate(blocks[:-1]):
        if block.kind == "label" or blocks[i + 1].kind != "item":
            continue
        text = prose[block.start : block.end].rstrip()
        last = text[-300:].rsplit(". ", 1)[-1]
        if not _AGREED.search(last) or _NOT_AGREED.search(last) or _ELSEWHERE.search(last):
            continue
        if (
            block.kind == "heading"
            or len(text.split()) <= 7
            or text.endswith((":", "-", "yakni", "yaitu", "lain", "berikut"))
            or (text.endswith(".") and block.kind != "item")
        ):
            yield i


def _listed(source: Source, blocks: list[Block], opening: int) -> list[tuple[int, int]]:
    first = blocks[opening + 1]
    items = takewhile(lambda b: b.kind in {"item", "label"}, blocks[opening + 1 :])
    return [
        source.trimmed(item.start, item.end, " \n\r\t.;,")
        for item in items
        if _form(item) == _form(first) and not _is_report(source, item)
    ]


def _is_report(source: Source, item: Block) -> bool:
    """`Menegaskan bahwa …` tells what somebody said, not what was agreed."""
    said = _REPORTED.match(source.plain, item.start, item.end)
    return said is not None and verb_of_saying(said["verb"].lower()) is not None


def _form(item: Block) -> str:
    return re.sub(r"\w+", "x" if item.marker[:1].isalpha() else "1", item.marker)


def _spoken(source: Source, prose: str, sentences: list[Sentence], i: int) -> list[tuple[int, int]]:
    sentence = sentences[i]
    one = _ONE_OF_THEM.search(prose, sentence.start, sentence.end)
    if one and not _ELSEWHERE.search(prose[sentence.start : one.start()]):
        return [source.trimmed(one.end(), sentence.end)]
    match = _IN_SENTENCE.search(prose, sentence.start, sentence.end)
    before = prose[sentence.start : match.start()] if match else ""
    if not match or _ELSEWHERE.search(before) or _NOT_YET.search(before):
        return []
    points = _ordinals(source, prose, match.end(), sentences[min(i + 9, len(sentences) - 1)].end)
    if len(points) > 1 and points[0][0] - match.end() < 90:
        return points
    if not _FORUM.search(prose[sentence.start : match.end("verb")]):
        return []
    parts = _enumerated(source, prose, match.end(), sentence.end)
    if parts:
        return parts
    start, end = source.trimmed(match.end(), sentence.end)
    words = prose[start:end].split()
    if len(words) < 4 or _VAGUE.match(prose, start) or "·" in prose[start:end]:
        return []
    return [(start, end)]


def _enumerated(source: Source, prose: str, start: int, end: int) -> list[tuple[int, int]]:
    """`untuk: …; …; serta …` and `dua hal, yaitu …, serta …`."""
    vague = _NAMELY.match(prose, start, end)
    begin = vague.end() if vague else start
    deeds = (
        []
        if ";" in prose[begin:end]
        else _deeds(source, prose, (begin, end), complete=vague is not None)
    )
    if deeds:
        return deeds
    separator = _SEMICOLON if ";" in prose[start:end] else _LAST_OF_TWO
    if separator is _LAST_OF_TWO and not vague:
        return []
    found = []
    for cut in [*separator.finditer(prose, begin, end), None]:
        span = source.trimmed(begin, cut.start() if cut else end)
        if len(prose[slice(*span)].split()) < 3:
            return []
        found.append(span)
        begin = cut.end() if cut else end
    return found if len(found) > 1 else []


def _deeds(
    source: Source, prose: str, span: tuple[int, int], *, complete: bool
) -> list[tuple[int, int]]:
    """`menyusun …, mengusulkan …, serta melaporkan …`: every clause begins with its verb.

    complete: the list was announced, so it needs no "serta" before its last deed.
    """
    start, end = span
    if not re.compile(rf"\s*{_DEED}").match(prose, start, end):
        return []
    cuts = list(_NEXT_DEED.finditer(prose, start, end))
    last = _LAST_DEED.search(prose, cuts[-1].start() if cuts else start, end)
    if not cuts or not (last or complete):
        return []
    begins = [start, *(cut.end() for cut in cuts)]
    stops = [*(cut.start() for cut in cuts), end]
    return [source.trimmed(*span) for span in zip(begins, stops, strict=True)]


def _ordinals(source: Source, prose: str, start: int, end: int) -> list[tuple[int, int]]:
    """`pertama, … kedua, …`: the stretches after each ordinal, in unbroken order."""
    marks: list[re.Match[str]] = []
    for match in _ORDINAL.finditer(prose, start, end):
        if _order(match) == len(marks) + 1:
            marks.append(match)
    found = []
    for i, mark in enumerate(marks):
        stop = marks[i + 1].start() if i + 1 < len(marks) else _last_end(prose, mark.end(), end)
        dangling = _DANGLING.search(prose, mark.end(), stop)
        found.append(source.trimmed(mark.end(), dangling.start() if dangling else stop))
    return found


def _order(match: re.Match[str]) -> int:
    if match["word"]:
        return _ORDER.index(match["word"].lower()) + 1
    number = match["number"].lower()
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1


def _last_end(prose: str, start: int, end: int) -> int:
    """The last point ends with its sentence."""
    stop = re.compile(r"\.(?=\s+[A-Z])").search(prose, start, end)
    return stop.start() if stop else end
