"""Pictures made fit for paper; for the processes that make papers, never for the web's own."""

from io import BytesIO

from PIL import Image, ImageOps

MAX_PIXELS = 25_000_000
MAX_EDGE = 1600  # pixels; more than 150 dpi over the width of the text
JPEG_QUALITY = 85


def smaller(data: bytes) -> bytes:
    """The image upright, no larger than paper needs, and without what a camera notes about places.

    Raises ValueError beyond 25 megapixels, decided from the header.
    """
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (MAX_EDGE, MAX_EDGE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((MAX_EDGE, MAX_EDGE))
        out = BytesIO()
        if image.format == "JPEG":
            upright.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY)
        else:
            upright.convert("RGBA").save(out, "PNG")
        return out.getvalue()
