"""How a gateway for messages wants to be told, and a number to try it with."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from tracker.web.forms.base import REQUIRED, Form, SeenField, line, lines

MOST_DAYS = 60


class MessageTemplateForm(Form):
    version = SeenField(default=0)
    template = lines(lazy_gettext("Isi kiriman kepada gateway (JSON)"), required=True, limit=4_000)


class TestMessageForm(Form):
    number = line(lazy_gettext("Nomor untuk mencoba"), required=True, limit=30)


class ActionLinkRulesForm(Form):
    version = SeenField(default=0)
    days = IntegerField(
        lazy_gettext("Berlaku berapa hari"),
        [
            InputRequired(REQUIRED),
            NumberRange(1, MOST_DAYS, message=lazy_gettext("Isi antara 1 dan 60 hari.")),
        ],
    )
    in_reminders = BooleanField(
        lazy_gettext("Surel pengingat membawa tautan bila instansinya tidak mempunyai akun")
    )
