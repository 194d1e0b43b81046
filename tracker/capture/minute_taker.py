"""Who took the minutes."""

import re

from tracker.capture.draft import Leaf, leaf_at
from tracker.capture.layout import Block
from tracker.capture.people import People
from tracker.capture.source import Source

_RECORDED = re.compile(
    r"\b(?:(?:dicatat|dinotulakan|[Nn]otul(?:a|en|ensi)(?:\s+rapat)?\s+(?:ini\s+)?"
    r"(?:disusun|dibuat|ditulis))\s+oleh"
    r"|(?:selaku|sebagai)\s+notul(?:is|en)(?:\s+rapat)?(?:\s+(?:adalah|ialah|yakni|yaitu))?"
    r"|(?<!penunjukan\s)[Nn]otulis(?:\s+rapat)?(?:\s*[:,]|\s+(?:adalah|ialah|yakni|yaitu))?)"
    r"\s+(?=(?:[Ss]dri?\.|[Bb]apak|[Ii]bu|[A-Z])\s*\w)"
)


def find_minute_taker(
    source: Source, prose: str, blocks: list[Block], people: People
) -> Leaf | None:
    """The minute taker: a label line, else who is said to have recorded the meeting."""
    for block in blocks:
        if block.kind == "label" and block.label == "minute_taker" and block.end > block.start:
            person = people.at(block.start, block.end)
            span = person.name or person.position if person else None
            return leaf_at(source, *span) if span else None
    recorded = _RECORDED.search(prose)
    person = people.at(recorded.end(), len(prose)) if recorded else None
    return leaf_at(source, *person.name) if person and person.name else None
