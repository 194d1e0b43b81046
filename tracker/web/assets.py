"""Style sheets, scripts and drawings, sent compressed to whoever takes that: nearly all do."""

from pathlib import Path

from flask import Flask, Response, request

PACKED = ".gz"


class SiteWithAssets(Flask):
    """Sends the copy that bin/build.mjs packed beside a file; a phone's line carries a quarter."""

    def send_static_file(self, filename: str) -> Response:
        """Raises NotFound for what is no file of the static folder."""
        packed = f"{filename}{PACKED}"
        kept = Path(str(self.static_folder)) / packed
        if not request.accept_encodings.quality("gzip") or not kept.is_file():
            return _varies(super().send_static_file(filename))
        answer = super().send_static_file(packed)
        answer.mimetype = _TYPES[Path(filename).suffix]
        answer.content_encoding = "gzip"
        return _varies(answer)


_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def _varies(answer: Response) -> Response:
    answer.vary.add("Accept-Encoding")
    return answer
