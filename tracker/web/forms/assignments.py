"""What is asked about one organisation's share: progress, a ruling, a change of course."""

import secrets

from flask_babel import lazy_gettext
from wtforms import (
    HiddenField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from tracker.models.assignment_states import Report, Verdict
from tracker.models.evidence_types import EvidenceType
from tracker.reports.assignments import Standing
from tracker.web.access import LARGEST_ID
from tracker.web.forms.base import (
    LINE_LIMIT,
    REQUIRED,
    Form,
    SeenField,
    at_most,
    choose,
    day,
    lines,
    optional_id,
    web_link,
    words,
)

QUEUE = "antrean"


class UpdateForm(Form):
    """The three fields an agency fills on a phone; a link may stand in for files.

    dated_on: of the evidence, where it is older than its upload. key: random, the same for every
    try to send what was filled in once.
    """

    report = RadioField(
        lazy_gettext("Perkembangan"),
        [InputRequired(lazy_gettext("Pilih perkembangannya."))],
        choices=words(Report),
    )
    note = lines(lazy_gettext("Uraian singkat"), required=True, limit=4_000)
    files = MultipleFileField(lazy_gettext("Bukti dukung"))
    link = web_link(lazy_gettext("Tautan bukti"))
    dated_on = day(lazy_gettext("Tanggal bukti"))
    key = HiddenField(default=lambda: secrets.token_urlsafe(12), validators=[at_most(40)])


class VerdictForm(Form):
    """The verdict is the button pressed.

    met: the points of the checklist that are ticked, by their words. claim: the report the page
    showed, so that nobody rules on one he has not read. back: QUEUE goes on at the desk.
    """

    verdict = choose(lazy_gettext("Putusan"), Verdict)
    note = lines(lazy_gettext("Catatan"), limit=4_000)
    met = SelectMultipleField(
        lazy_gettext("Daftar periksa"),
        choices=[],
        validate_choice=False,  # the list may have changed meanwhile, which the rule tells
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    claim = SeenField()
    back = HiddenField(validators=[at_most(LINE_LIMIT)])

    def offer(self, kind: EvidenceType | None) -> None:
        """Show the checklist of this type."""
        self.met.choices = [(point, point) for point in kind.points] if kind else []


class ReasonForm(Form):
    reason = lines(lazy_gettext("Alasan"), required=True, limit=4_000)


class ReassignForm(ReasonForm):
    """organisation_id choices are set by the view."""

    organisation_id = SelectField(
        lazy_gettext("Dialihkan kepada"), [DataRequired(REQUIRED)], coerce=optional_id
    )


class EntrustForm(Form):
    """position_id choices, of the organisation that owes it, are set by the view."""

    position_id = SelectField(lazy_gettext("Jabatan"), coerce=optional_id)


class FilterForm(Form):
    """A plain GET form. Choices of ids are set by the view; rapat narrows to one meeting, tindakan
    to one action.
    """

    q = SearchField(lazy_gettext("Cari tindak lanjut"), [at_most(LINE_LIMIT)])
    keadaan = choose(lazy_gettext("Keadaan"), Standing, default=Standing.PENDING)
    instansi = SelectField(lazy_gettext("Instansi"), coerce=optional_id)
    unit = SelectField(lazy_gettext("Unit pengampu"), coerce=optional_id)
    rangkaian = SelectField(lazy_gettext("Rangkaian rapat"), coerce=optional_id)
    rapat = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_ID)], widget=HiddenInput())
    tindakan = IntegerField(
        validators=[Optional(), NumberRange(1, LARGEST_ID)], widget=HiddenInput()
    )
