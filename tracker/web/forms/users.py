"""Accounts, as the admin edits them."""

from flask_babel import lazy_gettext
from wtforms import SelectField, ValidationError
from wtforms.validators import Email, InputRequired, Optional

from tracker.models.users import Role, normalise_login
from tracker.reports.accounts import AccountStanding
from tracker.web.forms.base import REQUIRED, Form, SeenField, choose, day, line, optional_id


class UserForm(Form):
    """person_id choices are set by the view."""

    login = line(lazy_gettext("Nama akun"), required=True, limit=80)
    name = line(lazy_gettext("Nama"), required=True)
    email = line(lazy_gettext("Surel"))
    person_id = SelectField(
        lazy_gettext("Pejabat yang memakai akun ini"), coerce=optional_id, validators=[Optional()]
    )

    def validate_login(self, field: object) -> None:
        login = normalise_login(self.login.data or "")
        if not all(c.isalnum() or c in "._-@" for c in login):
            raise ValidationError(
                lazy_gettext("Pakai huruf, angka, titik, garis bawah, atau tanda hubung.")
            )

    def validate_email(self, field: object) -> None:
        if self.email.data:
            Email(lazy_gettext("Alamat surel tidak lengkap."))(self, self.email)


class EditUserForm(UserForm):
    version = SeenField()


class MembershipForm(Form):
    """organisation_id choices are set by the view."""

    role = choose(
        lazy_gettext("Peran"),
        Role,
        blank=lazy_gettext("Pilih peran"),
        validators=[InputRequired(REQUIRED)],
    )
    organisation_id = SelectField(
        lazy_gettext("Instansi"), [InputRequired(REQUIRED)], coerce=optional_id
    )
    since = day(lazy_gettext("Mulai"), required=True)


class UserFilterForm(Form):
    """Filters of the list; a value it does not know counts as none."""

    cari = line(lazy_gettext("Cari nama atau nama akun"))
    peran = choose(lazy_gettext("Peran"), Role, blank=lazy_gettext("Semua"))
    keadaan = choose(lazy_gettext("Keadaan akun"), AccountStanding, blank=lazy_gettext("Semua"))
