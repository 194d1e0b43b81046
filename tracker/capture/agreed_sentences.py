"""Agreed points in running text: `sepakat untuk …`, `pertama, … kedua, …`, `yakni …, …, dan …`."""

import re
from bisect import bisect_right
from itertools import pairwise

from tracker.capture.agreed_course import begins_course, goes_on, told_on
from tracker.capture.agreed_lists import ELSEWHERE
from tracker.capture.layout import Block, Sentence
from tracker.capture.organisations import Organisations
from tracker.capture.source import Source

_ORDINAL = re.compile(
    r"(?:(?<=[,;:.]\s)|(?<=[.)\"]\n)|(?<=\n)|(?<=\bdan\s)|(?<=\bserta\s)|(?<=\byakni\s)|(?<=\byaitu\s)"
    r"|(?<=\blain\s)|(?<=ranya\s)|(?<=\badalah\s)|(?<=[\s(])(?=\(?[1-9a-h]\)))"
    r"(?:(?:dan\s+|yang\s+)?(?P<word>pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan)"
    r"(?:\s*[,:]\s*|\s+(?!(?:pihak|belah|daerah|kabupaten|kota|provinsi|instansi|lembaga|orang|tersebut"
    r"|kalinya)\b)(?=[a-zA-Z]))|\(?(?P<number>[1-9]|[a-h])\)\s*)",
    re.IGNORECASE,
)
_ORDER = "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan".split()
_FAR = 90  # characters between what announces the points and the first of them
_REACH = 25  # sentences over which one enumeration may stretch
_AGREE = (
    r"(?:telah\s+|juga\s+|akhirnya\s+|bersama\s+)*(?:disepakati|menyepakati|bersepakat|sepakat|memutuskan"
    r"|diputuskan|disimpulkan|menyimpulkan|merekomendasikan"
    r"|(?:menghasilkan|membuahkan|mencapai|melahirkan)\s+kesepakatan(?=\s+(?:me\w{4}|bahwa|untuk|agar)))"
)
_IN_SENTENCE = re.compile(
    rf"\b(?P<verb>{_AGREE})\b(?:\s+(?:pula|juga|bersama))*(?P<that>\s*,?\s*(?:bahwa|untuk|agar)\b)?"
    r"[\s:,]*(?:hal-hal\s+(?:sebagai\s+)?berikut[\s:.]*)?",
    re.IGNORECASE,
)
_OUTCOME = (
    r"(?:(?:poin|butir|point|hal|langkah)(?:-(?:poin|butir|hal|langkah))?\s+(?:\w+\s+)?)?(?:ke(?:sepakatan|simpulan"
    r"|putusan)|rekomendasi|komitmen(?:\s+bersama)?|rumusan|tindak\s?lanjut)"
)
_ANNOUNCED = re.compile(  # `menghasilkan empat rekomendasi`, `ditutup dengan kesepakatan`
    r"\b(?P<verb>(?:menghasilkan|dihasilkan|membuahkan|melahirkan|menelurkan|merumuskan|dirumuskan|dicapai"
    r"|mencapai|terdapat|ada|ditutup\s+dengan|diakhiri\s+dengan|memuat|berisi|disepakati|menyepakati"
    rf"|memutuskan)\s+(?:(?!belum|tidak)[\w()-]+\s+){{0,4}}?{_OUTCOME}|(?:hasil|isi)\s+{_OUTCOME}"
    r"|(?:rencana\s+aksi|langkah|poin|hal|kesepakatan)\s+yang\s+(?:di)?sepakati(?:\s+bersama)?"
    r"(?=\s+(?:meliputi|antara\s+lain|ya[kit]\w+|adalah|di\s?antaranya))"
    r"|(?:hasil|kesimpulan)\s+(?:dari\s+)?(?:rapat|rakor|pertemuan|mediasi|musyawarah)"
    r"(?:\s+(?:itu|ini|tersebut))?(?=\s+(?:yaitu|yakni|adalah|antara\s+lain|di\s?antaranya|meliputi)))\b"
    r"(?P<more>[^.:;,]{0,120}?)(?=[\s]*[,.:;]|\s+(?:antara\s+lain|ya[kit]\w+|di\s?antaranya|meliputi|adalah"
    r"|berupa|sebagai\s+berikut|pertama)\b)",
    re.IGNORECASE,
)
_NAMELY = re.compile(
    r"\s*[,:]?\s*(?P<word>(?:yaitu|yakni|antara\s+lain|di\s?antaranya|meliputi|berupa|adalah)\b\s*:?\s*)+"
    r"|\s*:\s+",
    re.IGNORECASE,
)
_FORUM = re.compile(
    r"\b(?:rapat|rakor|rembuk|rembug|pertemuan|forum|peserta|(?:seluruh|semua|para|kedua|semua)\s+pihak|kesempatan|musyawarah|itu|tersebut"
    r"|mediasi)\b|^\W*(?:disepakati|diputuskan|disimpulkan)",
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
_FEW = re.compile(
    rf"(?:{_VAGUE.pattern})[^:;,]{{0,40}}[:,]?\s*(?:(?:yaitu|yakni|antara\s+lain|di\s?antaranya"
    r"|meliputi|berupa)\s*:?\s*)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:pihak|peserta|unsur|instansi|lembaga)\s*$", re.IGNORECASE)
_SEMICOLON = re.compile(r";\s*(?:(?:dan|serta)\s+)?")
_LAST_OF_TWO = re.compile(r",\s+(?:serta|dan)\s+(?=[A-Z])")
_DEED = r"(?:(?:me|ber)[a-z]{4,}|pe[a-z]{4,}an|[a-z]{4,}isasi)\b"
_NEXT_DEED = re.compile(rf",\s+(?:(?:serta|dan|lalu)\s+)?(?=(?:akan\s+)?{_DEED})")
_LAST_DEED = re.compile(rf",?\s+(?:serta|dan)\s+(?:akan\s+)?{_DEED}")
_NOT_YET = re.compile(  # an aim, a hope or a failure is no agreement
    r"\b(?:bertujuan|tujuan\w*|diharapkan|berharap)\b|\b(?:belum|tidak|akan|guna|untuk|agar|supaya|dapat"
    r"|bisa|gagal|tanpa|jika|apabila|bila)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PARTIES_AGREE = re.compile(
    r"(?:telah\s+|juga\s+|akhirnya\s+)*\b(?:ber)?sepakat\s+(?=bahwa|untuk|agar|akan|me[a-z]{4,})"
)
_JOINED = re.compile(r"\b(?:dan|serta)\b")
_LEAD = 30  # characters before the parties: a day, a date
_DANGLING = re.compile(r"[\s,;]*\b(?:dan|serta|lalu|kemudian|yang|terakhir|selanjutnya)[\s,;]*$")

Span = tuple[int, int]


def spoken_points(
    source: Source,
    prose: str,
    blocks: list[Block],
    sentences: list[Sentence],
    organisations: Organisations,
) -> list[Span]:
    """What sentences say was agreed, in order."""
    found: list[Span] = []
    for i, sentence in enumerate(sentences):
        if found and sentence.start < found[-1][1]:
            continue
        points = _spoken(source, prose, sentences, i) or _by_parties(
            source, prose, sentence, organisations
        )
        begun = not points and begins_course(prose, sentence) and _holds(prose, sentence)
        if begun or (len(points) == 1 and goes_on(prose, sentence.start, points[0][0])):
            rest = sentences[i + 1 :]
            points = [*points, *told_on(source, prose, blocks, rest, organisations, begun=begun)]
        found += points
    return found


def _holds(prose: str, sentence: Sentence) -> bool:
    said = prose[sentence.start : sentence.end]
    return not ELSEWHERE.search(said) and not _NOT_YET.search(said)


def _by_parties(
    source: Source, prose: str, sentence: Sentence, organisations: Organisations
) -> list[Span]:
    """`Pemkab X dan Pemkab Y sepakat menyerahkan …`: the bodies themselves agree."""
    said = _PARTIES_AGREE.search(prose, sentence.start, sentence.end)
    parties = organisations.within(sentence.start, said.start()) if said else []
    if not said or not parties or prose[parties[-1].end : said.start()].strip():
        return []
    before = prose[sentence.start : parties[0].start]
    between = "".join(prose[a.end : b.start] for a, b in pairwise(parties))
    apart = re.search(r"\b[a-z]{3,}", before + _JOINED.sub("", between))
    if apart or len(before) > _LEAD:
        return []
    return _whole(source, prose, parties[0].start, sentence.end)


def _spoken(source: Source, prose: str, sentences: list[Sentence], i: int) -> list[Span]:
    sentence = sentences[i]
    one = _ONE_OF_THEM.search(prose, sentence.start, sentence.end)
    if one and not ELSEWHERE.search(prose[sentence.start : one.start()]):
        return [source.trimmed(one.end(), sentence.end)]
    for pattern in (_ANNOUNCED, _IN_SENTENCE):
        said = pattern.search(prose, sentence.start, sentence.end)
        before = prose[sentence.start : said.start()] if said else ""
        if not said or ELSEWHERE.search(before) or _NOT_YET.search(before):
            continue
        points = _ordinals(source, prose, said.end(), sentences[i : i + _REACH])
        if len(points) > 1 and points[0][0] - said.end() < _FAR:
            return points
        if pattern is _ANNOUNCED:
            points = _announced(source, prose, said.end(), sentence.end)
        elif _FORUM.search(prose[sentence.start : said.end("verb")]):
            points = _agreed(source, prose, said.end(), sentence.end)
        else:
            points = []
        if points:
            return points
    return []


def _announced(source: Source, prose: str, start: int, end: int) -> list[Span]:
    """`…, yakni memperkuat …, mempercepat …, dan menggelar …`."""
    namely = _NAMELY.match(prose, start, end)
    if not namely or _PEOPLE.search(prose[:start][-20:]):
        return []
    return _enumerated(source, prose, namely.end(), end, complete=True) or _whole(
        source, prose, namely.end(), end
    )


def _agreed(source: Source, prose: str, start: int, end: int) -> list[Span]:
    """`untuk: …; …; serta …`, `dua hal, yaitu …, serta …`, or one point."""
    few = _FEW.match(prose, start, end)
    begin = few.end() if few else start
    parts = _enumerated(source, prose, begin, end, complete=few is not None)
    return parts or _whole(source, prose, start, end)


def _whole(source: Source, prose: str, start: int, end: int) -> list[Span]:
    start, end = source.trimmed(start, end)
    words = prose[start:end].split()
    if len(words) < 4 or _VAGUE.match(prose, start) or "·" in prose[start:end]:
        return []
    return [(start, end)]


def _enumerated(source: Source, prose: str, start: int, end: int, *, complete: bool) -> list[Span]:
    """Points divided by semicolons, by their verbs, or the two of `…, serta …`.

    complete: the list was announced, so it needs no "serta" before its last point.
    """
    if "·" in prose[start:end]:
        return []
    divided = ";" in prose[start:end]
    deeds = [] if divided else _deeds(source, prose, (start, end), complete=complete)
    if deeds or not (divided or complete):
        return deeds
    separator = _SEMICOLON if divided else _LAST_OF_TWO
    found = []
    begin = start
    for cut in [*separator.finditer(prose, start, end), None]:
        span = source.trimmed(begin, cut.start() if cut else end)
        if len(prose[slice(*span)].split()) < 3:
            return []
        found.append(span)
        begin = cut.end() if cut else end
    return found if len(found) > 1 else []


def _deeds(source: Source, prose: str, span: Span, *, complete: bool) -> list[Span]:
    """`menyusun …, mengusulkan …, serta melaporkan …`: every clause begins with its verb."""
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


def _ordinals(source: Source, prose: str, start: int, sentences: list[Sentence]) -> list[Span]:
    """`pertama, … kedua, …`: from each ordinal to the next or to the end of its sentence."""
    marks: list[re.Match[str]] = []
    for match in _ORDINAL.finditer(prose, start, sentences[-1].end):
        if _order(match) == len(marks) + 1:
            marks.append(match)
    begins = [sentence.start for sentence in sentences]
    found = []
    for i, mark in enumerate(marks):
        stop = sentences[bisect_right(begins, mark.start()) - 1].end
        stop = min(stop, marks[i + 1].start()) if i + 1 < len(marks) else stop
        dangling = _DANGLING.search(prose, mark.end(), stop)
        found.append(source.trimmed(mark.end(), dangling.start() if dangling else stop))
    return found


def _order(match: re.Match[str]) -> int:
    if match["word"]:
        return _ORDER.index(match["word"].lower()) + 1
    number = match["number"].lower()
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1
