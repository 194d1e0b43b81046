"""Paraf, tanggapan and pengesahan notula rapat lalu: what each step asks."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from tracker.models.remarks import Outcome
from tracker.web.forms.base import REQUIRED, Form, at_most, line, lines, optional_id, words


class ChainForm(Form):
    """Up to three officials; an empty place is left out."""

    first = SelectField(lazy_gettext("Paraf pertama"), coerce=optional_id)
    second = SelectField(lazy_gettext("Paraf kedua"), coerce=optional_id)
    third = SelectField(lazy_gettext("Paraf ketiga"), coerce=optional_id)

    @property
    def chosen(self) -> list[int]:
        return [f.data for f in (self.first, self.second, self.third) if f.data is not None]


class TurnForm(Form):
    user_id = SelectField(lazy_gettext("Pejabat pengganti"), [InputRequired(REQUIRED)], coerce=int)
    reason = line(lazy_gettext("Alasan penggantian"), required=True)


class RemarkForm(Form):
    """anchor: the paragraph it is about, empty for the whole."""

    anchor = HiddenField(validators=[at_most(100)])
    office = SelectField(lazy_gettext("Atas nama"), coerce=optional_id, validate_choice=False)
    body = lines(lazy_gettext("Tanggapan Anda"), required=True, limit=4000)


class AnswerForm(Form):
    outcome = RadioField(
        lazy_gettext("Jawaban"),
        [InputRequired(lazy_gettext("Pilih salah satu."))],
        choices=words(Outcome),
        coerce=Outcome,
    )
    answer = lines(lazy_gettext("Penjelasan"), limit=4000)


class WindowForm(Form):
    reason = line(lazy_gettext("Alasan mengakhiri lebih awal"), required=True)


class AcceptanceForm(Form):
    note = lines(
        lazy_gettext("Catatan"),
        limit=2000,
        description=lazy_gettext("Kosongkan bila disetujui tanpa catatan."),
    )
