"""Signing in."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired, Length

from tracker.web.forms.base import REQUIRED, Form, line


class SignInForm(Form):
    login = line(lazy_gettext("Nama akun"), required=True)
    password = PasswordField(lazy_gettext("Kata sandi"), [DataRequired(REQUIRED), Length(max=1000)])
    next = HiddenField()
