"""A snapshot with as many rows as one likes, each of them marked, so that pages break in them."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

# Rows that are no rows of a table, or of which there cannot be many.
KEPT = {"signatories", "sheets", "sections", "photos", "asked"}
MARK = re.compile(r"\[[a-z]\d+\]")
DRAWN = re.compile(r"[ML][\d., ML-]+")


def stretched(paper: dict[str, Any], count: int) -> dict[str, Any]:
    """The paper with `count` of each of its rows, marked as `[a7]` in what they say."""
    lists = sorted(key for key, value in paper.items() if _is_rows(key, value))
    return {
        **paper,
        **{
            key: [_marked(rows[n % len(rows)], f"[{chr(97 + at)}{n}]") for n in range(count)]
            for at, key in enumerate(lists)
            if (rows := paper[key])
        },
    }


def rows_with_heads(page: str) -> Iterator[tuple[str, str]]:
    """Of each marked row below a head what it says, and the head. page: HTML."""
    root = html.fromstring(page)
    for drawing in root.xpath("//svg"):
        drawing.clear(keep_tail=True)
    for head in root.iter("thead"):
        heads = squeezed(head.text_content())
        for row in head.getparent().iter("tr"):
            said = squeezed(row.text_content())
            if MARK.search(said):
                yield said, heads


def closings(page: str) -> list[str]:
    """What each block that is signed says in a page of HTML; such blocks may not part."""
    root = html.fromstring(page)
    for drawing in root.xpath("//svg"):
        drawing.clear(keep_tail=True)
    blocks = root.xpath("//*[contains(concat(' ', @class, ' '), ' closing ')]")
    return [said for block in blocks if (said := squeezed(block.text_content()))]


def first_signed(page: str) -> str:
    """The line of HTML with which the first such block begins."""
    lines = html.fromstring(page).xpath(
        "//*[contains(concat(' ', @class, ' '), ' closing ')]"
        "//*[@class='signature' or @class='hand']//p[normalize-space()]"
    )
    return " ".join(lines[0].text_content().split()) if lines else ""


def squeezed(words: str) -> str:
    """Without spaces and strokes: where lines end is another question."""
    return re.sub(r"[\s\u00ad\u2010-]", "", words)


def _is_rows(key: str, value: Any) -> bool:
    return key not in KEPT and isinstance(value, list) and value != [] and type(value[0]) is dict


def _marked(row: dict[str, Any], mark: str) -> dict[str, Any]:
    return {
        key: f"{value} {mark}"
        if isinstance(value, str) and " " in value and not DRAWN.fullmatch(value)
        else value
        for key, value in row.items()
    }
