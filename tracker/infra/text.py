"""Text people type: marking for translation, cleaning, and safe rich text."""

import re
import unicodedata
from html import escape, unescape

import nh3

MAX_NESTING = 20
MAX_OPEN_TAGS = 1_000  # of what was typed, where an end tag may be missing
MAX_SPAN = 20
MAX_RICH_TEXT = 200_000

RICH_TAGS = {
    *("p", "br", "strong", "em", "u", "s", "ul", "ol", "li", "blockquote", "h3", "h4"),
    *("table", "thead", "tbody", "tr", "th", "td", "a"),
}
_SPANS = {"colspan", "rowspan"}
RICH_ATTRIBUTES = {"a": {"href"}, "th": _SPANS, "td": _SPANS, "*": set[str]()}
# Marks that turn the direction of reading, and those that separate words without being seen.
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = dict.fromkeys(map(ord, f"{_BIDI}\u00ad\u200b\u2060\ufeff"))
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class TooComplex(ValueError):
    """Rich text beyond what a page of minutes needs (size or nesting)."""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation; web translates it when it is shown."""
    return message


def clean_line(text: str) -> str:
    """One line: NFC, no control, bidi or invisible characters, runs of space folded."""
    return re.sub(r"\s+", " ", _without_controls(text)).strip()


def exact_line(text: str) -> str:
    """One line as `clean_line` gives it, but with its inner runs of space as they were typed."""
    return re.sub(r"\s", " ", _without_controls(text)).strip()


def clean_lines(text: str) -> str:
    """Several lines: NFC, no control, bidi or invisible characters, line ends as newline."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_without_controls(line).rstrip() for line in unified.split("\n")).strip()


def exact_lines(text: str) -> str:
    """Several lines as `clean_lines` gives them, but with their spaces and empty lines as typed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_without_controls(line) for line in unified.split("\n"))


def rich_text(text: str, *, plain: bool) -> str:
    """Sanitised HTML of what was typed; `plain` text becomes paragraphs.

    Raises TooComplex for text no minutes need: over 200,000 characters or nested over 20 deep.
    What it gives it also takes: stored text can always be shown.
    """
    if len(text) > MAX_RICH_TEXT:
        raise TooComplex("size")
    html = _paragraphs(text) if plain else clean_lines(text)
    if _nesting(html) > MAX_OPEN_TAGS:
        raise TooComplex("nesting")
    # Twice: the first pass decodes &#x202e; and its like, which may hide the scheme of a link.
    cleaned = _sanitised(clean_lines(_sanitised(html)))
    if len(cleaned) > MAX_RICH_TEXT:
        raise TooComplex("size")
    if _nesting(cleaned) > MAX_NESTING:
        raise TooComplex("nesting")
    return cleaned


def plain_text(html: str) -> str:
    """The words of rich text, one line a block, for search and for forms without JavaScript."""
    broken = re.sub(r"<br\s*/?>|</(?:p|li|h3|h4|tr|blockquote)>", "\n", html)
    stripped = nh3.clean(broken, tags=set())
    return unescape(stripped).strip()


def _without_controls(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE | _LONE_SURROGATES))
    return "".join(c if c == "\t" or unicodedata.category(c) != "Cc" else " " for c in composed)


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", clean_lines(text))
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=RICH_TAGS,
        attributes=RICH_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",  # a paper has no address that it could be relative to
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"colspan", "rowspan"}:
        return value if re.fullmatch(r"[1-9][0-9]?", value) and int(value) <= MAX_SPAN else None
    return value


def _nesting(html: str) -> int:
    depth = deepest = 0
    for closing, tag in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", html):
        if tag.lower() == "br":
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest
