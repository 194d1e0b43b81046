"""The letter of an escalation: its words, its number once it went out, or why it did not."""

from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.validators import Optional

from tracker.web.forms.base import Form, SeenField, day, line, lines, optional_id

OPENING_LIMIT = 2_000


class LetterForm(Form):
    """Choices of positions are set by the view."""

    version = SeenField(default=0)
    opening = lines(
        lazy_gettext("Paragraf pembuka"),
        limit=OPENING_LIMIT,
        description=lazy_gettext("Kosongkan untuk memakai kalimat baku di atas tabel."),
    )
    signatory_position_id = SelectField(
        lazy_gettext("Penanda tangan"), coerce=optional_id, validators=[Optional()]
    )


class SendingForm(Form):
    version = SeenField(default=0)
    number = line(lazy_gettext("Nomor surat"), required=True)
    dated_on = day(lazy_gettext("Tanggal surat"), required=True)


class DropForm(Form):
    version = SeenField(default=0)
    reason = lines(lazy_gettext("Alasan"), required=True, limit=OPENING_LIMIT)
