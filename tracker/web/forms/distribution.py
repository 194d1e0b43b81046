"""Pendistribusian: whom to send to, who else gets a copy, and who says that it was read."""

from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, ValidationError

from tracker.web.forms.base import Form, SeenField, line

MOST_CHOSEN = 1000


class DistributionForm(Form):
    """seen: how many mails there were when the page was drawn. penerima: keys of addressees."""

    seen = SeenField()
    penerima = SelectMultipleField(lazy_gettext("Penerima"), validate_choice=False)

    def validate_penerima(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(lazy_gettext("Pilih sekurang-kurangnya satu penerima."))
        if len(field.data) > MOST_CHOSEN:
            raise ValidationError(lazy_gettext("Pilih paling banyak 1.000 penerima sekaligus."))


class CarbonCopyForm(Form):
    name = line(
        lazy_gettext("Nama atau jabatan"),
        required=True,
        description=lazy_gettext("Seperti akan tercetak, misalnya Gubernur (sebagai laporan)."),
    )
    address = line(lazy_gettext("Alamat surel"), limit=254)


class AcknowledgementForm(Form):
    """By the link of a mail, where no account says who speaks."""

    name = line(lazy_gettext("Nama Anda"), required=True, limit=200)
    position_title = line(lazy_gettext("Jabatan Anda"), required=True, limit=200)
