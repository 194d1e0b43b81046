"""The process that reads, stamps and signs PDFs: started for one act, killed when it takes long.

Its libraries are large and know nothing of threads, so no web process loads them.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from tracker.config import PROJECT
from tracker.infra.frames import read_frame, write_frame
from tracker.infra.signing import pieces
from tracker.infra.signing.pieces import Signed, SigningFailed, Stamp

SECONDS = 60.0
_REASONS = {
    "unreadable": pieces.UNREADABLE,
    "no_room": pieces.NO_ROOM,
    "expired": pieces.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the stamp is to stand, in points from the upper left corner, and its picture (PNG)."""

    page: int
    left: float
    top: float
    width: float
    height: float
    picture: bytes


def place_stamp(pdf: bytes, stamp: Stamp, *, words: str = "") -> Placed:
    """words: a sentence that stands below the name. Raises SigningFailed."""
    told, picture = _ask("place", pdf, **asdict(stamp), words=words)
    return Placed(**told, picture=picture)


def sign_with(pdf: bytes, stamp: Stamp, *, p12: bytes, passphrase: str) -> Signed:
    """PAdES B-B, added to the file as it is. Raises SigningFailed."""
    told, signed = _ask("sign", pdf, p12, **asdict(stamp), passphrase=passphrase)
    return Signed(signed, **told)


def read_signature(pdf: bytes, *, beyond: bytes) -> Signed:
    """Of a file that came back signed: it must say what `beyond` says, and carry exactly one more
    signature, unbroken and over all of it. Raises SigningFailed.
    """
    told, _ = _ask("read", pdf, beyond)
    return Signed(pdf, **told)


def _ask(act: str, *files: bytes, **values: Any) -> tuple[dict[str, Any], bytes]:
    request = BytesIO()
    for body in (json.dumps({"act": act, **values}).encode(), *files):
        write_frame(request, body)
    try:
        answered = subprocess.run(
            [sys.executable, "-m", "tracker.infra.signing.process"],
            input=request.getvalue(),
            cwd=PROJECT,
            env={},
            capture_output=True,
            timeout=SECONDS,
        ).stdout
        reply = BytesIO(answered)
        told, body = json.loads(read_frame(reply)), read_frame(reply)
    except (subprocess.TimeoutExpired, EOFError):
        # Neither says what went in: a traceback must not carry the passphrase.
        raise SigningFailed(pieces.NOT_STARTED) from None
    if error := told.pop("error", None):
        if error == "passphrase":
            raise SigningFailed(pieces.WRONG_PASSPHRASE, field="passphrase")
        raise SigningFailed(_REASONS[error])
    return told, body
