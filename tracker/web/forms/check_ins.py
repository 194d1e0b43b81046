"""Presensi mandiri: the code on the projector, and who one is."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, HiddenField, RadioField, ValidationError
from wtforms.validators import DataRequired

from tracker.models.check_ins import Entry, Standing
from tracker.models.errors import DomainError
from tracker.models.signatures import MAX_TEXT, path_of
from tracker.web.errors import sentence
from tracker.web.forms.base import REQUIRED, Form, at_most, line, words


class CheckInCodeForm(Form):
    kode = line(
        lazy_gettext("Kode presensi"),
        required=True,
        limit=40,
        description=lazy_gettext("Delapan huruf dan angka yang tampil di layar rapat."),
    )


class CheckInForm(Form):
    """signature: the strokes as JSON, filled by the canvas; declared: for who cannot draw."""

    person_name = line(lazy_gettext("Nama lengkap"), required=True, limit=150)
    position_title = line(lazy_gettext("Jabatan"), required=True, limit=200)
    organisation_name = line(
        lazy_gettext("Instansi"),
        required=True,
        limit=200,
        render_kw={"list": "organisation-names", "autocomplete": "off"},
    )
    standing = RadioField(
        lazy_gettext("Anda hadir sebagai"),
        [DataRequired(REQUIRED)],
        choices=words(Standing),
    )
    represents = line(
        lazy_gettext("Pejabat yang diwakili"),
        limit=200,
        description=lazy_gettext("Isi hanya bila Anda mewakili."),
    )
    signature = HiddenField(validators=[at_most(MAX_TEXT)])
    declared = BooleanField(lazy_gettext("Saya menyatakan hadir, tanpa tanda tangan"))

    def validate_standing(self, field: Field) -> None:
        if field.data == Standing.DELEGATE and not self.represents.data:
            raise ValidationError(gettext("Tulis di bawah pejabat yang Anda wakili."))

    def validate_declared(self, field: Field) -> None:
        """What was drawn can be read, or presence is declared; the drawing is given once more."""
        try:
            drawn = path_of(self.signature.data or "")
        except DomainError as refusal:
            raise ValidationError(sentence(refusal)) from refusal
        if not drawn and not field.data:
            raise ValidationError(gettext("Bubuhkan tanda tangan, atau centang pernyataan hadir."))

    def entry(self, known: dict[str, int]) -> Entry:
        """known: ids of organisations by casefolded name."""
        told: dict[str, Any] = self.values("signature", "declared", "standing")
        return Entry(
            **told,
            organisation_id=known.get(told["organisation_name"].casefold()),
            standing=Standing(self.standing.data),
            signature=path_of(self.signature.data or ""),
        )
