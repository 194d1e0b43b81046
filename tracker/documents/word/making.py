"""A paper in Word, of the same snapshot and the same words as its PDF."""

import json
from collections.abc import Mapping
from typing import Any

from tracker.documents.limits import require_printable
from tracker.documents.paper import image_keys, to_html
from tracker.documents.word.layout import page_of
from tracker.documents.word.running import WordFailed, filled
from tracker.infra.storage import Store
from tracker.models.errors import DomainError


def docx_of(content: bytes, store: Store, template_key: str | None = None) -> bytes:
    """The DOCX of a snapshot whose images and template are in the store.

    Raises WordFailed, and Damaged when what is stored is.
    """
    images = {key: store.get(key) for key in image_keys(json.loads(content))}
    return to_docx(content, images, store.get(template_key) if template_key else None)


def to_docx(content: bytes, images: Mapping[str, bytes], template: bytes | None = None) -> bytes:
    """The DOCX of a snapshot, made in a process of its own; the same input gives the same bytes.

    images: by the keys of `image_keys`. template: an office's own, checked when it was uploaded;
    without one the program's. Raises WordFailed.
    """
    paper = json.loads(content)
    try:
        require_printable(paper)
    except DomainError as refusal:
        raise WordFailed(str(refusal)) from refusal
    return filled(page_of(paper), to_html(paper), template, images, told(paper))


def told(paper: dict[str, Any]) -> dict[str, str]:
    """What only the snapshot knows: a copy that anybody can edit must not pass for the paper."""
    if not paper["seal"]:
        return {}
    code = paper["seal"]["code"]
    copy = f"Salinan untuk disunting; naskah resmi adalah PDF dengan kode {code}."
    return {"kode_naskah": code, "keterangan_salinan": copy}
