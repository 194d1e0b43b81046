"""The desk of the verifier: which claims, and the checklist that goes with a ruling."""

from flask_babel import lazy_gettext
from wtforms import SelectField

from tracker.web.forms.base import Form, optional_id


class DeskForm(Form):
    """A plain GET form; the choices are set by the view."""

    instansi = SelectField(lazy_gettext("Instansi"), coerce=optional_id)
    unit = SelectField(lazy_gettext("Unit pengampu"), coerce=optional_id)
    rangkaian = SelectField(lazy_gettext("Rangkaian rapat"), coerce=optional_id)
    jenis = SelectField(lazy_gettext("Jenis bukti"), coerce=optional_id)
