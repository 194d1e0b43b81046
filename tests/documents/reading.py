"""Reading a PDF back: its words page by page, and the structure a screen reader follows."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The words of each page, lines folded into one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_words(document, number) for number in range(len(document))]
    finally:
        document.close()


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element in reading order."""
    yield from _elements(document.Root.StructTreeRoot)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        words = re.sub(r"[\ufffe\u2010]\s*", "", text.get_text_bounded())  # typesetter's hyphens
        return " ".join(words.split())
    finally:
        text.close()
        page.close()


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)
