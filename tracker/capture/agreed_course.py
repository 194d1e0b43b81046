"""Decisions told on from sentence to sentence: `diputuskan …. Kemudian, …. Terakhir, …`."""

import re

from tracker.capture.layout import Block, Sentence
from tracker.capture.organisations import Organisations
from tracker.capture.source import Source
from tracker.capture.verbs import verb_of_saying
from tracker.capture.words import GATHERING

_BEGUN = re.compile(  # `menghasilkan beberapa kesimpulan.`
    r"\b(?:menghasilkan|dihasilkan|membuahkan|disepakati|menyepakati|memutuskan|diputuskan"
    r"|disimpulkan)\s+(?:[\w()]+\s+){0,3}?(?:kesimpulan|kesepakatan|keputusan|poin|point|butir|hal"
    r"|rekomendasi)\b[^:\"]{0,80}$",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:diputuskan|memutuskan|disepakati|menyepakati)\b", re.IGNORECASE)
_THEN = re.compile(
    r"(?:Pertama|Kedua|Ketiga|Keempat|Kelima|Kemudian|Selanjutnya|Berikutnya|Lalu|Terakhir"
    r"|Selain\s+itu|Di\s?samping\s+itu|Dan)\b\s*,?\s*"
)
_DUTY = re.compile(
    r"\b(?:agar|harus|wajib|diwajibkan|diminta|ditugaskan|dilarang|segera|akan|sepakat|setuju"
    r"|bersedia|siap|berkomitmen|bertanggung\s?jawab)\b"
)
_NO_DUTY = re.compile(  # what was done, hoped for or only happened at the meeting
    r"\b(?:telah|sudah|diharapkan|berharap|harapan\w*|bertujuan|mengapresiasi|ditutup|dilanjutkan"
    r"|terpisah|bertolak|berangkat|menyusul|tiba|kembali|hadir|menghadiri)\b|·",
    re.IGNORECASE,
)
_THE_MEETING = re.compile(rf"(?:{GATHERING}|[Dd]alam\s+(?:arahan|sambutan)\w*)")
_DEED = re.compile(  # the first verb that is not said of the speaker on the way
    r"\b(?!mewakili|memimpin|mendampingi|menghadiri|membuka|menutup|mengenai|menurut)(?:me|ber)[a-z]{4,}"
)
_MOST = 12  # sentences; no press text tells more decisions in a row

Span = tuple[int, int]


def begins_course(prose: str, sentence: Sentence) -> bool:
    """Whether the sentence says that decisions were taken and leaves them to the next ones."""
    return _BEGUN.search(prose, sentence.start, sentence.end) is not None


def told_on(
    source: Source,
    prose: str,
    blocks: list[Block],
    following: list[Sentence],
    organisations: Organisations,
    *,
    begun: bool,
) -> list[Span]:
    """The sentences in which decisions go on, until a speaker or another matter begins.

    begun: the decisions were announced and none told yet; then two at least must follow.
    Otherwise the first has to go on with a word such as "Kemudian".
    """
    found: list[Span] = []
    for sentence in following[:_MOST]:
        then = _THEN.match(prose, sentence.start, sentence.end)
        start = then.end() if then else sentence.start
        if blocks[sentence.block].kind != "paragraph" or not (then or begun or found):
            break
        duty = _DUTY.search(prose, start, sentence.end) or (then and organisations.at(start))
        if not duty or _matters_otherwise(prose, start, sentence.end):
            break
        found.append(source.trimmed(start, sentence.end))
    return found if len(found) > 1 or not begun else []


def goes_on(prose: str, start: int, end: int) -> bool:
    """Whether the words that told one decision may be followed by more of them."""
    return _DECIDED.search(prose, start, end) is not None


def _matters_otherwise(prose: str, start: int, end: int) -> bool:
    if _NO_DUTY.search(prose, start, end) or _THE_MEETING.match(prose, start):
        return True
    deed = _DEED.search(prose, start, end)
    return deed is not None and verb_of_saying(deed[0]) is not None
