"""What every meeting of a series begins with: its standing agenda and whom it calls."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext, lazy_gettext
from wtforms import (
    Field,
    FieldList,
    FormField,
    IntegerField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput

from tracker.models.agenda import AgendaKind
from tracker.models.series_pattern import SeriesAgendaItem
from tracker.web.forms.base import Form, SeenField, choose, line

MOST_ITEMS = 40
MOST_MINUTES = 1440
SPARE = 3


def _number(label: str, most: int) -> IntegerField:
    message = lazy_gettext("Tulis bilangan antara %(min)s dan %(max)s.", min=1, max=most)
    return IntegerField(label, [Optional(), NumberRange(1, most, message)])


class SeriesItemForm(Form):
    """An item of the standing agenda; a row without a title counts as none."""

    title = line(lazy_gettext("Acara"))
    kind = choose(lazy_gettext("Jenis acara"), AgendaKind, default=AgendaKind.ORDINARY)
    presenter = line(lazy_gettext("Penyaji"))
    minutes = _number(lazy_gettext("Lama (menit)"), MOST_MINUTES)
    place = _number(lazy_gettext("Urutan"), MOST_ITEMS)

    def validate_presenter(self, field: Field) -> None:
        self._require_title(field)

    def validate_minutes(self, field: Field) -> None:
        self._require_title(field)

    def _require_title(self, field: Field) -> None:
        if field.data and not self.title.data:
            raise ValidationError(gettext("Isi juga acaranya."))


class SeriesAgendaForm(Form):
    version = SeenField(default=0)
    items = FieldList(
        FormField(SeriesItemForm, label=""), lazy_gettext("Acara tetap"), max_entries=MOST_ITEMS
    )

    @classmethod
    def filled(cls, version: int, items: Sequence[SeriesAgendaItem]) -> Self:
        """What is stored, and a few blank rows."""
        names = ("title", "kind", "presenter", "minutes")
        rows = [{name: getattr(item, name) for name in names} for item in items]
        numbered = [row | {"place": place} for place, row in enumerate(rows, start=1)]
        spare = min(SPARE, MOST_ITEMS - len(numbered))
        return cls(version=version, items=[*numbered, *({} for _ in range(spare))])

    def rows(self) -> list[dict[str, Any]]:
        """The items in the order that was asked for; those without a number come last."""
        written = [entry.data for entry in self.items if entry.data["title"]]
        written.sort(key=lambda item: item["place"] or MOST_ITEMS + 1)
        return [{k: v for k, v in item.items() if k != "place"} for item in written]


class SeriesInviteesForm(Form):
    """Choices are set by the view."""

    version = SeenField(default=0)
    organisations = SelectMultipleField(
        lazy_gettext("Instansi yang selalu diundang"), coerce=int, option_widget=CheckboxInput()
    )
    positions = SelectMultipleField(
        lazy_gettext("Jabatan yang selalu diundang"),
        coerce=int,
        option_widget=CheckboxInput(),
        description=lazy_gettext("Yang diundang siapa pun yang menjabat pada hari rapat."),
    )
