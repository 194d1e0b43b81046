"""Whose tasks are handed over, and by whom to whom."""

from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.validators import DataRequired

from tracker.web.forms.base import REQUIRED, Form, line, optional_id


class HandoverForm(Form):
    """organisation_id choices are set by the view. The names print; empty ones are blanks."""

    organisation_id = SelectField(
        lazy_gettext("Instansi"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    giver_name = line(lazy_gettext("Nama"))
    giver_position = line(lazy_gettext("Jabatan"))
    taker_name = line(lazy_gettext("Nama"))
    taker_position = line(lazy_gettext("Jabatan"))
