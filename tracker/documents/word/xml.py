"""WordprocessingML, element by element: what a paragraph, a run and a table cell are made of."""

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # lxml is published without types

CENTIMETRE = 567  # twentieths of a point
POINT = 20
HANGING = round(0.75 * CENTIMETRE)  # of an item's words behind its number


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element of the main namespace; children that are None are left out."""
    node = etree.Element(qualified(tag), nsmap={"w": W})
    for name, value in attributes.items():
        node.set(qualified(name), str(value))
    node.extend(child for child in children if child is not None)
    return node


def qualified(tag: str) -> str:
    return f"{{{W}}}{tag}"


def text(words: str) -> Element:
    """The words with all their blanks."""
    node = w("t")
    node.text = words
    node.set(_SPACE, "preserve")
    return node


def paragraph(
    style: str,
    runs: Iterable[Element] = (),
    *,
    before: int | None = None,
    indent: int = 0,
) -> Element:
    """One paragraph of a style, with what it does differently; lengths in twentieths of a point."""
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=style),
            None if before is None else w("spacing", before=before),
            w("ind", left=indent) if indent else None,
        ),
        *runs,
    )


def keep_with_next(blocks: Iterable[Element]) -> None:
    """Let no page end between these blocks and what follows them."""
    for block in blocks:
        for properties in block.iter(qualified("pPr")):
            if properties.find(qualified("keepNext")) is None:
                properties.insert(1, w("keepNext"))


def keep_last(blocks: Sequence[Element]) -> None:
    """Let what follows these never begin a page alone; the last may be the gap below a table."""
    for block in blocks[-2:]:
        keep_with_next([block] if block.tag == qualified("p") else block[-1:])


def make_item(block: Element, number: Element | str, left: int = 0) -> None:
    """Give a paragraph its place in a list, which also says how far it stands from the edge.

    number: what Word counts, or words to stand there. left: where the paragraph's own words begin,
    when further from the edge than its list says.
    """
    properties = block[0]
    for indent in properties.findall(qualified("ind")):
        properties.remove(indent)
    if left:
        properties.append(w("ind", left=left, hanging=HANGING))
    if isinstance(number, str):
        block.insert(1, w("r", text(number), w("tab")))
        return
    before = {qualified(tag) for tag in ("pStyle", "keepNext", "pageBreakBefore")}
    properties.insert(sum(1 for p in properties if p.tag in before), number)


def space_above(block: Element, height: int) -> None:
    """Of a paragraph whose style says less."""
    if block.tag != qualified("p"):
        return
    properties = block[0]
    for said in properties.findall(qualified("spacing")):
        properties.remove(said)
    after = {qualified(tag) for tag in ("ind", "jc")}
    rest = [said for said in properties if said.tag in after]
    place = properties.index(rest[0]) if rest else len(properties)
    properties.insert(place, w("spacing", before=height))


def align(blocks: Iterable[Element], how: str) -> None:
    for block in blocks:
        for properties in block.iter(qualified("pPr")):
            properties.append(w("jc", val=how))


def cell(width: int, blocks: Iterable[Element], *properties: Element | None) -> Element:
    """A table cell; Word wants it to end with a paragraph."""
    content = list(blocks)
    if not content or content[-1].tag != qualified("p"):
        content.append(w("p"))
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *properties), *content)


def table(style: str, widths: list[int], rows: Iterable[Element], *, indent: int = 0) -> Element:
    """A table whose columns keep their widths."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblInd", w=indent, type="dxa") if indent else None,
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )
