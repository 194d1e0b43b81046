"""An emblem that was uploaded: kept in the store when it is a picture fit for a kop."""

from io import BytesIO
from typing import Any

from flask_babel import gettext
from PIL import Image

from tracker.infra.storage import StoredBytes
from tracker.web.context import store
from tracker.web.forms.paper_settings import EmblemForm
from tracker.web.uploads import keep_uploads

PICTURES = {"image/png", "image/jpeg"}
LEAST_EDGE = 120  # pixels; at 2 cm as sharp as a newspaper
LONGEST = 2.0  # times as long as the other side


def kept_emblem(form: EmblemForm) -> StoredBytes | None:
    """The uploaded picture, in the store already, which takes none that is damaged; a refusal
    stands beside its field.
    """
    kept = keep_uploads(form.emblem)
    if (kept and kept[0].media_type not in PICTURES) or form.emblem.errors:
        form.emblem.errors = [gettext("Lambang harus berupa gambar PNG atau JPEG yang utuh.")]
    elif kept and (problem := _misshapen(kept[0])):
        form.emblem.errors = [problem]
    return kept[0] if kept and not form.emblem.errors else None


def _misshapen(picture: StoredBytes) -> Any:
    """Why it would look bad in its box of about 3 : 4; None when it would not."""
    with Image.open(BytesIO(store().get(picture.key))) as image:  # only its head is read
        width, height = image.size
    if min(width, height) < LEAST_EDGE:
        return gettext(
            "Gambar ini terlalu kecil (%(size)s piksel) dan akan pecah di kertas. Pilih yang "
            "paling sedikit %(least)s piksel pada tiap sisi.",
            size=f"{width} × {height}",
            least=LEAST_EDGE,
        )
    if max(width, height) > LONGEST * min(width, height):
        return gettext("Gambar ini terlalu memanjang untuk lambang. Potong dahulu tepinya.")
    return None
