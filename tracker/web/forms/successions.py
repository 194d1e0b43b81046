"""Whose work goes on where, from when, and by which regulation."""

from flask_babel import lazy_gettext
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput

from tracker.web.forms.base import REQUIRED, Form, SeenField, day, line, optional_id


class SuccessionForm(Form):
    """Choices are set by the view."""

    organisation_id = SelectField(
        lazy_gettext("Instansi yang dilebur atau dipecah"),
        [DataRequired(REQUIRED)],
        coerce=optional_id,
    )
    successor_id = SelectField(
        lazy_gettext("Instansi penerus"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    takes_over_on = day(lazy_gettext("Berlaku mulai"), required=True)
    basis = line(lazy_gettext("Dasar"))


class HeirForm(Form):
    """The ticked shares go to heir_id; choices are set by the view."""

    version = SeenField()
    shares = SelectMultipleField(
        lazy_gettext("Tugas"),
        [DataRequired(lazy_gettext("Centang tugas yang akan dialihkan."))],
        coerce=int,
        option_widget=CheckboxInput(),
    )
    heir_id = SelectField(
        lazy_gettext("Alihkan yang dicentang kepada"),
        [DataRequired(REQUIRED)],
        coerce=optional_id,
    )
