"""Plain lines as rich text and back, exactly: an empty line parts paragraphs, a line end breaks.

Rich text may hold more than lines can say (tables, lists, bold words). It is then taken apart into
a head, which stays as it is, and a tail of plain paragraphs, which can be typed on.
"""

import re
from html import escape, unescape

from tracker.infra.text import exact_lines, plain_text, rich_text

_OPEN, _CLOSE, _BREAK = "<p>", "</p>", "<br>"
_WORDS = re.compile(r"(?:[^<]|<br>)*")


def typed_body(head: str, text: str) -> str:
    """Rich text of a head as `taken_apart` gave it and what was typed below; empty without words.

    Raises TooComplex for text no minutes need.
    """
    lines = escape(exact_lines(text), quote=False).replace("\n\n", _CLOSE + _OPEN)
    tail = f"{_OPEN}{lines}{_CLOSE}".replace("\n", _BREAK)
    typed = tail if plain_text(tail) else ""
    return rich_text(head + typed, plain=False)


def taken_apart(body: str) -> tuple[str, str]:
    """The head of rich text, empty where lines say it all, and the lines of its plain tail."""
    blocks: list[str] = []
    end = len(body)
    while body.endswith(_CLOSE, 0, end):
        start = body.rfind(_OPEN, 0, end)
        words = body[start + len(_OPEN) : end - len(_CLOSE)]
        if start < 0 or not _WORDS.fullmatch(words):
            break
        blocks.append(unescape(words.replace(_BREAK, "\n")))
        end = start
    return body[:end], "\n\n".join(reversed(blocks))
