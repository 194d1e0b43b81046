"""Tables: those of the paper, and those that only set things side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.documents.word.parts import classes
from tracker.documents.word.styles import LAYOUT_TABLE, TABLE
from tracker.documents.word.xml import (
    CENTIMETRE,
    Element,
    align,
    cell,
    keep_with_next,
    paragraph,
    table,
    w,
)

if TYPE_CHECKING:
    from tracker.documents.word.blocks import Place, Writer

MANY_COLUMNS = 10  # from here on in smaller letters
PADDING = 160  # twentieths of a point, both sides of a cell
GAP = 90  # the height of an empty line between tables
APART = 170  # between those who stand side by side
STAGGER = round(1.5 * CENTIMETRE)
EMBLEM_COLUMN = round(2.4 * CENTIMETRE)


def grid(writer: "Writer", element: Element, place: "Place") -> list[Element]:
    """A table of the paper: ruled ones repeat their head on every page and tear no row."""
    kinds, rows = classes(element), element.xpath("./tr | ./thead/tr | ./tbody/tr")
    columns = max((sum(_span(c, "colspan") for c in row) for row in rows), default=0)
    if not columns:
        return []
    ruled = "facts" not in kinds
    indent = place.indent + writer.sheet.left(kinds)
    widths = writer.sheet.widths(kinds, columns, place.width - indent)
    written = [
        w("tr", _row_properties(row, ruled, writer.sheet.height(kinds | classes(row))), *cells)
        for row, cells in _rows(writer, rows, widths, _cell_place(place, ruled, columns))
    ]
    style = writer.styles.table(TABLE if ruled else LAYOUT_TABLE)
    written_table = table(style, widths, written, indent=indent)
    top = writer.sheet.top(kinds)
    above = [_gap(writer, top)] if ruled or top else []
    return [*above, written_table, *([_gap(writer)] if ruled else [])]


def side_by_side(writer: "Writer", closings: list[Element], place: "Place") -> list[Element]:
    """What closes a paper: whoever signs alone signs on the right, who takes note in the middle.

    closings: rows that stay together, as titles and below them the names on one line.
    """
    half = place.width // 2
    middle = "witness" in classes(closings[0])
    widths = [half // 2, half, half // 2] if middle else [half, half]
    rows = [
        w("tr", w("trPr", w("cantSplit")), *_signing(writer, closing, widths, place))
        for closing in closings
    ]
    for row in rows[:-1]:
        keep_with_next([row])
    gap = _gap(writer, writer.sheet.top(classes(closings[0])))
    return [gap, table(writer.styles.table(LAYOUT_TABLE), widths, rows)]


def _signing(
    writer: "Writer", closing: Element, widths: list[int], place: "Place"
) -> Iterator[Element]:
    kinds, half = classes(closing), place.width // 2
    things = [writer.blocks([child], replace(place, width=half - APART)) for child in closing]
    alone = len(things) == 1
    if alone and len(widths) == 3:
        things = [[], *things, []]
    elif alone:
        signs = "check" not in classes(closing[0]) and closing[0].tag != "table"
        things.insert(0 if signs else 1, [])
    above = writer.sheet.value(kinds, "align-items") == "flex-start"
    where = "top" if above else "bottom"
    for width, blocks in zip(widths, things, strict=True):
        apart = w("tcMar", w("right", w=APART, type="dxa"))
        yield cell(width, blocks, apart, w("vAlign", val=where))


def photos(writer: "Writer", element: Element, place: "Place") -> list[Element]:
    """Each with its caption, two in a row, or one where they are few."""
    across = 1 if "large" in classes(element) else 2
    width = place.width // across
    inner = replace(place, role="caption", width=width - APART)
    cells = [cell(width, writer.flow(photo, inner)) for photo in element.findall("div")]
    cells += [cell(width, []) for _ in range(-len(cells) % across)]
    rows = [
        w("tr", w("trPr", w("cantSplit")), *cells[first : first + across])
        for first in range(0, len(cells), across)
    ]
    return [table(writer.styles.table(LAYOUT_TABLE), [width] * across, rows), _gap(writer)]


def letterhead(writer: "Writer", header: Element, place: "Place") -> list[Element]:
    """The kop: the emblem beside its lines, which stay in the middle of the page; the Governor's
    stands above them.
    """
    emblem, names = header.find("img"), writer.blocks(header.findall("div"), place)
    rule = paragraph(writer.styles["rule"])
    if emblem is None:
        return [*names, rule]
    widths = [EMBLEM_COLUMN, place.width - 2 * EMBLEM_COLUMN, EMBLEM_COLUMN]
    shown = writer.flow(header, replace(place, role="emblem"))[:1]
    if "governor" in classes(header):
        return [*shown, *names, rule]
    row = w(
        "tr",
        *(
            cell(width, blocks, w("vAlign", val="center"))
            for width, blocks in zip(widths, (shown, names, []), strict=True)
        ),
    )
    beside = table(writer.styles.table(LAYOUT_TABLE), widths, [row])
    return [beside, rule]


def _rows(
    writer: "Writer", rows: Iterable[Element], widths: list[int], place: "Place"
) -> Iterator[tuple[Element, list[Element]]]:
    """Each row with its cells; one that reaches down leaves a cell in the rows below."""
    reaching: dict[int, tuple[int, int]] = {}  # column: rows still to come, columns across
    for row in rows:
        cells, column, waiting = [], 0, list(row)
        while column < len(widths):
            if column in reaching:
                left, across = reaching.pop(column)
                if left > 1:
                    reaching[column] = (left - 1, across)
                width = sum(widths[column : column + across])
                cells.append(cell(width, [], _across(across), w("vMerge")))
            elif waiting:
                thing = waiting.pop(0)
                across = min(_span(thing, "colspan"), len(widths) - column)
                down = _span(thing, "rowspan")
                if down > 1:
                    reaching[column] = (down - 1, across)
                width = sum(widths[column : column + across])
                blocks = _cell(writer, thing, replace(place, width=max(width - PADDING, 1)))
                merge = w("vMerge", val="restart") if down > 1 else None
                cells.append(cell(width, blocks, _across(across), merge, _middle(thing)))
            else:
                across = 1
                cells.append(cell(widths[column], []))
            column += across
        yield row, cells


def _cell(writer: "Writer", element: Element, place: "Place") -> list[Element]:
    kinds = classes(element)
    plain = _says(writer, element, "font-weight") == "400"  # the heads of rows of a form
    if element.tag == "th" and place.role.endswith("cell") and not plain:
        place = replace(place, role=place.role.replace("cell", "head"))
    if {"sign", "even"} <= kinds:
        place = replace(place, indent=STAGGER)
    blocks = writer.flow(element, place)
    if "number" in kinds or _says(writer, element, "text-align") == "center":
        align(blocks, "center")
    return blocks


def _says(writer: "Writer", cell: Element, name: str) -> str:
    """What the style sheet says of all cells of its sort in the table."""
    kinds = next((classes(table) for table in cell.iterancestors("table")), set())
    return writer.sheet.value(kinds, f"{cell.tag} {name}")


def _cell_place(place: "Place", ruled: bool, columns: int) -> "Place":
    if not ruled:
        return replace(place, role="fact", indent=0, depth=0)
    role = "small_cell" if columns >= MANY_COLUMNS else "cell"
    return replace(place, role=role, note=f"{role}_note", indent=0, depth=0)


def _row_properties(row: Element, ruled: bool, height: int) -> Element | None:
    """height: at least so much, for a hand to write in."""
    heads = row.getparent().tag == "thead"
    if not ruled:
        return None
    room = w("trHeight", val=height, hRule="atLeast") if height and not heads else None
    return w("trPr", w("cantSplit"), room, w("tblHeader") if heads else None)


def _middle(element: Element) -> Element | None:
    """Heads have their words in the middle, and so has a row with room for a hand."""
    kinds = next((classes(table) for table in element.iterancestors("table")), set())
    middle = "sheet" in kinds or element.getparent().getparent().tag == "thead"
    return w("vAlign", val="center") if middle else None


def _across(columns: int) -> Element | None:
    return w("gridSpan", val=columns) if columns > 1 else None


def _span(element: Element, name: str) -> int:
    return int(element.get(name, "1"))


def _gap(writer: "Writer", height: int = 0) -> Element:
    """Between two tables, or Word makes one of them."""
    return paragraph(writer.styles["gap"], before=max(height - GAP, 0) or None)
