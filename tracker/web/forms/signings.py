"""What is done with a sealed paper: signed, scanned, numbered elsewhere, withdrawn."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, Regexp
from wtforms.widgets import PasswordInput

from tracker.infra.signing import Credentials
from tracker.models.people import Signatory
from tracker.web.forms.base import (
    REQUIRED,
    Form,
    SeenField,
    at_most,
    day,
    lines,
    one_file,
    options,
)
from tracker.web.forms.paper_numbers import own_number


class _Unkept(PasswordInput):
    """Shown while it is typed, and never given back to the browser."""

    input_type = "text"


class SignatureForm(Form):
    """place: whose block it is. What opens the certificate is used once and kept nowhere."""

    place = RadioField(lazy_gettext("Menandatangani sebagai"), coerce=int)
    nik = StringField(
        "NIK",
        [
            DataRequired(REQUIRED),
            Regexp(r"\s*\d{16}\s*$", message=lazy_gettext("NIK terdiri atas 16 angka.")),
        ],
        widget=_Unkept(),
    )
    passphrase = PasswordField("Passphrase", [DataRequired(REQUIRED), at_most(200)])

    def offer(self, places: Mapping[int, Signatory], *, asks_nik: bool) -> None:
        """Those who may still sign here; with one of them there is nothing to choose."""
        said = ((str(n), f"{one.name}, {one.position}") for n, one in places.items())
        self.place.choices = options(said)
        if len(places) == 1:
            self.place.data = next(iter(places))
        if not asks_nik:
            del self.nik

    def credentials(self) -> Credentials:
        nik = (self.nik.data or "").strip() if self.nik else ""
        return Credentials(self.passphrase.data or "", nik)


class ScanForm(Form):
    scan = one_file(lazy_gettext("Pindaian naskah bertanda tangan"))


class WithdrawalForm(Form):
    reason = lines(
        lazy_gettext("Alasan penarikan"),
        required=True,
        limit=2_000,
        description=lazy_gettext(
            "Dibaca oleh yang dapat membuka naskah ini; tidak ditampilkan di halaman pemeriksaan."
        ),
    )


class SrikandiNumberForm(Form):
    version = SeenField()
    number = own_number(
        lazy_gettext("Nomor"), lazy_gettext("Persis seperti di SRIKANDI, misalnya 500.15/123/2025.")
    )
    dated_on = day(lazy_gettext("Tanggal"))
