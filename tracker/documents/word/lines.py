"""What stands in one paragraph: words with their looks, breaks and pictures, spaces collapsed."""

import re
from dataclasses import dataclass, field, replace

from tracker.documents.word.xml import Element, text, w

_BLANKS = re.compile(r"[ \t\r\n\f]+")
LOOKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "under", "s": "struck"}


@dataclass(frozen=True, slots=True)
class Look:
    """plain: whether the words keep the weight of their style."""

    bold: bool = False
    italic: bool = False
    under: bool = False
    struck: bool = False

    def within(self, tag: str) -> "Look":
        """The look inside of an inline element."""
        return replace(self, **{LOOKS[tag]: True}) if tag in LOOKS else self


@dataclass(slots=True)
class Line:
    """keeps_lines: whether a line end in the source is one on paper (CSS `pre-line`)."""

    keeps_lines: bool = False
    runs: list[Element] = field(default_factory=list)
    _space: bool = False
    _fresh: bool = True

    def add(self, words: str, look: Look) -> None:
        """Words of the source, with all their blanks."""
        lines = words.split("\n") if self.keeps_lines else [words]
        for number, line in enumerate(lines):
            if number:
                self.end_line()
            self._add(line, look)

    def end_line(self) -> None:
        self.runs.append(w("r", w("br")))
        self._space, self._fresh = False, True

    def show(self, picture: Element) -> None:
        if self._space and not self._fresh:
            self.runs.append(w("r", text(" ")))
        self.runs.append(picture)
        self._space, self._fresh = False, False

    def _add(self, words: str, look: Look) -> None:
        kept = _BLANKS.sub(" ", words)
        self._space = self._space or kept.startswith(" ")
        said = kept.strip(" ")
        if not said:
            return
        gap = " " if self._space and not self._fresh else ""
        self.runs.append(w("r", _properties(look), text(gap + said)))
        self._space, self._fresh = kept.endswith(" "), False


def boxed(words: str, shade: str = "") -> Element:
    """A box to tick, ticked or not and as wide either way, or filled with a shade of grey."""
    border = w("bdr", val="single", sz=6, space=0, color="000000")
    filled = w("shd", val="clear", color="auto", fill=shade) if shade else None
    return w("r", w("rPr", border, filled), text(f"\u00a0{words or chr(0xA0)}\u00a0"))


def _properties(look: Look) -> Element | None:
    if look == Look():
        return None
    return w(
        "rPr",
        w("b") if look.bold else None,
        w("i") if look.italic else None,
        w("strike") if look.struck else None,
        w("u", val="single") if look.under else None,
    )
