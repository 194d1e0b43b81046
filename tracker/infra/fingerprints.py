"""The SHA-256 of a file that is read once, piece by piece, and kept nowhere."""

import hashlib
from dataclasses import dataclass
from typing import IO

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """key: of the whole file. beginning: of its first so many bytes, empty when it is no longer."""

    key: str
    beginning: str


def fingerprint(stream: IO[bytes], *, first: int = 0) -> Fingerprint:
    """Of what is left in the stream. first: so many bytes are the beginning; 0: none is asked."""
    whole, beginning, left = hashlib.sha256(), hashlib.sha256(), first
    longer = False
    while piece := stream.read(PIECE):
        whole.update(piece)
        longer = longer or len(piece) > left
        beginning.update(piece[:left])
        left -= min(left, len(piece))
    return Fingerprint(whole.hexdigest(), beginning.hexdigest() if first and longer else "")
