"""The block people see where a paper was signed: who, in which position, and when."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tracker.config import PROJECT

DOTS = 300 / 72  # a point
LARGEST, SMALLEST = 8.0, 4.5
GAP = 3.0
LEADING = 1.22
OPENING = "Ditandatangani secara elektronik oleh:"
DIST = PROJECT / "static" / "dist"


def draw_stamp(said: Sequence[str], words: str, width: float, height: float) -> bytes:
    """A PNG of this size in points: framed, black on white, as large as its words fit in.

    said: position, name and time. words: a sentence below them, or nothing.
    """
    picture = Image.new("L", (round(width * DOTS), round(height * DOTS)), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, picture.width - 1, picture.height - 1), outline=0, width=2)
    size = LARGEST
    while True:
        lines = _lines(said, words, size, width)
        if size <= SMALLEST or len(lines) * size * LEADING <= height - 2 * GAP:
            break
        size -= 0.25
    first = max(GAP, (height - len(lines) * size * LEADING) / 2)
    for number, (text, font) in enumerate(lines):
        top = first + number * size * LEADING
        draw.text((2 * GAP * DOTS, top * DOTS), text, font=font, fill=0)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


Font = ImageFont.FreeTypeFont


def _lines(said: Sequence[str], words: str, size: float, width: float) -> list[tuple[str, Font]]:
    plain, bold = _font("400-normal", size), _font("700-normal", size)
    position, name, signed_at = said
    texts = [
        (OPENING, plain),
        (position, plain),
        (name, bold),
        (signed_at, plain),
        (words, _font("400-normal", size * 0.85)),
    ]
    room = (width - 3 * GAP) * DOTS
    return [(line, font) for text, font in texts for line in _wrapped(text, font, room)]


def _wrapped(text: str, font: Font, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _font(cut: str, size: float) -> Font:
    """The face of the papers, where the front-end was built."""
    return ImageFont.truetype(_face(cut), size * DOTS)


def _face(cut: str) -> Path:
    return next(DIST.glob(f"arimo-latin-{cut}-*.woff2"))
