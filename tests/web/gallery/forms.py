"""Forms with one field of every kind."""

from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput

from tracker.web.forms.base import Form

_NAMES = """Badan Keuangan dan Aset Daerah
Badan Perencanaan Pembangunan Daerah
Dinas Komunikasi, Informatika dan Statistik
Dinas Kesehatan
Dinas Tenaga Kerja
Dinas Perindustrian dan Perdagangan
Dinas Sosial
Dinas Pendidikan dan Kebudayaan
Inspektorat
Satuan Polisi Pamong Praja
Biro Perekonomian
Biro Hukum"""
AGENCIES = [SelectChoice(f"a{n}", name) for n, name in enumerate(_NAMES.splitlines())]


class SignInForm(Form):
    name = StringField("Nama pengguna", [InputRequired()])
    password = PasswordField("Kata sandi", [InputRequired()])


class FilterForm(Form):
    q = SearchField("Cari tindak lanjut")
    state = SelectField(
        "Keadaan", choices=[SelectChoice("", "Semua"), SelectChoice("late", "Terlambat")]
    )
    agency = SelectField("Perangkat daerah", choices=[SelectChoice("", "Semua"), *AGENCIES])


class UpdateForm(Form):
    state = RadioField(
        "Perkembangan",
        [InputRequired()],
        choices=[
            SelectChoice("progress", "Dalam proses"),
            SelectChoice("done", "Selesai, mohon diverifikasi"),
            SelectChoice("obstacle", "Dalam proses, terkendala"),
        ],
    )
    note = TextAreaField("Uraian singkat", [InputRequired()])
    evidence = MultipleFileField("Bukti dukung")


class AgendaForm(Form):
    title = StringField(
        "Acara", [Optional(), Length(max=10, message="Tulis paling banyak 10 huruf.")]
    )


class MeetingForm(Form):
    version = HiddenField()
    subject = StringField("Judul rapat", [InputRequired("Isi judul rapat.")])
    held_on = DateField("Tanggal", [InputRequired("Isi tanggal rapat.")])
    start = TimeField("Mulai", [Optional()])
    mode = RadioField(
        "Cara",
        choices=[
            SelectChoice("onsite", "Luring"),
            SelectChoice("online", "Daring"),
            SelectChoice("hybrid", "Hibrida"),
        ],
    )
    unit = SelectField("Pengampu", [Optional()], choices=[SelectChoice("", "Pilih"), *AGENCIES])
    agencies = SelectMultipleField("Undangan", choices=AGENCIES, option_widget=CheckboxInput())
    agenda = FieldList(FormField(AgendaForm, label=""), label="Acara", min_entries=3)
    notes = TextAreaField("Pembahasan")
    notes_format = HiddenField(default="plain")
    letter = FileField("Surat undangan")
    open_ended = BooleanField("Sampai selesai")
