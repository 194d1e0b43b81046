"""A paper in Word, of the same snapshot and the same words as its PDF."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from tracker.config import PROJECT
from tracker.documents.limits import require_printable
from tracker.documents.paper import image_keys, to_html
from tracker.documents.word.layout import page_of
from tracker.documents.word.page import Page
from tracker.infra.frames import read_frame, write_frame
from tracker.infra.render import RenderFailed
from tracker.infra.storage import Store
from tracker.infra.text import N_
from tracker.models.errors import DomainError

SECONDS = 20

_BROKEN = N_("Naskah ini tidak dapat disusun menjadi berkas Word. Periksa templatnya.")
_TOO_LONG = N_("Penyusunan berkas Word dihentikan karena terlalu lama.")


class WordFailed(RenderFailed):
    """No DOCX could be made; reason: as there."""


def docx_of(content: bytes, store: Store, template_key: str | None = None) -> bytes:
    """The DOCX of a snapshot whose images and template are in the store.

    Raises WordFailed, and Damaged when what is stored is.
    """
    images = {key: store.get(key) for key in image_keys(json.loads(content))}
    return to_docx(content, images, store.get(template_key) if template_key else None)


def to_docx(content: bytes, images: Mapping[str, bytes], template: bytes | None = None) -> bytes:
    """The DOCX of a snapshot, in a process of its own; the same input gives the same bytes.

    images: by the keys of `image_keys`. template: an office's own, checked when it was uploaded;
    without one the program's. Raises WordFailed.
    """
    paper = json.loads(content)
    try:
        require_printable(paper)
    except DomainError as refusal:
        raise WordFailed(str(refusal)) from refusal
    return _made(page_of(paper), to_html(paper), template or b"", images, told(paper))


def blank_template(page: Page) -> bytes:
    """The program's own template, for an office that wants to change it. Raises WordFailed."""
    return _made(page, "", b"", {}, {})


def told(paper: dict[str, Any]) -> dict[str, str]:
    """What only the snapshot knows: a copy that anybody can edit must not pass for the paper."""
    if not paper["seal"]:
        return {}
    code = paper["seal"]["code"]
    copy = f"Salinan untuk disunting; naskah resmi adalah PDF dengan kode {code}."
    return {"kode_naskah": code, "keterangan_salinan": copy}


def _made(
    page: Page,
    html: str,
    template: bytes,
    images: Mapping[str, bytes],
    told: Mapping[str, str],
) -> bytes:
    request = {"page": asdict(page), "images": list(images), "told": told}
    sent = BytesIO()
    for body in (json.dumps(request).encode(), html.encode(), template, *images.values()):
        write_frame(sent, body)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tracker.documents.word.process"],
            input=sent.getvalue(),
            cwd=PROJECT,
            env={},
            stdout=subprocess.PIPE,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise WordFailed(_TOO_LONG) from error
    if ended.returncode:
        raise WordFailed(_BROKEN)
    return read_frame(BytesIO(ended.stdout))
