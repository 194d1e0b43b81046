"""What a paper's letterhead, layout and security class come to on the page."""

from typing import Any

from tracker.documents import wording
from tracker.models.documents import DocumentKind
from tracker.models.letterheads import Letterhead, LetterheadKind, read_letterhead
from tracker.models.meetings import SecurityClass
from tracker.models.paper_layouts import PaperLayout, SigningName, read_layout

BLANK_INITIALS = 3
_SHEETS = {DocumentKind.ATTENDANCE_FORM, DocumentKind.ATTENDANCE}  # to be filled in, not agreed to
LANDSCAPE_MARGIN = 20  # mm; sheets of many columns never have wider ones
# Line height for the spacings of a word processor; 115 is what papers had before they could choose.
LINE_HEIGHTS = {100: 1.17, 115: 1.35, 150: 1.75}


def looks(paper: dict[str, Any]) -> dict[str, Any]:
    """What the templates ask of it; a snapshot without layout looks as it always did.

    Raises DomainError for a layout that is not known.
    """
    layout = read_layout(paper["layout"]) if "layout" in paper else None
    security_class = paper.get("security_class") or paper["meeting"]["security_class"]
    return {
        "letterhead": read_letterhead(paper["letterhead"]),
        "layout": layout,
        "security_class": security_class,
        "class_word": _class_word(SecurityClass(security_class), layout),
        "initials": _initials(paper, layout),
    }


def emblem_words(letterhead: Letterhead) -> str:
    """What the picture is, for who cannot see it."""
    if letterhead.kind is LetterheadKind.GOVERNOR:
        return "Lambang negara Garuda Pancasila"
    return f"Lambang {letterhead.government or letterhead.office}"


def contacts(letterhead: Letterhead) -> str:
    """The last line of an address: Laman dan Pos-el."""
    told = (("Laman", letterhead.website), ("Pos-el", letterhead.email))
    return wording.joined(f"{name}: {value}" for name, value in told if value)


def signing_name(name: str, layout: PaperLayout | None) -> str:
    capitals = layout is not None and layout.signing_name is SigningName.CAPITALS
    return wording.name_in_capitals(name) if capitals else name


def measures(layout: PaperLayout) -> dict[str, Any]:
    """The numbers of the style sheet: nothing that somebody typed."""
    width, height = layout.paper.millimetres
    upright = (
        layout.margin_top,
        layout.margin_right,
        layout.margin_bottom,
        layout.margin_left,
    )
    return {
        "width": width,
        "height": height,
        "margins": upright,
        "landscape_margins": tuple(min(side, LANDSCAPE_MARGIN) for side in upright),
        "points": layout.half_points / 2,
        "line_height": LINE_HEIGHTS[layout.spacing],
    }


def _class_word(security_class: SecurityClass, layout: PaperLayout | None) -> str:
    """Printed on papers of class Terbatas and above; of class Biasa where the office wants it."""
    unnamed = security_class is SecurityClass.OPEN and not (layout and layout.names_open_class)
    return "" if unnamed else security_class.label.upper()


def _initials(paper: dict[str, Any], layout: PaperLayout | None) -> list[str]:
    """The rows of the paraf box, blank ones where no chain is known; none on a sealed paper."""
    unsigned = paper["kind"] not in _SHEETS and not paper["seal"]
    if layout is None or not layout.initials_box or not unsigned:
        return []
    return paper.get("initials") or [""] * BLANK_INITIALS
