"""Naskah: what printing asks."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField
from wtforms.validators import Optional, StopValidation

from tracker.documents.attendance_lists import MAX_EXTRA_ROWS
from tracker.web.forms.base import Form


class PaperForm(Form):
    """Printing that asks nothing; it only carries a refusal."""


def _few(_form: Any, field: Any) -> None:
    """Of any length: WTForms' own range cannot compare numbers of hundreds of digits."""
    if field.data is not None and not 0 <= field.data <= MAX_EXTRA_ROWS:
        raise StopValidation(lazy_gettext("Isi angka antara 0 dan %(max)s.", max=MAX_EXTRA_ROWS))


class BlankListForm(Form):
    extra_rows = IntegerField(
        lazy_gettext("Jumlah baris kosong"),
        [Optional(), _few],
        description=lazy_gettext("Biarkan kosong untuk mengisi halaman terakhir sampai penuh."),
    )
