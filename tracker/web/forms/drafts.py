"""Tempel naskah: a text that was pasted, or a plain text file."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, SelectField, TextAreaField

from tracker.capture.reader import Unreadable, decode, read
from tracker.capture.source import MAX_BYTES
from tracker.web.forms.base import Form


class DraftForm(Form):
    """organising_unit_id: choices are set by the view."""

    text = TextAreaField(
        lazy_gettext("Naskah"),
        description=lazy_gettext("Berita, siaran pers, atau catatan rapat."),
    )
    file = FileField(lazy_gettext("Atau berkas teks (.txt)"))
    organising_unit_id = SelectField(lazy_gettext("Unit pengampu"), coerce=int)

    def read(self) -> tuple[str, dict[str, Any]] | None:
        """The text and the draft it gives; None, with a sentence at the field, when unreadable."""
        upload = self.file.data
        field = self.file if upload and upload.filename else self.text
        if field is self.file:
            data = upload.read(MAX_BYTES + 1)
        else:
            typed = (self.text.data or "").replace("\r\n", "\n")
            data = typed.encode("utf-8", "replace")
        try:
            text = decode(data)
            return text, read(text).to_json()
        except Unreadable as refusal:
            field.errors = [*field.errors, gettext(str(refusal))]
            return None
