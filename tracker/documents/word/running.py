"""The process that opens templates from outside: started anew each time, killed without regret."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from tracker.config import PROJECT
from tracker.documents.word.findings import Inspection, unpacked
from tracker.documents.word.page import Page
from tracker.infra.frames import read_frame, write_frame
from tracker.infra.render import RenderFailed
from tracker.infra.text import N_

SECONDS = 20

_BROKEN = N_("Naskah ini tidak dapat disusun menjadi berkas Word. Periksa templatnya.")
_TOO_LONG = N_("Penyusunan berkas Word dihentikan karena terlalu lama.")


class WordFailed(RenderFailed):
    """Nothing came of it; reason: one Indonesian sentence."""


def filled(
    page: Page,
    html: str,
    template: bytes | None,
    images: Mapping[str, bytes],
    told: Mapping[str, str],
) -> bytes:
    """The DOCX of a page of HTML. template: None for the program's own. Raises WordFailed."""
    request = {"act": "fill", "page": asdict(page), "images": list(images), "told": told}
    return _answer(request, html.encode(), template or b"", *images.values())


def default_template(page: Page) -> bytes:
    """The program's own template. Raises WordFailed."""
    return _answer({"act": "default", "page": asdict(page)})


def inspected(template: bytes) -> Inspection:
    """What is wrong with a template. Raises WordFailed when it takes too much to find out."""
    return unpacked(json.loads(_answer({"act": "inspect"}, template)))


def _answer(request: dict[str, Any], *bodies: bytes) -> bytes:
    sent = BytesIO()
    for body in (json.dumps(request).encode(), *bodies):
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
