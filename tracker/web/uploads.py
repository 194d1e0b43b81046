"""Files of a form, kept in the store before anything is written to the database."""

from collections.abc import Collection

from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from wtforms import Field

from tracker.infra.storage import StoredBytes, Unwanted
from tracker.web import context


def keep_uploads(field: Field) -> list[StoredBytes]:
    """Store every chosen file; one that is refused is named beside the field.

    Files the store kept for a form that fails after all are harmless: a sweep removes them.
    """
    kept = []
    chosen = field.data if isinstance(field.data, list) else [field.data]
    for upload in chosen:
        if not isinstance(upload, FileStorage) or not upload.filename:
            continue  # nothing chosen, or words where a file belongs
        try:
            kept.append(context.store().put(upload.stream, name=upload.filename))
        except Unwanted as refusal:
            message = f"{upload.filename}: {gettext(str(refusal))}"
            field.errors = [*field.errors, message]
    return kept


def keep_upload(field: Field, media_types: Collection[str]) -> StoredBytes | None:
    """The same of one file that must be of these types; None when it was refused."""
    kept = keep_uploads(field)
    if kept and kept[0].media_type not in media_types:
        field.errors = [*field.errors, gettext("Unggah berkas PDF, JPEG, atau PNG.")]
    return None if field.errors or not kept else kept[0]
