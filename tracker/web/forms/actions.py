"""Tindak lanjut as the secretariat opens and edits it."""

from itertools import chain
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.models.actions import Priority
from tracker.models.agreements import Funding, ReportTo
from tracker.models.assignment_states import Part
from tracker.models.organisations import OrganisationKind
from tracker.web.choices import Choice, Groups, evidence_types, evidence_types_offered
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
    evidence_type_id = SelectField(
        lazy_gettext("Jenis bukti"), coerce=optional_id, choices=evidence_types_offered
    )


class EditActionForm(ActionForm):
    """due_reason: why the due date moves; kept with the move for every share that follows."""

    version = SeenField()
    evidence_type_id = SelectField(
        lazy_gettext("Jenis bukti"), coerce=optional_id, choices=evidence_types
    )
    due_reason = line(lazy_gettext("Alasan perubahan tenggat"))
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

    seen: how many actions of the agreement the page named. groups: kinds of organisation of which
    all are to lead; what they are is set by `offer`.
    """

    members: Groups

    seen = SeenField(default=0)
    unit_id = SelectField(
        lazy_gettext("Unit pengampu"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    groups = SelectMultipleField(
        lazy_gettext("Tugaskan sekaligus"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    leads = _organisations(lazy_gettext("Penanggung jawab"))
    supporting = _organisations(lazy_gettext("Unit pendukung"))

    def offer(
        self,
        organisations: list[Choice],
        units: list[Choice] | None,
        named: set[int],
        groups: Groups,
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
        self.members = groups
        self.groups.choices = [(kind.value, _all_of(kind, ids)) for kind, ids in groups.items()]
        if units is None:
            del self.unit_id
        else:
            self.unit_id.choices = units

    @property
    def all_leads(self) -> list[int]:
        """Those ticked one by one, then the others of the kinds ticked; nobody twice."""
        whole = [self.members[OrganisationKind(kind)] for kind in self.groups.data or []]
        return list(dict.fromkeys([*(self.leads.data or []), *chain.from_iterable(whole)]))

    def action_values(self) -> dict[str, Any]:
        """What is said of the action itself."""
        return self.values("groups", "leads", "supporting", "unit_id", "seen")

    def validate_supporting(self, field: object) -> None:
        if not self.groups.errors and {*self.all_leads} & {*(self.supporting.data or [])}:
            raise ValidationError(
                lazy_gettext("Satu instansi cukup dipilih sekali: penanggung jawab atau pendukung.")
            )


def _all_of(kind: OrganisationKind, members: list[int]) -> str:
    name = str(gettext(kind.label))
    name = name[0].lower() + name[1:]
    return str(gettext("Semua %(kind)s (%(number)d)", kind=name, number=len(members)))


class AssignForm(Form):
    """One more organisation for an action; choices are set by the view."""

    organisation_id = SelectField(
        lazy_gettext("Instansi"), [DataRequired(REQUIRED)], coerce=optional_id
    )
    part = choose(lazy_gettext("Sebagai"), Part, default=Part.LEAD)
    due_on = day(lazy_gettext("Tenggat tersendiri"))
    position_id = SelectField(lazy_gettext("Jabatan yang menangani"), coerce=optional_id)
