"""What a link to a task asks: where to send it, and the code that opens it."""

from flask_babel import lazy_gettext
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Regexp

from tracker.models.deliveries import Channel
from tracker.web.forms.base import Form


class SendLinkForm(Form):
    """Its choices are the ways there are to the office, set by the view."""

    channel = RadioField(
        lazy_gettext("Dikirim ke"),
        [InputRequired(lazy_gettext("Pilih ke mana tautan dikirim."))],
        coerce=Channel,
    )


class CodeForm(Form):
    """Six digits, however they are spaced."""

    code = StringField(
        lazy_gettext("Kode akses"),
        [
            InputRequired(lazy_gettext("Ketik 6 angka dari kiriman itu.")),
            Regexp(r"[0-9]{6}$", message=lazy_gettext("Kode terdiri atas 6 angka.")),
        ],
        filters=[lambda typed: "".join((typed or "").split()) or None],
    )
