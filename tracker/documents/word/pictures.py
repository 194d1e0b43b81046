"""Pictures within a line of text: the emblem, photos, and signatures drawn on a screen."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count, pairwise
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls
from lxml import etree
from PIL import Image, ImageDraw

from tracker.documents.word.xml import Element, w
from tracker.infra.pictures import smaller

EMU = 360_000  # of a centimetre
STROKES = (300, 100)  # the sheet on which signatures are drawn
STROKE_WIDTH, SHARPER = 4, 2

Box = tuple[float, float]


class Pictures:
    """images: the stored bytes by the name under which the HTML asks for them."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self._images = images
        self._ids = count(20_001)

    def stored(self, part: Any, source: str, box: Box, words: str) -> Element:
        """The run that shows the image `image:<name>` within a box of centimetres.

        part: the part of the document in which it stands. Raises KeyError for an image that was
        not sent along.
        """
        return self._run(part, smaller(self._images[source.removeprefix("image:")]), box, words)

    def drawn(self, part: Any, picture: bytes, box: Box, words: str) -> Element:
        """The same of a picture that was drawn here."""
        return self._run(part, picture, box, words)

    def _run(self, part: Any, data: bytes, box: Box, words: str) -> Element:
        image_part = part.package.get_or_add_image_part(BytesIO(data))
        relation = part.relate_to(image_part, RELATIONSHIP_TYPE.IMAGE)
        with Image.open(BytesIO(data)) as image:
            scale = min(box[0] / image.width, box[1] / image.height) * EMU
            size = round(image.width * scale), round(image.height * scale)
        return w("r", _drawing(relation, next(self._ids), size, words))


def draw_boxes(drawing: Element) -> bytes:
    """A PNG of the rectangles of a drawing, in shades of grey."""
    width, height = (int(n) for n in drawing.get("viewbox").split()[2:])
    sheet = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(sheet)
    for box in drawing.findall("rect"):
        x, y, across, down = (float(box.get(side)) for side in ("x", "y", "width", "height"))
        if across > 0 and down > 0:
            pen.rectangle((x, y, x + across, y + down), box.get("fill"), box.get("stroke"), 2)
    return _png(sheet)


def draw_strokes(strokes: str) -> bytes:
    """A PNG of what was drawn on a signature pad, `M0,0L10,5…`, twice as fine as the pad."""
    size = STROKES[0] * SHARPER, STROKES[1] * SHARPER
    sheet = Image.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(sheet)
    width = STROKE_WIDTH * SHARPER
    for line in _lines(strokes):
        for x, y in line:
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill="black")
        for start, end in pairwise(line):
            pen.line((start, end), fill="black", width=width)
    return _png(sheet)


def _png(sheet: Image.Image) -> bytes:
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _lines(strokes: str) -> Iterator[list[tuple[float, float]]]:
    for line in strokes.split("M")[1:]:
        numbers = [float(n) * SHARPER for n in re.findall(r"-?\d+(?:\.\d+)?", line)]
        yield list(zip(numbers[::2], numbers[1::2], strict=False))


def _drawing(relation: str, number: int, size: tuple[int, int], words: str) -> Element:
    width, height = size
    drawing: Element = etree.fromstring(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Gambar {number}"/>'
        "<wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Gambar {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    next(drawing.iter("{*}docPr")).set("descr", words)
    return drawing
