"""The meeting itself, as the secretariat records it; a draft may leave nearly everything open."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from tracker.documents.wording import INDONESIAN_ZONES, zone_letters
from tracker.models.meetings import MeetingState, Mode, SecurityClass, Urgency
from tracker.reports.meetings import MinutesProgress
from tracker.web.context import today
from tracker.web.forms.base import (
    Form,
    SeenField,
    choose,
    clock,
    day,
    line,
    number_line,
    optional_id,
    options,
)

EARLIEST_YEAR, YEARS_AHEAD = 1945, 2
AS_RECORDED = "tercatat"
SELF_WRITTEN = lazy_gettext("Tulis sendiri di bawah ini")
ZONES = options((zone, zone_letters(zone)) for zone in INDONESIAN_ZONES)


class MeetingForm(Form):
    """chair: empty for typed words, AS_RECORDED to keep them, else the id of an appointment.

    Choices of units, officials and minute takers are set by the view.
    """

    version = SeenField(default=0)
    subject = line(lazy_gettext("Perihal rapat"), required=True)
    series_name = line(
        lazy_gettext("Rangkaian rapat"),
        description=lazy_gettext("Untuk rapat berkala. Nama baru membuka rangkaian baru."),
        render_kw={"list": "series-names", "autocomplete": "off"},
    )
    organising_unit_id = SelectField(lazy_gettext("Unit pengampu"), coerce=int)
    host = line(
        lazy_gettext("Penyelenggara"),
        description=lazy_gettext("Instansi yang menyelenggarakan; boleh pihak luar."),
        render_kw={"list": "organisation-names", "autocomplete": "off"},
    )
    starts_on = day(lazy_gettext("Tanggal"))
    ends_on = day(
        lazy_gettext("Sampai tanggal"),
        description=lazy_gettext("Kosongkan bila rapat satu hari."),
    )
    start_time = clock(lazy_gettext("Mulai pukul"))
    end_time = clock(lazy_gettext("Selesai pukul"))
    open_ended = BooleanField(lazy_gettext("s.d. selesai"))
    zone = SelectField(lazy_gettext("Zona waktu"), choices=ZONES)
    venue = line(lazy_gettext("Tempat"))
    mode = choose(lazy_gettext("Cara rapat"), Mode, blank=lazy_gettext("Belum diketahui"))
    invitation_number = number_line(
        lazy_gettext("Nomor surat undangan"), lazy_gettext("Tulis persis seperti pada surat.")
    )
    invitation_date = day(lazy_gettext("Tanggal surat undangan"))
    chair = SelectField(lazy_gettext("Pimpinan rapat"))
    chair_name = line(lazy_gettext("Nama pimpinan rapat"))
    chair_position = line(lazy_gettext("Jabatan pimpinan rapat"))
    chair_rank_grade = line(lazy_gettext("Pangkat/golongan"))
    chair_employee_number = line(lazy_gettext("NIP"))
    chair_on_behalf_of = line(
        lazy_gettext("Mewakili"),
        description=lazy_gettext("Isi bila pimpinan rapat bertindak mewakili pejabat lain."),
    )
    secretary = line(
        lazy_gettext("Sekretaris rapat"),
        description=lazy_gettext("Bila ada, selain notulis: nama dan jabatannya."),
    )
    minute_taker_id = SelectField(lazy_gettext("Notulis"), coerce=optional_id)
    minute_taker_name = line(lazy_gettext("Nama notulis"))
    minute_taker_position = line(lazy_gettext("Jabatan notulis"))
    security_class = choose(lazy_gettext("Klasifikasi keamanan"), SecurityClass)
    urgency = choose(lazy_gettext("Derajat"), Urgency)

    def validate_starts_on(self, field: Field) -> None:
        require_plausible(field)

    def validate_invitation_date(self, field: Field) -> None:
        require_plausible(field)

    def validate_ends_on(self, field: Field) -> None:
        require_plausible(field)
        if field.data and not self.starts_on.data and not self.starts_on.errors:
            raise ValidationError(gettext("Isi juga tanggal mulainya."))

    def validate_end_time(self, field: Field) -> None:
        if field.data and not self.start_time.data and not self.start_time.errors:
            raise ValidationError(gettext("Isi juga waktu mulainya."))

    def validate_open_ended(self, field: Field) -> None:
        if self.open_ended.data and self.end_time.data:
            raise ValidationError(
                str(lazy_gettext("Pilih salah satu: jam selesai atau “s.d. selesai”."))
            )

    def columns(self) -> dict[str, Any]:
        """What is stored as it was typed; chair, minute taker and series are looked up."""
        return self.values("series_name", "chair", "minute_taker_id")


def require_plausible(field: Field) -> None:
    """A slip in the year is caught while it is typed."""
    if field.data and not EARLIEST_YEAR <= field.data.year <= today().year + YEARS_AHEAD:
        raise ValidationError(
            gettext(
                "Periksa tahunnya: antara %(first)s dan %(last)s.",
                first=EARLIEST_YEAR,
                last=today().year + YEARS_AHEAD,
            )
        )


class MeetingStateForm(Form):
    """state: choices are set by the view."""

    state = RadioField(
        lazy_gettext("Status baru"),
        [InputRequired(lazy_gettext("Pilih status baru."))],
        coerce=lambda value: MeetingState(value) if value else None,
    )
    confirmed = BooleanField()


class MeetingAccessForm(Form):
    """user_id: choices are set by the view."""

    user_id = SelectField(
        lazy_gettext("Orang yang diberi akses"),
        [InputRequired(lazy_gettext("Pilih satu orang."))],
        coerce=optional_id,
    )


class MeetingFilterForm(Form):
    """Filters of the list; a value it does not know counts as none."""

    q = line(lazy_gettext("Cari perihal, tempat, atau penyelenggara"))
    keadaan = choose(lazy_gettext("Keadaan rapat"), MeetingState, blank=lazy_gettext("Semua"))
    tahun = SelectField(lazy_gettext("Tahun"), coerce=optional_id)
    bulan = SelectField(lazy_gettext("Bulan"), coerce=optional_id)
    unit = SelectField(lazy_gettext("Unit pengampu"), coerce=optional_id)
    notula = choose(lazy_gettext("Notula"), MinutesProgress, blank=lazy_gettext("Semua"))
