"""A day of the office's own calendar."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, ValidationError

from tracker.web.forms.base import Form, SeenField, day, line, options

FIRST_YEAR, LAST_YEAR = 2000, 2100  # as far as the list of decreed holidays reaches
OFF, WORKING = "libur", "kerja"


class OfficeDayForm(Form):
    version = SeenField(default=0)
    day = day(lazy_gettext("Tanggal"), required=True)
    kind = RadioField(
        lazy_gettext("Hari itu"),
        choices=options(
            [
                (OFF, lazy_gettext("Libur")),
                (WORKING, lazy_gettext("Hari kerja, meskipun libur atau akhir pekan")),
            ]
        ),
        default=OFF,
    )
    name = line(
        lazy_gettext("Nama atau alasan"),
        required=True,
        description=lazy_gettext("Misalnya “HUT Provinsi” atau “Cuti bersama ditiadakan”."),
    )

    def validate_day(self, field: Field) -> None:
        if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(
                gettext(
                    "Periksa tahunnya: antara %(first)s dan %(last)s.",
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )

    def columns(self) -> dict[str, Any]:
        return {
            "day": self.day.data,
            "name": self.name.data,
            "working": self.kind.data == WORKING,
        }


class OfficeDayRemovalForm(Form):
    version = SeenField(default=0)
