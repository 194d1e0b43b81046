"""Direct speech: where quotations stand, and the text with their words covered."""

import re
from dataclasses import dataclass

from tracker.capture.layout import Block
from tracker.capture.source import Source

COVER = "·"
_TITLE_BEFORE = re.compile(
    r"\b(?:tema|bertema|bertajuk|tajuk|berjudul|judul|istilah|slogan|program|bernama|nama|aplikasi"
    r"|tagline|moto|motto|disebut|ruang|aula|gedung)\s+\W{0,2}$",
    re.IGNORECASE,
)

_NOT_CLOSED = re.compile(  # `"Segera, kata Bupati Rahman.`: the closing mark was forgotten
    r"[,.!?]\s(?P<verb>(?:ujar|kata|tegas|jelas|ungkap|papar|tutur|ucap|imbuh|tambah|terang|pungkas)"
    r"(?:nya\b|\s(?=[A-Z]|dia\b|ia\b)))"
)
_BORROWED = re.compile(  # words of somebody who was not there
    r"\b(?:mengutip|pepatah|peribahasa|firman|hadis|pantun|semboyan|ungkapan)\b[^.;\"]{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quote:
    """Words within quotation marks; `closed` is False when speech goes on in the next paragraph."""

    opens: int
    closes: int
    block: int
    closed: bool


def find_quotes(source: Source, blocks: list[Block]) -> list[Quote]:
    """Direct speech of every block, in order; names and mottos in quotes are left out."""
    found: list[Quote] = []
    for number, block in enumerate(blocks):
        if block.kind not in {"paragraph", "item", "heading"}:
            continue
        still_open = bool(found) and not found[-1].closed and found[-1].block == number - 1
        quotes = _ended(source, block, number) if still_open else None
        quotes = quotes or _in_block(source, block, number)
        found += [quote for quote in quotes if _is_speech(source, block, quote)]
    return found


def covered(source: Source, quotes: list[Quote]) -> str:
    """The levelled text with the words of quotations covered; same length."""
    parts, position = [], 0
    for quote in quotes:
        inner = source.plain[quote.opens + 1 : quote.closes]
        hidden = "".join(c if c == "\n" else COVER for c in inner)
        if inner.rstrip()[-1:] in {".", "!", "?"}:
            hidden = hidden[:-1] + "."
        parts += [source.plain[position : quote.opens + 1], hidden]
        position = quote.closes
    return "".join([*parts, source.plain[position:]])


def _ended(source: Source, block: Block, number: int) -> list[Quote] | None:
    """A paragraph that only closes the speech of the one before: it began at its first word."""
    first = source.plain.find('"', block.start, block.end)
    if first <= block.start or source.plain.count('"', block.start, block.end) % 2 == 0:
        return None
    return [Quote(block.start - 1, first, number, closed=True)]


def _in_block(source: Source, block: Block, number: int) -> list[Quote]:
    marks = [m.start() for m in re.finditer('"', source.plain[block.start : block.end])]
    places = [block.start + mark for mark in marks]
    found, i = [], 0
    while i < len(places):
        opens = places[i]
        nxt = places[i + 1] if i + 1 < len(places) else None
        if nxt is not None and not (source.text[nxt] == "“" and source.text[opens] == "“"):
            found.append(Quote(opens, nxt, number, closed=True))
            i += 2
            continue
        if opens - block.start <= 2 or source.text[opens] == "“":
            told = _NOT_CLOSED.search(source.plain, opens, nxt or block.end)
            closes = told.start("verb") - 1 if told else nxt or block.end
            found.append(Quote(opens, closes, number, closed=told is not None))
        i += 1
    return found


def _is_speech(source: Source, block: Block, quote: Quote) -> bool:
    inner = source.plain[quote.opens + 1 : quote.closes].strip()
    before = source.plain[block.start : quote.opens]
    if not inner or _TITLE_BEFORE.search(before[-40:]) or _BORROWED.search(before[-90:]):
        return False
    words = len(inner.split())
    apart = not before.strip() or before.rstrip()[-1] in ',:.!?"'
    ended = inner[-1] in ".,!?" or source.plain[quote.closes + 1 : quote.closes + 2] == ","
    return (words >= 3 and (apart or ended)) or words >= 12
