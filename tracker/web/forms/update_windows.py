"""Masa pemutakhiran: the two days the secretariat may set by hand."""

from flask_babel import lazy_gettext

from tracker.web.forms.base import Form, SeenField, day


class WindowForm(Form):
    """opens_on is gone while the window is open: only its end moves then."""

    version = SeenField()
    opens_on = day(lazy_gettext("Dibuka"), required=True)
    closes_on = day(lazy_gettext("Batas waktu"), required=True)
