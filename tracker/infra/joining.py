"""Several of our own tagged PDFs as one: pages, structure, bookmarks, one language and title.

Everything is read by the rules by which WeasyPrint writes: one structure element `Document`, flat
number trees. For bytes of strangers see `infra/previews.py`.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

HEADINGS = [Name(f"/H{level}") for level in range(1, 7)]
PAGE = "halaman:"
_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}


class Unfit(Exception):
    """A part is no PDF of ours, or the overlay has not as many pages as the parts."""


def join(parts: Sequence[bytes], *, overlay: bytes = b"", bookmarks: Sequence[str] = ()) -> bytes:
    """One PDF with the title, language and metadata of the first part; the same parts give the
    same bytes.

    overlay: a PDF with a page for each of the whole, drawn over it and no part of what is read
    aloud: page numbers. bookmarks: one a part where parts are papers of their own; their headings
    then stand below those of the first. Raises Unfit.
    """
    with ExitStack() as opened:
        first, *others = (opened.enter_context(pikepdf.open(BytesIO(part))) for part in parts)
        whole = _Whole(first)
        for number, other in enumerate(others, 1):
            whole.append(other, prefix=f"{number}.", section=bool(bookmarks))
        if bookmarks:
            whole.bookmark(bookmarks)
            whole.lead_to_pages()
        if overlay:
            whole.draw_over(opened.enter_context(pikepdf.open(BytesIO(overlay))))
        out = BytesIO()
        first.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [[float(side) for side in page.mediabox] for page in opened.pages]
    return [(round(box[2] - box[0], 2), round(box[3] - box[1], 2)) for box in boxes]


class _Whole:
    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.Root.StructTreeRoot
        self._document = root.K[0]
        self._nums = root.ParentTree.Nums
        self._begins = [0]

    def append(self, other: Pdf, *, prefix: str, section: bool) -> None:
        """prefix: of the ids of its elements, which may be used already."""
        begins, keys = len(self._pdf.pages), _next_key(self._nums)
        self._begins.append(begins)
        for element in _elements(other.Root.StructTreeRoot.K[0]):
            _rename(element, prefix)
            if section and element.S in HEADINGS[:-1]:
                element.S = HEADINGS[HEADINGS.index(element.S) + 1]
        self._pdf.pages.extend(other.pages)
        # After the pages, so that elements point to them and not to copies.
        tree = self._pdf.copy_foreign(other.Root.StructTreeRoot)
        for key, value in _pairs(tree.ParentTree.Nums):
            self._nums.append(key + keys)
            self._nums.append(value)
        for page in list(self._pdf.pages)[begins:]:
            page.obj.StructParents = int(page.obj.StructParents) + keys
            for note in page.obj.get("/Annots", ()):
                if "/StructParent" in note:
                    note.StructParent = int(note.StructParent) + keys
        self._take(tree.K[0], section=section)

    def _take(self, document: Any, *, section: bool) -> None:
        if section:
            document.S, document.P = Name.Sect, self._document
            self._document.K.append(document)
            return
        for element in document.K:
            element.P = self._document
            self._document.K.append(element)

    def bookmark(self, titles: Sequence[str]) -> None:
        """Instead of the bookmarks that came along: one a part, in the order of the parts."""
        with self._pdf.open_outline() as outline:
            outline.root[:] = [
                pikepdf.OutlineItem(title, page)
                for title, page in zip(titles, self._begins, strict=True)
            ]

    def lead_to_pages(self) -> None:
        """Turn the first part's links to `halaman:12` into ones to the twelfth page."""
        pages = list(self._pdf.pages)
        for page in pages[: self._begins[1]]:
            notes: Any = page.obj.get("/Annots", ())
            for note in notes:
                if "/A" in note and str(note.A.URI).startswith(PAGE):
                    place = pages[int(str(note.A.URI).removeprefix(PAGE)) - 1]
                    del note.A
                    note.Dest = Array([place.obj, Name.Fit])

    def draw_over(self, other: Pdf) -> None:
        if len(other.pages) != len(self._pdf.pages):
            raise Unfit
        for number, (page, drawn) in enumerate(zip(self._pdf.pages, other.pages, strict=True)):
            drawing = other.make_stream(_unmarked(drawn))
            drawing.Type, drawing.Subtype = Name.XObject, Name.Form
            drawing.BBox, drawing.Resources = drawn.mediabox, drawn.obj.Resources
            name = Name(f"/Over{number}")  # pages share their resources
            page.add_resource(self._pdf.copy_foreign(drawing), Name.XObject, name)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(f"\nQ /Artifact <</Type /Pagination>> BDC {name} Do EMC".encode())


def _unmarked(page: pikepdf.Page) -> bytes:
    """What a page draws, without the marks by which its own structure knew it."""
    drawn = pikepdf.parse_content_stream(page)
    return pikepdf.unparse_content_stream(
        [step for step in drawn if str(step.operator) not in _MARKS]
    )


def _elements(element: Any) -> Iterator[Any]:
    """Structure elements from here on, however deep."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            kids: Any = element.get("/K", [])
            waiting.extend(kids if isinstance(kids, Array) else [kids])


def _rename(element: Any, prefix: str) -> None:
    if "/ID" in element:
        element.ID = String(prefix + str(element.ID))
    headers = element.get("/A", {}).get("/Headers")
    if headers is not None:
        element.A.Headers = Array([String(prefix + str(name)) for name in headers])


def _pairs(numbers: Any) -> Iterator[tuple[int, Any]]:
    values = list(numbers)
    return zip(map(int, values[::2]), values[1::2], strict=True)


def _next_key(numbers: Any) -> int:
    return max((key for key, _ in _pairs(numbers)), default=-1) + 1
