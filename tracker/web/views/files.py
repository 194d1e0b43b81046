"""Berkas: what people uploaded, handed out as attachments that no browser runs."""

import io
import re

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from tracker.policy.files import visible_files
from tracker.web.access import find
from tracker.web.context import actor, store

views = Blueprint("files", __name__)

_UNSAVEABLE = re.compile(r'[<>:"/\\|?*]')  # what Windows allows in no file name


@views.get("/berkas/<int:file_id>")
def show(file_id: int) -> ResponseReturnValue:
    file = find(visible_files(actor()), file_id)
    return attachment(file.blob.key, file.blob.media_type, file.name)


def attachment(key: str, media_type: str, name: str) -> ResponseReturnValue:
    """The stored bytes of `key` as a download. Whatever they claim to be, they stay in a sandbox
    and are saved, not shown. Raises Damaged, which the error page reports and the log names.
    """
    return download(store().get(key), media_type, name, etag=key)


def download(data: bytes, media_type: str, name: str, *, etag: str) -> ResponseReturnValue:
    saved_as = " ".join(_UNSAVEABLE.sub(" ", name).split())
    response = send_file(
        io.BytesIO(data), mimetype=media_type, as_attachment=True, download_name=saved_as, etag=etag
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
