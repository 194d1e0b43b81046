"""The base of all forms: cleaned text, Indonesian sentences, and refusals beside their field."""

import re
from collections.abc import Iterable
from typing import Any, Self

from flask import flash, request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import (
    DateField,
    FileField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms import Form as WTForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    Regexp,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from tracker.infra.orm import Labelled
from tracker.infra.text import clean_line, clean_lines, exact_line
from tracker.models.errors import Conflict, DomainError, Untimely
from tracker.web.errors import sentence

LINE_LIMIT = 300
TEXT_LIMIT = 20_000
REQUIRED = lazy_gettext("Isian ini wajib diisi.")

# What WTForms says by itself, in the office's words.
_SENTENCES = {
    "Not a valid choice.": lazy_gettext("Pilih salah satu yang tersedia."),
    "Not a valid choice": lazy_gettext("Pilih salah satu yang tersedia."),
    "'%(value)s' is not a valid choice for this field.": lazy_gettext("Pilih yang tersedia saja."),
    "This field is required.": REQUIRED,
    "Invalid Choice: could not coerce.": lazy_gettext("Pilih salah satu yang tersedia."),
    "Not a valid date value.": lazy_gettext("Tulis tanggal seperti 18/9/2025."),
    "Not a valid time value.": lazy_gettext("Tulis waktu seperti 09.00."),
    "Not a valid integer value.": lazy_gettext("Tulis bilangan bulat."),
    "Not a valid decimal value.": lazy_gettext("Tulis angka, misalnya 23,86."),
}


class _Sentences:
    def gettext(self, string: str) -> str:
        return str(_SENTENCES.get(string, string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Form(WTForm):
    """A form of one page. It is filled from the request when posted, else from an object."""

    conflict = False
    untimely = False

    class Meta:
        def get_translations(self, form: WTForm) -> _Sentences:
            return _Sentences()

    @classmethod
    def from_request(cls, obj: object | None = None, **values: Any) -> Self:
        """The posted fields and files; on GET the values of `obj` or `values`."""
        return cls(cls._posted() if request.method == "POST" else None, obj=obj, **values)

    @classmethod
    def _posted(cls) -> MultiDict[str, Any]:
        """Files for the fields that take files, words for the others; the rest was never asked."""
        takes_files = {field.name for field in cls() if isinstance(field, FileField)}
        files = [sent for sent in request.files.items(multi=True) if sent[0] in takes_files]
        words = [sent for sent in request.form.items(multi=True) if sent[0] not in takes_files]
        return MultiDict([*files, *words])

    @property
    def http_status(self) -> int:
        """The HTTP status of a page that shows this form."""
        return 409 if self.conflict or self.untimely else 422 if self.errors else 200

    def refuse(self, error: DomainError) -> None:
        """Show a rule's refusal beside its field, or on top of the form."""
        self.conflict = isinstance(error, Conflict)
        self.untimely = isinstance(error, Untimely)
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(sentence(error))
        else:
            field.errors = [*field.errors, sentence(error)]

    def forget_unknown(self) -> None:
        """For filters in an address: a value the form does not know counts as none, and says so."""
        self.validate()
        unknown = [field for field in self if field.errors]
        for field in unknown:
            field.data, field.errors = field.default, []
        told = [str(field.label.text) for field in unknown if any(field.raw_data or [])]
        if told:
            names = ", ".join(told)
            words = gettext("Saringan ini tidak dikenal, jadi diabaikan: %(names)s.", names=names)
            flash(words, "warning")

    def values(self, *without: str) -> dict[str, Any]:
        """The data by field name, ready for a verb; hidden bookkeeping is left out."""
        return {k: v for k, v in self.data.items() if k not in {"version", *without}}


class SeenField(IntegerField):
    """What the page was read with, as a number: a version, a count, the newest event or report.

    A page that does not tell it counts as outdated.
    """

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        told = valuelist[0] if valuelist else ""
        self.data = int(told) if re.fullmatch(r"[0-9]{1,9}", told) else 0

    def now_shows(self, number: int | None) -> None:
        """For a page drawn once more: not what was posted, but what it shows this time."""
        self.data, self.raw_data = number, None


def at_most(limit: int) -> Length:
    """Every text field has a limit: this one, or a rule of its own."""
    message = lazy_gettext("Terlalu panjang. Tulis paling banyak %(max)d karakter.", max=limit)
    return Length(max=limit, message=message)


def line(
    label: str, *, required: bool = False, limit: int = LINE_LIMIT, **kwargs: Any
) -> StringField:
    """One line of text, cleaned of control characters."""
    validators = [*_presence(required), at_most(limit)]
    return StringField(label, validators, filters=[_cleaned(clean_line)], **kwargs)


def number_line(label: str, description: str) -> StringField:
    """The number of a letter, exactly as it stands there: a blank slot keeps its width."""
    clean = _cleaned(exact_line)
    return StringField(label, [at_most(LINE_LIMIT)], filters=[clean], description=description)


def web_link(label: str) -> StringField:
    """The address of something on the web, or nothing."""
    told = Regexp(r"https?://[^\s<>\"]+\s*$", message=lazy_gettext("Awali tautan dengan https://"))
    return StringField(label, [Optional(strip_whitespace=True), at_most(2_000), told])


def lines(
    label: str, *, required: bool = False, limit: int = TEXT_LIMIT, **kwargs: Any
) -> TextAreaField:
    validators = [*_presence(required), at_most(limit)]
    return TextAreaField(label, validators, filters=[_cleaned(clean_lines)], **kwargs)


def day(label: str, *, required: bool = False, **kwargs: Any) -> DateField:
    """A local date; browsers without a date field send it as it is typed: 18/9/2025."""
    formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
    presence = InputRequired(REQUIRED) if required else Optional()  # keeps what a wrong date says
    return DateField(label, [presence], format=formats, **kwargs)


def one_file(label: str) -> FileField:
    """A file that has to be chosen."""
    return FileField(label, [_chosen])


def clock(label: str) -> TimeField:
    """A local time of day; browsers without a time field send it as it is typed: 09.00."""
    return TimeField(label, [Optional()], format=["%H:%M", "%H.%M", "%H:%M:%S"])


def choose(
    label: str, members: type[Labelled], *, blank: str | None = None, **kwargs: Any
) -> SelectField:
    """A closed list; `blank` is the word for "none", whose data is None."""
    none = options([("", blank)] if blank is not None else [])
    return SelectField(
        label,
        choices=[*none, *words(members)],
        coerce=lambda value: members(value) if value else None,
        **kwargs,
    )


def several(label: str, members: type[Labelled]) -> SelectMultipleField:
    """Any number out of a closed list, as boxes to tick; the data are the members' values."""
    return SelectMultipleField(
        label,
        choices=words(members),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def words(members: Iterable[Labelled]) -> list[Any]:
    """The choices of a closed list, or of a part of one, in the words people read."""
    return options((member.value, lazy_gettext(member.label)) for member in members)


def options(pairs: Iterable[tuple[str, Any]]) -> list[Any]:
    """Choices from pairs of value and label."""
    return [SelectChoice(value, label) for value, label in pairs]


def optional_id(value: object) -> int | None:
    """Coerce for a select of row ids, where empty means none."""
    return int(str(value)) if value not in {None, "", "None"} else None


def _chosen(_form: WTForm, field: Any) -> None:
    if not isinstance(field.data, FileStorage) or not field.data.filename:
        raise ValidationError(gettext("Pilih berkasnya."))


def _presence(required: bool) -> list[Any]:
    return [DataRequired(REQUIRED)] if required else [Optional()]


def _cleaned(clean: Any) -> Any:
    return lambda text: clean(text) if text else ""
