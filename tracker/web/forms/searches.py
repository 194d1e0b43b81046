"""The one search box."""

from flask_babel import lazy_gettext
from wtforms import SearchField

from tracker.web.forms.base import LINE_LIMIT, Form, at_most


class SearchForm(Form):
    q = SearchField(
        lazy_gettext("Kata kunci, nomor surat, atau nomor tindak lanjut"), [at_most(LINE_LIMIT)]
    )
