"""Periksa: the code of a printed paper, or the file somebody was sent."""

from flask_babel import lazy_gettext

from tracker.web.forms.base import Form, line, one_file


class CheckForm(Form):
    kode = line(
        lazy_gettext("Kode naskah"),
        required=True,
        limit=100,
        description=lazy_gettext("Tercetak pada naskah, di bawah kode QR."),
    )


class FileCheckForm(Form):
    berkas = one_file(lazy_gettext("Berkas PDF"))
