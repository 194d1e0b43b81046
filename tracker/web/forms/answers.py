"""What is asked when an agency answers that it cannot, asks for time, or is asked by a verifier."""

from typing import Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, MultipleFileField, RadioField, SelectField
from wtforms.validators import InputRequired

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.objections import Ground
from tracker.web.forms.base import (
    LINE_LIMIT,
    Form,
    SeenField,
    at_most,
    choose,
    day,
    lines,
    optional_id,
    web_link,
    words,
)


class Ruling(Labelled):
    """The button pressed."""

    ACCEPTED = "accepted", N_("Terima")
    DECLINED = "declined", N_("Tolak")


class ObjectionForm(Form):
    """awaited_id choices are set by the view; it counts only when another office is waited for."""

    ground = RadioField(
        lazy_gettext("Keberatannya"),
        [InputRequired(lazy_gettext("Pilih keberatannya."))],
        choices=words(Ground),
    )
    awaited_id = SelectField(lazy_gettext("Instansi yang ditunggu"), coerce=optional_id)
    reason = lines(lazy_gettext("Penjelasan"), required=True, limit=4_000)


class ExtensionForm(Form):
    wished_on = day(lazy_gettext("Tenggat yang dimohonkan"), required=True)
    reason = lines(lazy_gettext("Alasan"), required=True, limit=4_000)


class OneOfMany(Form):
    """Drawn several times on a page: each time its fields have ids of their own."""

    row_id = 0

    def of(self, row_id: int) -> Self:
        self.row_id = row_id
        for field in self:
            field.id = f"{field.name}-{type(self).__name__.lower()}-{row_id}"
            field.label.field_id = field.id
        return self


class RulingForm(OneOfMany):
    """back: QUEUE returns to the list of requests."""

    back = HiddenField(validators=[at_most(LINE_LIMIT)])
    ruling = choose(lazy_gettext("Putusan"), Ruling)
    answer = lines(lazy_gettext("Catatan putusan"), limit=4_000)


class GrantForm(RulingForm):
    granted_on = day(lazy_gettext("Tenggat yang diberikan"))


class FulfilForm(OneOfMany):
    closing = lines(lazy_gettext("Yang sudah dipenuhi"), required=True, limit=4_000)


class QuestionForm(Form):
    """claim: the report the page showed. back: QUEUE goes on at the desk."""

    body = lines(lazy_gettext("Pertanyaan"), required=True, limit=2_000)
    claim = SeenField()
    back = HiddenField(validators=[at_most(LINE_LIMIT)])


class AnswerForm(Form):
    answer = lines(lazy_gettext("Jawaban Anda"), required=True, limit=4_000)
    files = MultipleFileField(lazy_gettext("Bukti tambahan"))
    link = web_link(lazy_gettext("Tautan bukti"))
