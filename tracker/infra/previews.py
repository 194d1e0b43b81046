"""Pictures of a stored file, made by a process of its own that is killed when it takes too much."""

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO

from tracker.config import PROJECT
from tracker.infra.frames import read_frame
from tracker.infra.text import N_

SECONDS = 30.0
BROKEN = N_(
    "Berkas ini tidak dapat ditampilkan: rusak, atau terlalu berat untuk dibuka. Unduh untuk"
    " memeriksanya."
)


@dataclass(frozen=True, slots=True)
class Pictures:
    """pages: how many the file has, 0 when it could not be opened. images: JPEGs, in order.

    failure: why they are fewer than asked for, one Indonesian sentence.
    """

    pages: int
    images: list[bytes]
    failure: str = ""


def pictures_of(
    data: bytes, media_type: str, *, start: int, count: int, seconds: float = SECONDS
) -> Pictures:
    """At most `count` pages after the first `start`, drawn anew: nothing of a stranger's bytes is
    in them. A hostile file costs its own process and no more.
    """
    command = [sys.executable, "-m", "tracker.infra.preview_process"]
    try:
        drawn = subprocess.run(  # noqa: S603 - our own module, with our own arguments
            [*command, media_type, str(start), str(count)],
            input=data,
            cwd=PROJECT,
            env={},
            capture_output=True,
            timeout=seconds,
        ).stdout
    except subprocess.TimeoutExpired as ended:
        drawn = ended.stdout or b""
    frames = _whole_frames(drawn)
    pages: int = json.loads(frames[0]) if frames else 0
    images = frames[1:]
    wanted = min(count, pages - start)
    return Pictures(pages, images, BROKEN if not frames or len(images) < wanted else "")


def _whole_frames(drawn: bytes) -> list[bytes]:
    """Without what the end by force cut off."""
    stream, frames = BytesIO(drawn), []
    try:
        while True:
            frames.append(read_frame(stream))
    except EOFError:
        return frames
