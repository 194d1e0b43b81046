"""Notula: what approval, return and correction ask."""

from flask_babel import lazy_gettext
from wtforms import FileField, IntegerField, RadioField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from tracker.infra.text import N_
from tracker.models.minutes import ApprovalMode
from tracker.web.forms.base import Form, lines, words

OUTSIDE = (ApprovalMode.WET_SIGNED, ApprovalMode.EXTERNAL_LETTER)
CHANGED = N_("Catatan rapat berubah sejak halaman ini Anda buka. Baca lagi sebelum mengesahkan.")


class StepForm(Form):
    """A step that asks nothing; it only carries a refusal."""


class ApprovalForm(Form):
    """seen: the newest event of the record when the page was read."""

    seen = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    mode = RadioField(
        lazy_gettext("Cara pimpinan rapat menyetujui"),
        [InputRequired(lazy_gettext("Pilih salah satu."))],
        choices=words(OUTSIDE),
        coerce=ApprovalMode,
    )
    proof = FileField(lazy_gettext("Bukti pengesahan"))


class ReturnForm(Form):
    note = lines(lazy_gettext("Yang perlu diperbaiki"), required=True, limit=4000)


class CorrectionForm(Form):
    reason = lines(lazy_gettext("Alasan ralat"), required=True, limit=2000)
