"""Text people type: marking for translation, cleaning, and safe rich text."""

import re
import unicodedata
from html import escape, unescape

import nh3

MAX_NESTING = 20
MAX_SPAN = 20
MAX_RICH_TEXT = 200_000

RICH_TAGS = {
    *("p", "br", "strong", "em", "u", "s", "ul", "ol", "li", "blockquote", "h3", "h4"),
    *("table", "thead", "tbody", "tr", "th", "td", "a"),
}
RICH_ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))


class TooComplex(ValueError):
    """Rich text beyond what a page of minutes needs (size or nesting)."""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation; web translates it when it is shown."""
    return message


def clean_line(text: str) -> str:
    """One line: NFC, no control or bidi characters, runs of space folded."""
    return re.sub(r"\s+", " ", _without_controls(text)).strip()


def clean_lines(text: str) -> str:
    """Several lines: NFC, no control or bidi characters, line ends as newline."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_without_controls(line).rstrip() for line in unified.split("\n")).strip()


def rich_text(text: str, *, plain: bool) -> str:
    """Sanitised HTML of what was typed; `plain` text becomes paragraphs.

    Raises TooComplex for text no minutes need: over 200,000 characters or nested over 20 deep.
    """
    if len(text) > MAX_RICH_TEXT:
        raise TooComplex("size")
    html = _paragraphs(text) if plain else text
    cleaned = nh3.clean(
        html,
        tags=RICH_TAGS,
        attributes=RICH_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    if _nesting(cleaned) > MAX_NESTING:
        raise TooComplex("nesting")
    return cleaned


def plain_text(html: str) -> str:
    """The words of rich text, one line a block, for search and for forms without JavaScript."""
    broken = re.sub(r"<br\s*/?>|</(?:p|li|h3|h4|tr|blockquote)>", "\n", html)
    stripped = nh3.clean(broken, tags=set())
    return unescape(stripped).strip()


def _without_controls(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_BIDI)
    return "".join(c if c == "\t" or unicodedata.category(c) != "Cc" else " " for c in composed)


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", clean_lines(text))
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"colspan", "rowspan"}:
        return value if value.isdecimal() and 1 <= int(value[:4]) <= MAX_SPAN else None
    return value


def _nesting(html: str) -> int:
    depth = deepest = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", html):
        if tag == "br":
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest
