"""Tindak lanjut as the secretariat opens and edits it."""

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.models.actions import Priority
from tracker.models.agreements import Funding, ReportTo
from tracker.models.assignment_states import Part
from tracker.web.choices import Choice
from tracker.web.forms.base import (
    REQUIRED,
    Form,
    SeenField,
    choose,
    day,
    line,
    lines,
    optional_id,
    several,
)


class ActionForm(Form):
    sentence = lines(lazy_gettext("Kalimat tindak lanjut"), required=True, limit=2_000)
    due_on = day(lazy_gettext("Tenggat"))
    priority = choose(lazy_gettext("Prioritas"), Priority, default=Priority.NORMAL)
    report_to = several(lazy_gettext("Dilaporkan kepada"), ReportTo)
    funding = several(lazy_gettext("Sumber dana"), Funding)
    expected_output = line(lazy_gettext("Keluaran yang diharapkan"))


class EditActionForm(ActionForm):
    version = SeenField()
    show_from = day(lazy_gettext("Tampilkan lagi mulai"))


def _organisations(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label,
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class NewActionForm(ActionForm):
    """One action for one or many organisations. unit_id is asked only outside a meeting.

    seen: how many actions of the agreement the page named.
    """

    seen = SeenField(default=0)
    unit_id = SelectField(
        lazy_gettext("Unit pengampu"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    leads = _organisations(lazy_gettext("Penanggung jawab"))
    supporting = _organisations(lazy_gettext("Unit pendukung"))

    def offer(
        self, organisations: list[Choice], units: list[Choice] | None, named: set[int]
    ) -> None:
        """Set the choices; units: None for an action of a meeting, whose unit is known.

        named: organisations the pasted text names in the agreement; they come first and say so.
        """
        marked = [
            (key, gettext("%(name)s (dari naskah)", name=name))
            for key, name in organisations
            if key in named
        ]
        self.leads.choices = [*marked, *(pair for pair in organisations if pair[0] not in named)]
        self.supporting.choices = organisations
        if units is None:
            del self.unit_id
        else:
            self.unit_id.choices = units

    def validate_supporting(self, field: object) -> None:
        if {*(self.leads.data or [])} & {*(self.supporting.data or [])}:
            raise ValidationError(
                lazy_gettext("Satu instansi cukup dipilih sekali: penanggung jawab atau pendukung.")
            )


class AssignForm(Form):
    """One more organisation for an action; choices are set by the view."""

    organisation_id = SelectField(
        lazy_gettext("Instansi"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    part = choose(lazy_gettext("Sebagai"), Part, default=Part.LEAD)
    due_on = day(lazy_gettext("Tenggat tersendiri"))
