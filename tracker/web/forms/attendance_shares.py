"""Kehadiran: the period and the series whose invitations are counted."""

from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectField, ValidationError

from tracker.web.forms.base import Form, day, optional_id


class AttendanceFilterForm(Form):
    """rangkaian: choices are set by the view."""

    dari = day(lazy_gettext("Rapat sejak"))
    sampai = day(lazy_gettext("Sampai dengan"))
    rangkaian = SelectField(lazy_gettext("Rangkaian rapat"), coerce=optional_id)

    def validate_sampai(self, field: Field) -> None:
        if self.dari.data and field.data and field.data < self.dari.data:
            raise ValidationError(gettext("Tanggal akhir mendahului tanggal awal."))
