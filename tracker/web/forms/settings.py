"""The letterhead, as the admin sets it."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, FileField

from tracker.web.forms.base import Form, SeenField, line, lines


class LetterheadForm(Form):
    version = SeenField(default=0)
    government = line(lazy_gettext("Baris pertama"), required=True, limit=120)
    office = line(lazy_gettext("Baris kedua"), required=True, limit=120)
    address = lines(lazy_gettext("Alamat, telepon, laman, dan surel"), limit=600)
    emblem = FileField(lazy_gettext("Lambang daerah (PNG atau JPEG)"))
    without_emblem = BooleanField(lazy_gettext("Kop surat tanpa lambang"))
