"""The pasted text itself: bytes to text, refusals, and the levelled copy the readers look at."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tracker.infra.text import N_

MAX_BYTES = 200_000
EMPTY = N_("Naskah kosong; tempel teks rapat lebih dahulu.")
TOO_LARGE = N_("Naskah melebihi 200 kB; tempel bagian yang memuat hasil rapat saja.")
BINARY = N_("Berkas ini bukan teks yang dapat dibaca; simpan sebagai teks biasa (.txt) dahulu.")

# One character for one character, so that an offset in the copy is an offset in the text.
_LEVEL = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("–—‐‑‒―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", " "),
        **dict.fromkeys("◦▪▫●○■·➢➤►✓✔→⁃∙‣✅☑🔹🔸🔺📌👉▶➡✳⭐◾◽🟢🔵", "•"),
        "\ufe0f": " ",
    }
)
_BOLD = re.compile(
    r"(?<![^\s(])[*_]+(?=[^\s*_])|(?<=[^\s*_])[*_]+(?=[\s.,:;)!?*_]|$)", re.MULTILINE
)
_TWO_APOSTROPHES = re.compile("''")


class Unreadable(ValueError):
    """Input that is not a text of a meeting; the message is one Indonesian sentence."""


@dataclass(frozen=True)
class Evidence:
    """The words a value came from; offsets in code points of the decoded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A text being read."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with quotes, dashes, bullets and spaces levelled; same length as `text`."""
        levelled = _TWO_APOSTROPHES.sub(' "', self.text.translate(_LEVEL))
        return _BOLD.sub(lambda marks: " " * len(marks[0]), levelled)

    def evidence(self, start: int, end: int) -> Evidence:
        return Evidence(self.text[start:end], start, end)

    def trimmed(self, start: int, end: int, drop: str = " \n\r\t.,;:-") -> tuple[int, int]:
        """The same stretch without the `drop` characters at either end."""
        while start < end and self.plain[start] in drop:
            start += 1
        while end > start and self.plain[end - 1] in drop:
            end -= 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """What stands there as one line: white space folded."""
        return re.sub(r"\s+", " ", self.text[start:end]).strip()


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252 bytes to text; raises Unreadable for anything else."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    for encoding in _encodings(data):
        try:
            return readable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable(BINARY)


def readable(text: str) -> str:
    """The text unchanged, or Unreadable when it is blank, too long or has control characters."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES * 3 // 2:
        raise Unreadable(TOO_LARGE)
    if any(unicodedata.category(c) in {"Cc", "Cs", "Cn"} and c not in "\n\r\t\f" for c in text):
        raise Unreadable(BINARY)
    if text.startswith(("%PDF-", "{\\rtf")):
        raise Unreadable(BINARY)
    if not any(c.isalpha() for c in text):
        raise Unreadable(BINARY if text.strip() else EMPTY)
    return text


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    zeros = data[:200].count(0)
    if zeros > len(data[:200]) // 4:
        return ("utf-16-le",) if data[1:2] == b"\0" else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")
