"""The walk from a paper's HTML to paragraphs and tables of Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tracker.documents.word import tables
from tracker.documents.word.lines import Line, Look, boxed
from tracker.documents.word.lists import ALPHABET, Lists, letters, number
from tracker.documents.word.parts import classes, words
from tracker.documents.word.pictures import Pictures, draw_boxes, draw_strokes
from tracker.documents.word.sheet import Sheet
from tracker.documents.word.styles import StyleIds
from tracker.documents.word.xml import (
    CENTIMETRE,
    HANGING,
    Element,
    align,
    keep_last,
    make_item,
    paragraph,
    qualified,
    space_above,
    w,
)

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "ol", "ul", "table", "blockquote", "section"}
HEADINGS = {"h1": "title", "h2": "heading", "h3": "subheading", "h4": "minor"}
ROLES = {  # by the class of a paragraph, or of what stands around it
    "dated": "dated",
    "paragraph": "paragraph",
    "correction": "correction",
    "titled": "titled",
    "heads": "heads_line",
    "taken-from": "taken",
    "subject": "subject",
    "speaker": "speaker",
    "of-nobody": "text",
    "statement": "statement",
    "annex": "annex",
    "annex-title": "annex_title",
    "absent": "left",
    "name": "name",
    "mark": "mark",
    "signature": "signature",
    "hand": "signature",
    "check": "check",
    "copies": "copies",
    "government": "government",
    "office": "office",
    "unit": "unit",
    "address": "address",
}
ALIGNMENTS = {"center": "center", "right": "right", "left": "left", "justify": "both"}
ROOM_TO_SIGN = round(1.3 * CENTIMETRE)
SIGNATURE, EMBLEM, PHOTO_HEIGHT = (2.5, 0.83), (2.2, 2.3), 8.5  # centimetres
BAR_HEIGHT = 0.7
SMALL_BOXES = {"tick-box", "shade"}
STROKES = "0 0 300 100"  # the sheet of a drawn signature


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand. role, note: of plain and of small print. width, indent: twentieths of a
    point. depth, edge: of lists, and where they begin. rich: within what was typed with its looks.
    """

    role: str
    width: int
    note: str = "note"
    depth: int = 0
    indent: int = 0
    edge: int = 0
    rich: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into one part of a document: its body, or a header."""

    part: Any
    styles: StyleIds
    sheet: Sheet
    lists: Lists
    pictures: Pictures

    def blocks(self, elements: Iterable[Element], place: Place) -> list[Element]:
        """What stands in the elements, as blocks of Word."""
        out: list[Element] = []
        for element in elements:
            if self.sheet.value(classes(element), "break-before") == "avoid":
                keep_last(out)
            out += self._block(element, place)
        return out

    def flow(self, element: Element, place: Place) -> list[Element]:
        """What stands within an element: blocks, and paragraphs of the words between them."""
        out: list[Element] = []
        line = self._line(element)
        for thing in _content(element):
            if isinstance(thing, str):
                line.add(thing, Look())
            elif _is_inline(thing):
                self._inline(thing, line, Look(), place)
            else:
                out += self._written(line, place) + self._block(thing, place)
                line = self._line(element)
        return out + self._written(line, place)

    def _block(self, element: Element, place: Place) -> list[Element]:
        kinds = classes(element)
        if element.tag == "table":
            return tables.grid(self, element, place)
        if element.tag in {"ol", "ul"}:
            return list(self._list(element, place))
        if "pair" in kinds:
            return tables.side_by_side(self, list(element), place)
        if "closing" in kinds:
            return tables.side_by_side(self, [element], place)
        if "photos" in kinds:
            return tables.photos(self, element, place)
        if "memo-rule" in kinds:
            return [paragraph(self.styles["line"])]
        if _is_inline(element):
            line = Line()
            self._inline(element, line, Look(), place)
            return self._written(line, place)
        return self._plain(element, place)

    def _plain(self, element: Element, place: Place) -> list[Element]:
        """A paragraph, or things one below the other."""
        kinds = classes(element)
        inner = replace(place, role=self._role(element, place), rich=place.rich or "rich" in kinds)
        if inner.role == "mark" and not words(element):
            return [paragraph(self.styles["mark"], before=ROOM_TO_SIGN)]
        if inner.role == "annex":
            inner = replace(inner, indent=self.sheet.left(kinds, place.width))
        blocks = self.flow(element, inner)
        if blocks and self.sheet.value(kinds, "break-before") == "auto":
            blocks[0][0].insert(1, w("pageBreakBefore", val=0))
        if blocks and kinds.isdisjoint(ROLES.keys() - {"copies"}):
            self._set_apart(blocks, kinds)
        return blocks

    def _set_apart(self, blocks: list[Element], kinds: set[str]) -> None:
        """By what the style sheet says of classes that have no style in Word."""
        if top := self.sheet.top(kinds):
            space_above(blocks[0], top)
        if how := ALIGNMENTS.get(self.sheet.value(kinds, "text-align")):
            align(blocks, how)

    def _list(self, element: Element, place: Place) -> Iterator[Element]:
        items, edge = element.findall("li"), place.edge + self.sheet.left(classes(element))
        kind = "dots" if element.tag == "ul" else "numbers"
        if element.get("type") == "a":
            kind = "letters" if len(items) <= ALPHABET else "written"
        list_id = self.lists.begin(kind) if kind != "written" else 0
        role = "item" if place.role in {"text", "left", "quote"} else place.role
        depth = place.depth + 1
        inner = replace(place, role=role, depth=depth, edge=edge, indent=edge + HANGING * depth)
        for count, item in enumerate(items, start=1):
            blocks = self.flow(item, inner)
            if not blocks or blocks[0].tag != qualified("p") or _is_item(blocks[0]):
                blocks.insert(0, paragraph(self.styles[role]))
            if list_id:
                place_of = number(list_id, place.depth)
                make_item(blocks[0], place_of, inner.indent if edge else 0)
            else:
                make_item(blocks[0], f"{letters(count)}.", inner.indent)
            yield from blocks

    def _role(self, element: Element, place: Place) -> str:
        kinds = classes(element)
        named = next((role for kind, role in ROLES.items() if kind in kinds), "")
        if element.tag in HEADINGS:
            if {"subject", "bold"} <= kinds:
                return "bold_subject"
            if named == "heads_line":
                return "heads"
            return named or ("minor" if place.rich else HEADINGS[element.tag])
        if "note" in kinds:
            return place.note
        if element.tag == "blockquote":
            return "quote"
        return named or place.role

    def _line(self, element: Element) -> Line:
        return Line(keeps_lines=self.sheet.value(classes(element), "white-space") == "pre-line")

    def _written(self, line: Line, place: Place) -> list[Element]:
        if not line.runs:
            return []
        return [paragraph(self.styles[place.role], line.runs, indent=place.indent)]

    def _inline(self, element: Element, line: Line, look: Look, place: Place) -> None:
        if element.tag == "br":
            line.end_line()
        elif classes(element) & SMALL_BOXES:
            shade = self.sheet.value(classes(element), "background").removeprefix("#")
            line.show(boxed(words(element), "".join(digit * 2 for digit in shade)))
        elif element.tag == "img":
            line.show(self._picture(element, place))
        elif element.tag == "svg":
            self._drawing(element, line, place)
        else:
            within = look.within(element.tag)
            for thing in _content(element):
                if isinstance(thing, str):
                    line.add(thing, within)
                else:
                    self._inline(thing, line, within, place)

    def _picture(self, image: Element, place: Place) -> Element:
        box = EMBLEM
        if image.getparent().tag != "header":
            box = (place.width / CENTIMETRE, PHOTO_HEIGHT)
        return self.pictures.stored(self.part, image.get("src"), box, image.get("alt", ""))

    def _drawing(self, drawing: Element, line: Line, place: Place) -> None:
        """A signature or bars. The code to scan is the PDF's alone, which nobody can edit."""
        path, title, boxes = drawing.find("path"), drawing.find("title"), drawing.findall("rect")
        if drawing.get("viewbox") == STROKES and path is not None and title is not None:
            picture = draw_strokes(path.get("d"))
            line.show(self.pictures.drawn(self.part, picture, SIGNATURE, words(title)))
        elif boxes and title is not None:
            picture, room = draw_boxes(drawing), (place.width / CENTIMETRE, BAR_HEIGHT)
            line.show(self.pictures.drawn(self.part, picture, room, words(title)))


def _content(element: Element) -> Iterator[Element | str]:
    """Its words and elements in their order."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _is_inline(element: Element) -> bool:
    """Offices that answer for a task stand one below the other, save in a row of their own."""
    if "lead" in classes(element):
        return any("agencies" in classes(row) for row in element.iterancestors("tr"))
    return element.tag not in BLOCKS


def _is_item(block: Element) -> bool:
    return block[0].find(qualified("numPr")) is not None
