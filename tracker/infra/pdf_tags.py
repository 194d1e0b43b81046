"""The tag tree of a PDF as a screen reader should meet it, mended before the file is written.

WeasyPrint tags every page on its own: a table that runs over three pages becomes three tables, each
reading its head again; every line is an element of its own; page numbers are text that belongs
nowhere. Here the table becomes one again, lines join their paragraph, and what only the eye needs
becomes an artifact. Works on WeasyPrint's objects in memory, whose shape `requirements` locks.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

# Elements without a meaning of their own: what they hold may stand in the element around them.
MEANINGLESS = {"/Span", "/NonStruct", "/Div"}
# Elements that hold other elements only, never words.
HOLDERS = {"/Document", "/Table", "/THead", "/TBody", "/TFoot", "/TR", "/L", "/LI"}
PIXEL = 0.75  # points


def mend(pdf: pydyf.PDF, sheets: Iterable[Any]) -> None:
    """Mends the tags of a file, in place. sheets: the laid out boxes of its pages."""
    tree = _Tree(pdf)
    tree.join_tables(sheets)
    tree.flatten(tree.top)
    for element in tree.elements(tree.top):
        if element["S"] == "/TR":
            tree.give_scopes(element)
        elif element["S"] == "/Figure":
            tree.place(element)
    tree.leave_the_rest_to_the_eye()


class _Tree:
    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.top = self.at(self.root["K"][0])

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def elements(self, element: Any) -> Iterator[Any]:
        """An element and all below it, in reading order."""
        yield element
        for child in self.children(element):
            yield from self.elements(child)

    def children(self, element: Any) -> list[Any]:
        found = [self.at(kid) for kid in element["K"] if not isinstance(kid, int)]
        return [child for child in found if "S" in child]

    def join_tables(self, sheets: Iterable[Any]) -> None:
        """The pieces of a table become one; the heads of all but the first are left out."""
        tables: dict[Any, list[Any]] = {}
        for html_table, row in self._first_rows(sheets):
            part = self.at(row["P"])
            piece = part if part["S"] == "/Table" else self.at(part["P"])
            tables.setdefault(html_table, []).append(piece)
        for table, *others in tables.values():
            for piece in others:
                parts = [part for part in self.children(piece) if part["S"] != "/THead"]
                for part in parts:
                    part["P"] = table.reference
                    table["K"].append(part.reference)
                self._take_out(piece)

    def _first_rows(self, sheets: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Of each page's piece of a table in the HTML the element of one of its rows."""
        for sheet in sheets:
            here = set()
            for box in sheet.descendants():
                if box.element_tag == "table" and hasattr(box, "column_widths"):
                    within, cell = box.element, _first_cell(box)
                    if cell is not None and within not in here:
                        here.add(within)
                        yield within, self.at(cell.mark["P"])

    def _take_out(self, element: Any) -> None:
        around = self.at(element["P"])
        around["K"].remove(element.reference)
        if not around["K"] and around["S"] in MEANINGLESS:
            self._take_out(around)

    def flatten(self, element: Any) -> None:
        """Words stand directly in the paragraph, cell or heading they belong to."""
        kids = pydyf.Array()
        for kid in element["K"]:
            child = None if isinstance(kid, int) else self.at(kid)
            if child is None or "S" not in child:
                kids.append(kid)
                continue
            self.flatten(child)
            if not child["K"] and child["S"] in MEANINGLESS:
                continue
            if self._is_only_words(child, element):
                kids.extend(child["K"])
            else:
                kids.append(kid)
        element["K"] = kids

    def _is_only_words(self, child: Any, around: Any) -> bool:
        return (
            child["S"] in MEANINGLESS
            and around["S"] not in HOLDERS
            and child["Pg"] == around["Pg"]
            and all(isinstance(kid, int) for kid in child["K"])
        )

    def give_scopes(self, row: Any) -> None:
        """Each head says whether it stands for its row or its column, instead of every cell."""
        cells = self.children(row)
        of_row = {id(head) for cell in cells for head in cell["A"].get("Headers", ())}
        for cell in cells:
            cell["A"].pop("Headers", None)
            name = cell.pop("ID", None)
            if name is not None:
                cell["A"]["Scope"] = "/Row" if id(name) in of_row else "/Column"
            elif len(cell["A"]) == 1:
                del cell["A"]

    def place(self, figure: Any) -> None:
        """The box of a figure in points from the lower left of its page."""
        _, _, _, height = self.at(figure["Pg"])["MediaBox"]
        left, top, right, bottom = (side * PIXEL for side in figure["A"]["BBox"])
        figure["A"]["BBox"] = pydyf.Array([left, height - bottom, right, height - top])

    def leave_the_rest_to_the_eye(self) -> None:
        """Content that no element of the tree holds becomes an artifact of its page."""
        kept = list(self.elements(self.top))
        owners = {
            (element["Pg"], kid): element.reference
            for element in kept
            for kid in element["K"]
            if isinstance(kid, int)
        }
        numbers = self.at(self.root["ParentTree"])["Nums"]
        for place, page in enumerate(self.pdf.page_references):
            held = numbers[2 * place + 1]
            orphans = {mark for mark in range(len(held)) if (page, mark) not in owners}
            held[:] = [owners.get((page, mark), b"null") for mark in range(len(held))]
            if orphans:
                _make_artifacts(self.at(self.at(page)["Contents"]).stream, orphans)
        self._forget_all_but({element.number for element in kept})

    def _forget_all_but(self, kept: set[int]) -> None:
        for thing in self.pdf.objects:
            if (
                isinstance(thing, pydyf.Dictionary)
                and thing.get("Type") == "/StructElem"
                and thing.number not in kept
            ):
                thing.clear()


def _first_cell(table: Any) -> Any:
    """Any cell of a piece of a table: WeasyPrint leaves in its `mark` the element it became."""
    return next((box for box in table.descendants() if hasattr(box, "mark")), None)


def _make_artifacts(stream: list[Any], marks: set[int]) -> None:
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marks:
            stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
