"""Signing in."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired

from tracker.web.forms.base import REQUIRED, Form, at_most, line


class SignInForm(Form):
    login = line(lazy_gettext("Nama akun"), required=True)
    password = PasswordField(lazy_gettext("Kata sandi"), [DataRequired(REQUIRED), at_most(1000)])
    next = HiddenField(validators=[at_most(2_000)])
