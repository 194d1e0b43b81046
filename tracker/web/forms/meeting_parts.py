"""The parts of a meeting's record, one form each; together they are listed in web/parts.py.

`rows` gives the columns of what the form adds or changes: one row, or several where several are
typed or ticked at once. known: ids of organisations by casefolded name.
"""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    Field,
    HiddenField,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, TextInput

from tracker.documents.wording import figure
from tracker.infra.text import N_, TooComplex, clean_line, clean_lines, plain_text, rich_text
from tracker.models.agenda import AgendaKind
from tracker.models.agreements import Funding, ReportTo
from tracker.models.attendances import Presence
from tracker.models.legal_references import DatePrecision
from tracker.models.measurements import RemainingMeaning
from tracker.models.statements import StatementKind
from tracker.web.forms.base import (
    LINE_LIMIT,
    Form,
    SeenField,
    at_most,
    choose,
    clock,
    day,
    line,
    lines,
    number_line,
    several,
)

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,30})(?:,\d{1,20})?")
_TOO_COMPLEX = {
    "size": N_("Isi terlalu panjang. Bagi ke beberapa bagian."),
    "nesting": N_("Susunan isi terlalu rumit. Sederhanakan tabel atau daftar bertingkatnya."),
}
ORGANISATION = {"list": "organisation-names", "autocomplete": "off"}
MAX_LINES = 300
_LIST_MARK = re.compile(r"^(?:(?:\d{1,3}[.)]|[a-z]\)|[-–—*])\s+|[•●▪◦]\s*)")
_DEGREE = re.compile(r"\s*(?:[^,]*\.[^,]*|[^,]{1,5})")  # M.Si., S.H., or without its dots: SKM


def _positive() -> NumberRange:
    return NumberRange(1, 1_000_000, lazy_gettext("Tulis bilangan bulat mulai dari 1."))


class PartForm(Form):
    version = SeenField(default=0)

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        return [self.values()]


class FigureField(StringField):
    """A figure in Indonesian marks, `479.724` or `23,86`; data is a Decimal or None."""

    data: Decimal | None  # type: ignore[assignment]  # what a posted text becomes
    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return figure(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean_line(valuelist[0]) if valuelist else ""
        self.data = None
        if text and not _FIGURE.fullmatch(text):
            raise ValueError(gettext("Tulis angka seperti 479.724 atau 23,86."))
        if text:
            self.data = Decimal(text.replace(".", "").replace(",", "."))


class ReferenceForm(PartForm):
    number = number_line(
        lazy_gettext("Nomor"), lazy_gettext("Tulis persis seperti pada surat atau peraturan.")
    )
    issuer = line(lazy_gettext("Penerbit"), render_kw=ORGANISATION)
    dated_on = day(lazy_gettext("Tanggal"))
    date_precision = choose(lazy_gettext("Tanggal diketahui sampai"), DatePrecision)
    subject = line(lazy_gettext("Hal"))


class AgendaForm(PartForm):
    title = line(lazy_gettext("Acara"), required=True)
    presenter = line(lazy_gettext("Penyaji"))
    minutes = IntegerField(
        lazy_gettext("Lama (menit)"),
        [Optional(), NumberRange(1, 1440, lazy_gettext("Tulis lama antara 1 dan 1.440 menit."))],
        render_kw={"inputmode": "numeric"},
    )
    kind = choose(lazy_gettext("Jenis acara"), AgendaKind, default=AgendaKind.ORDINARY)


class AgendaLinesForm(PartForm):
    text = lines(lazy_gettext("Acara, satu baris satu acara"), required=True)

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        return [{"title": title} for title in _filled(self.text.data)]

    def validate_text(self, field: Field) -> None:
        _limit_lines([[row] for row in _filled(field.data)])


class InviteesForm(PartForm):
    """organisations, positions: choices are set by the view, without those invited already."""

    organisations = SelectMultipleField(
        lazy_gettext("Instansi yang diundang"), coerce=int, option_widget=CheckboxInput()
    )
    positions = SelectMultipleField(
        lazy_gettext("Jabatan yang diundang"),
        coerce=int,
        option_widget=CheckboxInput(),
        description=lazy_gettext("Undangan sampai kepada pejabatnya pada hari pengiriman."),
    )
    guest_name = line(lazy_gettext("Nama"))
    guest_position = line(lazy_gettext("Jabatan"))
    guest_organisation = line(lazy_gettext("Instansi atau lembaga"))
    guest_address = line(
        lazy_gettext("Alamat surel"),
        limit=254,
        description=lazy_gettext("Kosongkan bila undangannya disampaikan sendiri."),
    )
    offices_of: dict[int, int]

    def validate_organisations(self, field: Field) -> None:
        if not (field.data or self.positions.data or self.guest_name.data):
            refusal = gettext("Pilih sedikitnya satu instansi atau jabatan, atau isi seorang tamu.")
            raise ValidationError(refusal)

    def validate_guest_name(self, field: Field) -> None:
        others = (self.guest_position, self.guest_organisation, self.guest_address)
        if not field.data and any(other.data for other in others):
            raise ValidationError(gettext("Tulis juga namanya."))

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        named = [
            {"organisation_id": self.offices_of[key], "position_id": key}
            for key in self.positions.data or ()
        ]
        guests = [self.values("organisations", "positions")] if self.guest_name.data else []
        offices = [{"organisation_id": key} for key in self.organisations.data or ()]
        return [*offices, *named, *guests]


class AttendanceForm(PartForm):
    person_name = line(lazy_gettext("Nama"))
    position_title = line(lazy_gettext("Jabatan"))
    organisation_name = line(lazy_gettext("Instansi"), render_kw=ORGANISATION)
    presence = choose(lazy_gettext("Kehadiran"), Presence, default=Presence.PRESENT)
    represents = line(
        lazy_gettext("Mewakili"), description=lazy_gettext("Pejabat yang diwakili, bila ada.")
    )
    reason = line(lazy_gettext("Keterangan bila tidak hadir"))
    arrived_at = clock(lazy_gettext("Datang pukul"))
    left_at = clock(lazy_gettext("Pulang pukul"))

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        values = self.values()
        organisation_id = known.get(values["organisation_name"].casefold())
        return [values | {"organisation_id": organisation_id}]


class AttendanceLinesForm(PartForm):
    text = lines(
        lazy_gettext("Peserta, satu baris satu peserta"),
        required=True,
        description=lazy_gettext(
            "Tulis: Nama; Jabatan; Instansi. Koma tetap milik nama dan gelarnya."
        ),
    )

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        return [_participant(row, known) for row in _filled(self.text.data)]

    def validate_text(self, field: Field) -> None:
        rows = _filled(field.data)
        _limit_lines([row.split(";", 2) for row in rows])
        for row in rows:
            if ";" not in row and not all(map(_DEGREE.fullmatch, row.split(",")[1:])):
                refusal = gettext("Pisahkan dengan titik koma, bukan koma: %(row)s", row=row)
                raise ValidationError(refusal)


class StatementForm(PartForm):
    speaker_name = line(lazy_gettext("Pembicara"))
    speaker_position = line(lazy_gettext("Jabatan pembicara"))
    kind = choose(lazy_gettext("Jenis"), StatementKind, default=StatementKind.PARAPHRASE)
    text = lines(lazy_gettext("Isi"), required=True)


class AgreementForm(PartForm):
    text = lines(lazy_gettext("Kesepakatan"), required=True, limit=4000)
    due_on = day(
        lazy_gettext("Tenggat"),
        description=lazy_gettext("Hanya bila disebut dalam rapat."),
    )
    report_to = several(lazy_gettext("Dilaporkan kepada"), ReportTo)
    funding = several(lazy_gettext("Sumber dana"), Funding)
    annotation = line(
        lazy_gettext("Catatan sekretariat"),
        description=lazy_gettext("Keterangan di luar bunyi kesepakatan; bunyinya tetap."),
    )


class MeasurementForm(PartForm):
    indicator = line(lazy_gettext("Indikator"), required=True)
    unit = line(lazy_gettext("Satuan"), limit=60, description=lazy_gettext("Misalnya % atau ton."))
    value = FigureField(lazy_gettext("Capaian"))
    as_of = day(lazy_gettext("Keadaan per tanggal"))
    target = FigureField(lazy_gettext("Target"))
    target_on = day(lazy_gettext("Tanggal target"))
    rank = IntegerField(lazy_gettext("Peringkat"), [Optional(), _positive()])
    rank_of = IntegerField(lazy_gettext("Dari berapa"), [Optional(), _positive()])
    remaining = FigureField(lazy_gettext("Sisa"))
    remaining_unit = line(lazy_gettext("Satuan sisa"), limit=60)
    remaining_meaning = choose(
        lazy_gettext("Arti sisa"), RemainingMeaning, default=RemainingMeaning.UNKNOWN
    )
    source = line(lazy_gettext("Sumber"))

    def validate_rank_of(self, field: Field) -> None:
        if self.rank.data and self.rank_of.data and self.rank.data > self.rank_of.data:
            raise ValidationError(gettext("Peringkat melebihi jumlah yang diperingkat."))


class SectionForm(PartForm):
    """body: rich text; body_format says whether the editor or the plain field wrote it."""

    heading = line(lazy_gettext("Judul bagian"), required=True)
    body = TextAreaField(lazy_gettext("Isi"))
    body_format = HiddenField(validators=[at_most(LINE_LIMIT)], default="plain")

    def validate_body(self, field: Field) -> None:
        try:
            self.html()
        except TooComplex as refusal:
            raise ValidationError(gettext(_TOO_COMPLEX[str(refusal)])) from refusal

    def html(self) -> str:
        """The sanitised text; empty when there is no word in it."""
        cleaned = rich_text(self.body.data or "", plain=self.body_format.data != "html")
        return cleaned if plain_text(cleaned) else ""

    def kept_or_new(self, stored: str) -> str:
        """The stored text with its formats, when the plain field came back as it was shown."""
        plain = self.body_format.data != "html"
        same = clean_lines(self.body.data or "") == clean_lines(plain_text(stored))
        return stored if plain and same else self.html()

    def rows(self, known: dict[str, int]) -> list[dict[str, Any]]:
        return [{"heading": self.heading.data, "body": self.html()}]


def _filled(text: str | None) -> list[str]:
    """The lines that say something, without the marks of the list they were copied from."""
    rows = [_LIST_MARK.sub("", row.strip(), count=1) for row in (text or "").splitlines()]
    return [row for row in rows if row.strip(" \t;")]


def _limit_lines(rows: list[list[str]]) -> None:
    if len(rows) > MAX_LINES:
        raise ValidationError(gettext("Tulis paling banyak 300 baris sekali simpan."))
    for number, parts in enumerate(rows, start=1):
        if any(len(part) > LINE_LIMIT for part in parts):
            refusal = gettext("Baris %(number)s terlalu panjang. Ringkaskan.", number=number)
            raise ValidationError(refusal)


def _participant(row: str, known: dict[str, int]) -> dict[str, Any]:
    """`Nama; Jabatan; Instansi`, of which the last ones may be missing."""
    name, position, organisation = (
        *(clean_line(part) for part in row.split(";", 2)),
        "",
        "",
    )[:3]
    return {
        "person_name": name,
        "position_title": position,
        "organisation_name": organisation,
        "organisation_id": known.get(organisation.casefold()),
        "presence": Presence.PRESENT,
    }
