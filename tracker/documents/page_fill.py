"""How many empty rows bring a blank list to the foot of its page, as far as can be told before it
is laid out: in doubt one too few, so that no page is begun for a single row.
"""

import textwrap
from collections.abc import Sequence

from tracker.models.settings import Letterhead

# Millimetres, and letters that stand on a line, as papers.css lays an A4 page out.
PAGE = 251.0
NAMES, ADDRESS_LINE, EMBLEM, RULES = 12.0, 3.9, 23.0, 9.0
TITLE, FACT_LINE, FACT_LETTERS = 14.0, 5.75, 52
TABLE_HEAD = 6.6
ROW, CELL_LINE, CELL_PADDING, CELL_LETTERS = 11.55, 4.2, 2.2, 16
OFFICIAL = 62.0
FEWEST = 3


def rows_to_fill(
    letterhead: Letterhead, facts: Sequence[str], rows: Sequence[dict[str, str]], *, signed: bool
) -> int:
    """facts: what stands above the table, line by line. rows: those with something in them.

    signed: whether an official's block follows.
    """
    names = NAMES + ADDRESS_LINE * len(letterhead.address_lines)
    at = max(names, EMBLEM if letterhead.emblem_key else 0) + RULES + TITLE + TABLE_HEAD
    at += FACT_LINE * sum(_lines(fact, FACT_LETTERS) for fact in facts)
    for row in rows:
        lines = max(_lines(text, CELL_LETTERS) for text in row.values())
        height = max(ROW, CELL_LINE * lines + CELL_PADDING)
        at = at + height if at + height <= PAGE else TABLE_HEAD + height
    foot = PAGE - (OFFICIAL if signed else 0)
    left = int((foot - at) // ROW)
    if left >= FEWEST:
        return left
    return max(0, int((PAGE - at) // ROW)) + int((foot - TABLE_HEAD) // ROW)


def _lines(text: str, letters: int) -> int:
    return max(1, len(textwrap.wrap(text, letters)))
