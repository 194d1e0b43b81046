"""Reading a PDF back: its words page by page, and the structure a screen reader follows."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH


def pages(pdf: bytes) -> list[str]:
    """The words of each page, lines folded into one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_words(document, number) for number in range(len(document))]
    finally:
        document.close()


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def left_edge(pdf: bytes, words: str) -> float:
    """Where words that occur once begin, in points from the left, to a tenth."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found is not None:
                edge: float = text.get_charbox(found[0])[0]
                return round(edge, 1)
    finally:
        document.close()
    raise AssertionError(f"{words!r} is on no page")


def square_widths(pdf: bytes, number: int) -> list[float]:
    """The sides in centimetres of what is drawn as a square on a page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    drawn = [shape.get_bounds() for shape in page.get_objects([FPDF_PAGEOBJ_PATH])]
    page.close()
    document.close()
    sides = [(right - left, top - bottom) for left, bottom, right, top in drawn]
    return [width / 72 * 2.54 for width, height in sides if abs(width - height) < 2]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        words = text.get_text_bounded().replace("\x02", "")  # a hyphen at the end of a line
        return " ".join(words.split())
    finally:
        text.close()
        page.close()
