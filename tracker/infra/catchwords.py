"""Kata penyambung: at the foot of a page the first word of the next one, as ANRI has it.

The words are known once the pages are laid out; they then stand in the margin of a second layout,
which moves nothing, since a margin takes no room from the text.
"""

from collections.abc import Iterator, Sequence
from typing import Any

PUNCTUATION = " \t\n\u00a0\u00ad.,;:!?()[]{}“”\u2018\u2019\"'…•–-"
LONGEST = 40  # letters; a word without end has no place in a margin
ANEW = {"page", "always", "left", "right", "recto", "verso"}


def catchwords(sheets: Sequence[Any]) -> dict[int, str]:
    """By the number of a page, from 1, what the next one begins with.

    sheets: the laid out boxes of the pages. No word leads to a page that begins anew, as an annex
    does, or that lies otherwise.
    """
    words, begun = {}, set[Any]()
    for number, sheet in enumerate(sheets):
        text = sheet.children[0]
        turned = number and sheet.page_type.name != sheets[number - 1].page_type.name
        if number and not turned and not _begins_anew(text, begun):
            words[number] = _first_word(text, begun)
        begun |= {box.element for box in text.descendants() if box.element is not None}
    return {number: word for number, word in words.items() if word}


def style_sheet(words: dict[int, str]) -> str:
    """CSS that sets each word at the lower right of its page."""
    rules = (
        f'@page :nth({number}) {{ @bottom-right {{ content: "{_escaped(word)}…"; }} }}'
        for number, word in words.items()
    )
    return "\n".join(rules)


def _begins_anew(box: Any, begun: set[Any]) -> bool:
    """Whether what stands first on a page asked for a new one, and did not begin before it."""
    while True:
        if box.style["break_before"] in ANEW and box.element not in begun:
            return True
        inner = next(_in_flow(box), None)
        if inner is None:
            return False
        box = inner


def _first_word(text: Any, begun: set[Any]) -> str:
    found = (word.strip(PUNCTUATION) for word in _words(text, begun))
    return next((word[:LONGEST] for word in found if any(map(str.isalpha, word))), "")


def _words(box: Any, begun: set[Any]) -> Iterator[str]:
    """All but the head of a table that is repeated."""
    if hasattr(box, "text"):
        yield from box.text.split()
    elif not (getattr(box, "is_header", False) and box.element in begun):
        for child in _in_flow(box):
            yield from _words(child, begun)


def _in_flow(box: Any) -> Iterator[Any]:
    return (child for child in box.children if child.is_in_normal_flow())


def _escaped(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in word)
