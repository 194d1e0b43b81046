"""The layout of a snapshot as a page of Word."""

from typing import Any

from tracker.documents.looks import LANDSCAPE_MARGIN
from tracker.documents.word.page import Page
from tracker.models.paper_layouts import (
    LetterheadRule,
    PageNumbers,
    PaperLayout,
    Typeface,
    read_layout,
)

FONTS = {Typeface.ARIAL: "Arial", Typeface.BOOKMAN: "Bookman Old Style"}
ABOVE = {PageNumbers.DASHED: "- {PAGE} -", PageNumbers.PLAIN: "{PAGE}"}
BELOW = {PageNumbers.OF_TOTAL: "Halaman {PAGE} dari {NUMPAGES}"}


def page_of(paper: dict[str, Any]) -> Page:
    """Of a decoded snapshot; one from before layouts has that of its time."""
    return page(read_layout(paper.get("layout", {})))


def page(layout: PaperLayout) -> Page:
    """The same measures as the PDF has, under the names of typefaces that an office has."""
    width, height = layout.paper.millimetres
    government, office = layout.letterhead_size.points
    return Page(
        width=width,
        height=height,
        top=layout.margin_top,
        right=layout.margin_right,
        bottom=layout.margin_bottom,
        left=layout.margin_left,
        widest_margin=LANDSCAPE_MARGIN,
        font=FONTS[layout.typeface],
        size=layout.half_points / 2,
        spacing=layout.spacing / 100,
        government=government,
        office=office,
        double_rule=layout.letterhead_rule is LetterheadRule.DOUBLE,
        number_above=ABOVE.get(layout.page_numbers, ""),
        number_below=BELOW.get(layout.page_numbers, ""),
    )
