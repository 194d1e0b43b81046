"""Arahan outside meetings: the source and the action it opens, as the secretariat records them."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import DateField, MultipleFileField, SelectField, ValidationError

from tracker.models.directives import DIRECTIVE_CLASSES, DirectiveKind
from tracker.models.meetings import SecurityClass
from tracker.web.context import today
from tracker.web.forms.actions import NewActionForm
from tracker.web.forms.base import (
    Form,
    SeenField,
    choose,
    day,
    line,
    number_line,
    words,
)

SOURCE = (
    *("kind", "giver_position", "giver_name", "given_on", "place", "letter_number"),
    *("witness_name", "witness_position"),
)


class SourceForm(Form):
    """Who ordered what, how, and before whom; files are scans of the letter and the like."""

    kind = choose(lazy_gettext("Cara arahan diberikan"), DirectiveKind)
    giver_position = line(lazy_gettext("Jabatan pemberi arahan"), required=True)
    giver_name = line(lazy_gettext("Nama pemberi arahan"))
    given_on = day(lazy_gettext("Tanggal arahan atau surat"), required=True)
    place = line(lazy_gettext("Tempat atau media"))
    letter_number = number_line(
        lazy_gettext("Nomor surat"), lazy_gettext("Persis seperti tertulis pada surat.")
    )
    witness_name = line(lazy_gettext("Nama saksi"))
    witness_position = line(lazy_gettext("Jabatan saksi"))
    files = MultipleFileField(lazy_gettext("Lampiran"))

    def validate_given_on(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError(
                lazy_gettext("Arahan dicatat sesudah diberikan; tanggal ini belum tiba.")
            )


class EditDirectiveForm(SourceForm):
    version = SeenField()


class OutsideActionForm(SourceForm, NewActionForm):
    """One action that was ordered outside a meeting, with its source and whoever is to do it."""

    security_class = SelectField(
        lazy_gettext("Sifat"),
        choices=words(DIRECTIVE_CLASSES),
        coerce=SecurityClass,
        default=SecurityClass.OPEN,
    )

    def action_values(self) -> dict[str, Any]:
        of_source = {*SOURCE, "files", "security_class"}
        return {k: v for k, v in super().action_values().items() if k not in of_source}
