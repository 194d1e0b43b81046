"""How many empty rows bring a blank list to the foot of its page, as far as can be told before it
is laid out: in doubt one too few, so that no page is begun for a single row.
"""

import textwrap
from collections.abc import Sequence

from tracker.documents.looks import measures
from tracker.models.letterheads import Letterhead
from tracker.models.paper_layouts import PaperLayout

# Millimetres, and letters that stand on a line, as papers.css lays a page of 12 points out.
SPARE = 1.0
LINE = 12 * 1.35  # the height of a line that FACT_LINE and OFFICIAL were measured with
NAMES, ADDRESS_LINE, EMBLEM, RULES = 12.0, 3.9, 23.0, 9.0
TITLE, FACT_LINE, FACT_LETTERS = 14.0, 5.75, 52
TABLE_HEAD = 6.6
ROW, CELL_LINE, CELL_PADDING, CELL_LETTERS = 11.55, 4.2, 2.2, 16
OFFICIAL = 62.0
FEWEST = 3


def rows_to_fill(
    letterhead: Letterhead,
    layout: PaperLayout,
    facts: Sequence[str],
    rows: Sequence[dict[str, str]],
    *,
    signed: bool,
) -> int:
    """facts: what stands above the table, line by line. rows: those with something in them.

    signed: whether an official's block follows.
    """
    page = layout.paper.millimetres[1] - layout.margin_top - layout.margin_bottom - SPARE
    text = measures(layout)
    stretch = text["points"] * text["line_height"] / LINE
    address = len(letterhead.address_lines) + bool(letterhead.email or letterhead.website)
    names = NAMES + ADDRESS_LINE * address + (FACT_LINE if letterhead.unit else 0)
    at = max(names, EMBLEM if letterhead.emblem_key else 0) + RULES + TITLE + TABLE_HEAD
    at += stretch * FACT_LINE * sum(_lines(fact, FACT_LETTERS) for fact in facts)
    for row in rows:
        lines = max(_lines(text, CELL_LETTERS) for text in row.values())
        height = max(ROW, CELL_LINE * lines + CELL_PADDING)
        at = at + height if at + height <= page else TABLE_HEAD + height
    foot = page - (OFFICIAL * max(stretch, 1) if signed else 0)
    left = int((foot - at) // ROW)
    if left >= FEWEST:
        return left
    return max(0, int((page - at) // ROW)) + int((foot - TABLE_HEAD) // ROW)


def _lines(text: str, letters: int) -> int:
    return max(1, len(textwrap.wrap(text, letters)))
