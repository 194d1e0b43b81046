"""How an agency narrows the list of what it owes."""

from flask_babel import lazy_gettext
from wtforms import IntegerField, SearchField, SelectField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from tracker.reports.duties import Due, Heap
from tracker.web.access import LARGEST_ID
from tracker.web.forms.base import LINE_LIMIT, Form, at_most, choose, optional_id

MINE = "saya"


class DutiesForm(Form):
    """A plain GET form. Choices of ids are set by the view; rapat narrows to one meeting.

    jabatan: an id, or MINE for every position the reader holds today.
    """

    q = SearchField(lazy_gettext("Cari tugas"), [at_most(LINE_LIMIT)])
    keadaan = choose(lazy_gettext("Keadaan"), Heap, default=Heap.PENDING)
    tenggat = choose(lazy_gettext("Tenggat"), Due, blank=lazy_gettext("Semua"))
    rangkaian = SelectField(lazy_gettext("Rangkaian rapat"), coerce=optional_id)
    jabatan = SelectField(lazy_gettext("Jabatan yang menangani"), default="")
    instansi = SelectField(lazy_gettext("Instansi"), coerce=optional_id)
    rapat = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_ID)], widget=HiddenInput())
