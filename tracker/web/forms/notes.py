"""The note desk: what is typed in one place, and which line of it becomes what."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from tracker.infra.text import MAX_RICH_TEXT
from tracker.models.noted_lines import LineKind
from tracker.web.forms.base import LINE_LIMIT, REQUIRED, Form, SeenField, at_most, choose


class PlaceForm(Form):
    """place: key of the note. account: for whom the page was made, where a script tells."""

    place = HiddenField(validators=[InputRequired(REQUIRED), at_most(LINE_LIMIT)])
    version = SeenField(default=0)
    account = HiddenField(validators=[at_most(LINE_LIMIT)])


class NoteForm(PlaceForm):
    """text: kept exactly as typed, spaces and empty lines too."""

    text = TextAreaField(lazy_gettext("Catatan"), [at_most(MAX_RICH_TEXT)])


class LineForm(PlaceForm):
    """line: which one, from 0; words: what stands there, where a script tells."""

    line = SeenField(default=0)
    kind = choose(lazy_gettext("Jadikan"), LineKind)


class RestoreForm(Form):
    version = SeenField(default=0)
    revision = SeenField(
        validators=[NumberRange(1, message=lazy_gettext("Pilih isi yang akan dipulihkan."))]
    )
