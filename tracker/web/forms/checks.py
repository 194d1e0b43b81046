"""Periksa: the code of a printed paper."""

from flask_babel import lazy_gettext

from tracker.web.forms.base import Form, line


class CheckForm(Form):
    kode = line(
        lazy_gettext("Kode naskah"),
        required=True,
        limit=100,
        description=lazy_gettext("Tercetak pada naskah, di bawah kode QR."),
    )
