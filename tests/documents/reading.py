"""Reading a PDF back: its words page by page, and the structure a screen reader follows."""

from collections.abc import Iterator
from ctypes import c_ulong, c_ushort
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


def pages(pdf: bytes) -> list[str]:
    """The words of each page, lines folded into one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_words(document, number) for number in range(len(document))]
    finally:
        document.close()


def told_in_order(text: str, words: list[str]) -> None:
    """Fails with the first of these that is missing, or stands before the one named before it."""
    at = 0
    for stretch in words:
        found = text.find(stretch, at)
        assert found >= 0, f"{stretch!r} is missing or stands too early"
        at = found + len(stretch)


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
    drawn = [shape.get_bounds() for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    page.close()
    document.close()
    sides = [(right - left, top - bottom) for left, bottom, right, top in drawn]
    return [width / 72 * 2.54 for width, height in sides if abs(width - height) < 2]


def left_to_the_eye(pdf: bytes, number: int) -> list[str]:
    """What is written on a page as an artifact, so that no screen reader reads it."""
    return _written(pdf, number, artifacts=True)


def read_aloud(pdf: bytes, number: int) -> str:
    """The words of a page as a screen reader has them, without spaces."""
    return "".join("".join(_written(pdf, number, artifacts=False)).split())


def height_of(pdf: bytes, words: str) -> float:
    """How far above the end of its page the last place of some words lies, in points."""
    document = pypdfium2.PdfDocument(pdf)
    heights = []
    for page in document:
        text = page.get_textpage()
        search = text.search(words)
        while found := search.get_next():
            heights.append(text.get_charbox(found[0])[3])
    document.close()
    return float(heights[-1])


def beyond(pdf: bytes, margin: float) -> list[str]:
    """The words that reach nearer to a side of their page than so many points."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            if left < margin or right > page.get_width() - margin:
                found.append(text.get_text_bounded(left, bottom, right, top))
    document.close()
    return found


def lowest(pdf: bytes) -> float:
    """How far above the end of its page the lowest word of the text stands, in points."""
    document = pypdfium2.PdfDocument(pdf)
    heights = []
    for page in document:
        text = page.get_textpage()
        for word in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            if not _is_artifact(word) and _letters(word, text):
                heights.append(word.get_bounds()[1])
    document.close()
    return float(min(heights))


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


def _written(pdf: bytes, number: int, *, artifacts: bool) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    try:
        words = page.get_objects([raw.FPDF_PAGEOBJ_TEXT])
        return [_letters(word, text) for word in words if _is_artifact(word) is artifacts]
    finally:
        text.close()
        page.close()
        document.close()


def _is_artifact(thing: Any) -> bool:
    name, length = (c_ushort * 16)(), c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, number)
        raw.FPDFPageObjMark_GetName(mark, name, 32, length)
        if _text(name, length.value) == "Artifact":
            return True
    return False


def _letters(word: Any, text: Any) -> str:
    length = raw.FPDFTextObj_GetText(word, text, None, 0)
    letters = (c_ushort * (length // 2))()
    raw.FPDFTextObj_GetText(word, text, letters, length)
    return _text(letters, length).strip()


def _text(buffer: Any, length: int) -> str:
    return bytes(buffer)[:length].decode("utf-16-le").rstrip("\0")
