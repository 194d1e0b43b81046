"""Lampiran: one or several files of one kind."""

from flask_babel import lazy_gettext
from wtforms import MultipleFileField, SelectField
from wtforms.validators import InputRequired

from tracker.models.attachments import ATTACHMENT_KINDS
from tracker.models.files import FileKind
from tracker.web.forms.base import Form, words


class AttachmentForm(Form):
    kind = SelectField(
        lazy_gettext("Jenis lampiran"),
        choices=words(ATTACHMENT_KINDS),
        coerce=FileKind,
    )
    files = MultipleFileField(
        lazy_gettext("Berkas"), [InputRequired(lazy_gettext("Pilih sedikitnya satu berkas."))]
    )
