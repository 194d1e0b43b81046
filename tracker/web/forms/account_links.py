"""Setting a password, through a one-time link or as its owner."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import PasswordField, ValidationError
from wtforms.validators import DataRequired, EqualTo

from tracker.infra.passwords import weak_password
from tracker.web.forms.base import REQUIRED, Form, at_most


class NewPasswordForm(Form):
    """context_words: names of the account, which alone make no password."""

    password = PasswordField(
        lazy_gettext("Kata sandi baru"), [DataRequired(REQUIRED), at_most(1000)]
    )
    again = PasswordField(
        lazy_gettext("Ulangi kata sandi"),
        [
            DataRequired(REQUIRED),
            at_most(1000),
            EqualTo("password", lazy_gettext("Kedua kata sandi tidak sama.")),
        ],
    )

    def __init__(self, *args: Any, context_words: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_words = tuple(context_words)

    def validate_password(self, field: PasswordField) -> None:
        reason = weak_password(field.data or "", self.context_words)
        if reason:
            raise ValidationError(gettext(reason))


class OwnPasswordForm(NewPasswordForm):
    """A new password for whoever still knows the present one."""

    current = PasswordField(
        lazy_gettext("Kata sandi sekarang"), [DataRequired(REQUIRED), at_most(1000)]
    )
