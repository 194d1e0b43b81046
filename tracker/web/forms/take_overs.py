"""Ambil alih matriks: the file or the pasted cells, what its columns are, and the open answers."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.capture.matrix_columns import Column
from tracker.capture.matrix_rows import LONGEST_SENTENCE, SKIP, WITHOUT
from tracker.infra.spreadsheets import Sheet, Unreadable, read_file, read_text
from tracker.infra.storage import clean_name
from tracker.web.choices import Choice
from tracker.web.forms.base import (
    TEXT_LIMIT,
    Form,
    at_most,
    day,
    lines,
    optional_id,
    options,
    words,
)

CLAIM, LEAVE = "klaim", "tinggalkan"
AS_READ, TAKE = "dibaca", "ambil"


class TakeOverForm(Form):
    """Choices are set by the view."""

    file = FileField(lazy_gettext("Berkas matriks (XLSX, XLS, ODS, atau CSV)"))
    text = TextAreaField(
        lazy_gettext("Atau tempel sel dari Excel"),
        description=lazy_gettext("Salin tabel beserta baris judul kolomnya."),
    )
    unit_id = SelectField(lazy_gettext("Unit pengampu"), coerce=int)
    meeting_id = SelectField(
        lazy_gettext("Rapat asal"),
        coerce=optional_id,
        description=lazy_gettext("Hanya bila semua baris berasal dari satu rapat."),
    )

    def read(self) -> tuple[str, list[Sheet]] | None:
        """The name and the sheets; None, with a sentence at the field, when nothing can be read."""
        upload = self.file.data
        chosen = bool(upload and upload.filename)
        field = self.file if chosen else self.text
        try:
            if chosen:
                return clean_name(upload.filename), read_file(upload.stream.read())
            return gettext("Sel yang ditempel"), [read_text(self.text.data or "")]
        except Unreadable as refusal:
            field.errors = [*field.errors, gettext(str(refusal))]
            return None


class SheetForm(Form):
    """Which sheet holds the matrix; choices are set by the view."""

    sheet_id = RadioField(lazy_gettext("Lembar"), coerce=int)


class ColumnsForm(Form):
    """head_row: as the spreadsheet counts. done: what becomes of rows the matrix calls done."""

    head_row = IntegerField(
        lazy_gettext("Baris judul kolom"),
        [Optional(), NumberRange(1, 20_000, lazy_gettext("Tulis nomor barisnya."))],
    )
    columns = FieldList(SelectField(choices=words(Column)))
    done = RadioField(
        lazy_gettext("Baris yang sudah selesai menurut matriks"),
        choices=options(
            [
                (CLAIM, lazy_gettext("Diambil, menunggu verifikasi di Rakor")),
                (LEAVE, lazy_gettext("Tidak diambil")),
            ]
        ),
        default=CLAIM,
    )
    period_ends = BooleanField(
        lazy_gettext("Tenggat yang hanya menyebut bulan, triwulan, semester, atau tahun dibaca "
                     "sebagai hari terakhirnya")
    )  # fmt: skip

    def moves_head(self, known: int | None) -> bool:
        """Another row was named as the head: with it the columns are other ones."""
        return self.head_row.validate(self) and self.head_row.data not in {None, known}

    def validate_columns(self, field: Any) -> None:
        chosen = field.data
        if Column.SENTENCE.value not in chosen:
            field.errors = [gettext("Tentukan kolom yang memuat tindak lanjut.")]
        if chosen.count(Column.SENTENCE.value) > 1:
            field.errors = [gettext("Hanya satu kolom yang memuat tindak lanjut.")]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """A list's own errors are overwritten by those of its rows: so they are asked apart."""
        valid = super().validate(*args, **kwargs)
        return valid and not self.columns.errors


class SpellingForm(Form):
    """Whom one spelling means; choices are set by the view, the likely ones first."""

    spelling = HiddenField(validators=[at_most(TEXT_LIMIT)])
    answer = SelectField()

    likely: tuple[str, ...] = ()

    def offer(self, near: list[Choice], others: list[Choice]) -> None:
        self.likely = tuple(name for _, name in near)
        self.answer.choices = options(
            [
                ("", gettext("Belum dijawab")),
                *((str(key), name) for key, name in near),
                (WITHOUT, gettext("Bukan instansi: tanpa penanggung jawab")),
                (SKIP, gettext("Tinggalkan barisnya")),
                *((str(key), name) for key, name in others),
            ]
        )


class SpellingsForm(Form):
    spellings = FieldList(FormField(SpellingForm))


class RowForm(Form):
    """What one row becomes, whatever was read of it; choices are set by the view."""

    decision = RadioField(lazy_gettext("Baris ini"), default=AS_READ)
    sentence = lines(lazy_gettext("Tindak lanjut"), limit=LONGEST_SENTENCE)
    leads = SelectMultipleField(
        lazy_gettext("Penanggung jawab"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    due_on = day(lazy_gettext("Tenggat"))

    def offer(self, organisations: list[Choice], *, takeable: bool) -> None:
        chosen = set(self.leads.data or [])
        self.leads.choices = sorted(organisations, key=lambda pair: pair[0] not in chosen)
        ways = [(AS_READ, gettext("Menurut hasil pembacaan")), (SKIP, gettext("Tinggalkan"))]
        if takeable:
            ways.insert(1, (TAKE, gettext("Ambil juga")))
        self.decision.choices = options(ways)

    def answered(self, row: Any) -> dict[str, Any]:
        """What was decided, kept only where it differs from what was read."""
        told: dict[str, Any] = {}
        if self.decision.data == SKIP:
            return {"skip": True}
        if self.decision.data == TAKE:
            told["take"] = True
        read = [office for office, part in row.plan["offices"] if part == "lead"]
        if "leads" in row.answer or sorted(self.leads.data or []) != sorted(read):
            told["leads"] = sorted(self.leads.data or [])
        due = self.due_on.data.isoformat() if self.due_on.data else None
        if "due_on" in row.answer or due != row.plan["due_on"]:
            told["due_on"] = due
        if self.sentence.data and self.sentence.data != row.plan["sentence"]:
            told["sentence"] = self.sentence.data
        return told


class UndoForm(Form):
    reason = lines(lazy_gettext("Alasan"), required=True, limit=1_000)
