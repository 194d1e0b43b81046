"""Organisations, positions, officials and their terms, as the admin edits them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from sqlalchemy import select
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from tracker.infra.db import db
from tracker.infra.orm import Labelled
from tracker.infra.text import clean_line
from tracker.models.employee_numbers import digits_of, is_employee_number
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Capacity, Person, Position, PositionLevel
from tracker.web.forms.base import (
    LINE_LIMIT,
    REQUIRED,
    Form,
    SeenField,
    choose,
    day,
    line,
    optional_id,
    options,
    words,
)

MOST_ALIASES = 100
PICK = lazy_gettext("Pilih satu")


def _chosen(label: str, members: type[Labelled]) -> SelectField:
    """A closed list where one must be picked, and none is before."""
    return choose(label, members, blank=PICK, validators=[InputRequired(REQUIRED)])


def _picked(label: str) -> SelectField:
    """A row of another register; the choices are set by `offer`."""
    return SelectField(label, [InputRequired(REQUIRED)], coerce=optional_id)


def _by_rule(label: str) -> SelectField:
    """What Pasal 44 says of a signature block, or what the office wants of one official."""
    return SelectField(
        label,
        choices=options(
            [
                ("", lazy_gettext("Menurut Pasal 44 Permendagri 1/2023")),
                ("yes", lazy_gettext("Selalu dicetak")),
                ("no", lazy_gettext("Tidak dicetak")),
            ]
        ),
        coerce=lambda value: {"yes": True, "no": False, True: True, False: False}.get(value),
    )


class AliasesField(TextAreaField):
    """One alias a line, each as short as a line may be."""

    data: list[str]  # type: ignore[assignment]  # what a posted text becomes

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).splitlines() if valuelist else []
        self.data = [cleaned for text in typed if (cleaned := clean_line(text))]

    def pre_validate(self, form: object) -> None:
        if len(self.data) > MOST_ALIASES:
            raise ValidationError(gettext("Tulis paling banyak 100 sebutan."))
        if any(len(alias) > LINE_LIMIT for alias in self.data):
            raise ValidationError(gettext("Ada sebutan yang terlalu panjang. Ringkaskan."))


class RegisterForm(Form):
    """A form that fills its choices from the database. version: 0 for a new row."""

    version = SeenField(default=0)

    def offer(self) -> None:
        """Set the choices of the selects."""


class RegisterFilterForm(Form):
    """jenis: only where the rows have a kind; a value it does not know counts as none."""

    cari = line(lazy_gettext("Cari nama"))
    jenis = SelectField(lazy_gettext("Jenis"))

    def offer(self, kinds: Iterable[Labelled]) -> None:
        self.jenis.choices = [*options([("", lazy_gettext("Semua"))]), *words(kinds)]


class OrganisationForm(RegisterForm):
    code = line(lazy_gettext("Kode singkat"), required=True, limit=80)
    name = line(lazy_gettext("Nama resmi"), required=True)
    short_name = line(lazy_gettext("Nama pendek"), required=True, limit=80)
    kind = _chosen(lazy_gettext("Jenis"), OrganisationKind)
    aliases = AliasesField(
        lazy_gettext("Sebutan lain"),
        description=lazy_gettext("Satu sebutan per baris. Dipakai untuk mengenali naskah."),
    )
    parent_id = SelectField(lazy_gettext("Berada di bawah"), coerce=optional_id)
    successor_id = SelectField(lazy_gettext("Digantikan oleh"), coerce=optional_id)
    email = line(
        lazy_gettext("Alamat surel resmi"),
        limit=254,
        description=lazy_gettext("Undangan dan notula dikirim ke sini."),
    )
    phone = line(
        lazy_gettext("Nomor resmi untuk pesan"),
        limit=30,
        description=lazy_gettext("Nomor kantor, bukan nomor pribadi; misalnya 0812-3456-7890."),
    )
    active_from = day(lazy_gettext("Berlaku mulai"))
    active_until = day(lazy_gettext("Berlaku sampai"))
    confirmed = BooleanField(
        lazy_gettext("Nama sudah dipastikan dengan peraturan atau sumber resmi")
    )

    def offer(self) -> None:
        names = _organisations()
        self.parent_id.choices = [("", "–"), *names]
        self.successor_id.choices = [("", "–"), *names]


class PositionForm(RegisterForm):
    title = line(lazy_gettext("Nama jabatan"), required=True)
    level = _chosen(lazy_gettext("Tingkat"), PositionLevel)
    organisation_id = _picked(lazy_gettext("Instansi"))

    def offer(self) -> None:
        self.organisation_id.choices = [("", PICK), *_organisations()]


class PersonForm(RegisterForm):
    title_front = line(lazy_gettext("Gelar depan"), limit=60)
    name = line(lazy_gettext("Nama tanpa gelar"), required=True)
    title_back = line(lazy_gettext("Gelar belakang"), limit=100)
    employee_number = StringField(
        lazy_gettext("NIP atau NRP"),
        [Optional()],
        filters=[lambda typed: digits_of(typed or "") or None],
    )
    email = line(
        lazy_gettext("Alamat surel"),
        limit=254,
        description=lazy_gettext("Dipakai bila instansinya belum mempunyai alamat surel resmi."),
    )

    def validate_employee_number(self, field: Field) -> None:
        if not is_employee_number(field.data):
            raise ValidationError(
                lazy_gettext(
                    "NIP terdiri atas 18 angka (NIP lama 9, NRP TNI/Polri 5 sampai 14 angka)."
                )
            )


class AppointmentForm(RegisterForm):
    person_id = _picked(lazy_gettext("Pejabat"))
    position_id = _picked(lazy_gettext("Jabatan"))
    capacity = choose(lazy_gettext("Kedudukan"), Capacity)
    rank_grade = line(
        lazy_gettext("Pangkat/golongan"),
        limit=80,
        description=lazy_gettext(
            "Seperti dicetak: Pembina Tingkat I (IV/b); PPPK golongan saja; TNI/Polri pangkatnya."
        ),
    )
    show_rank = _by_rule(lazy_gettext("Pangkat dan NIP pada tanda tangan"))
    show_titles = _by_rule(lazy_gettext("Gelar pada tanda tangan"))
    since = day(lazy_gettext("Mulai"), required=True)
    until = day(lazy_gettext("Sampai"))

    def offer(self) -> None:
        people = db.session.scalars(select(Person).order_by(Person.name))
        self.person_id.choices = [("", PICK), *((p.id, p.full_name) for p in people)]
        positions = db.session.execute(select(Position.id, Position.title).order_by(Position.title))
        self.position_id.choices = [("", PICK), *((row.id, row.title) for row in positions)]


def _organisations() -> list[tuple[int, str]]:
    rows = db.session.execute(
        select(Organisation.id, Organisation.name).order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]
