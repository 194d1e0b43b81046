"""A series as the secretariat keeps it: when it meets, and the pattern of its meetings."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from tracker.models.meetings import Mode, SecurityClass, Urgency
from tracker.models.recurrences import (
    BY_DATE,
    BY_WEEK,
    BY_WEEKDAY_OF_MONTH,
    Recurrence,
    Repeat,
    Week,
    Weekday,
    dates,
)
from tracker.models.series import OnDayOff
from tracker.web.context import today
from tracker.web.forms.base import (
    REQUIRED,
    Form,
    SeenField,
    choose,
    clock,
    day,
    line,
    optional_id,
    words,
)
from tracker.web.forms.meetings import ZONES, require_plausible

MOST_DAYS = 90
# Rapat Rahasia has a list of its own of who may know; a series has none.
CLASSES = (SecurityClass.OPEN, SecurityClass.RESTRICTED)


def _days(label: str, default: int, description: str) -> IntegerField:
    message = lazy_gettext("Tulis bilangan antara %(min)s dan %(max)s.", min=0, max=MOST_DAYS)
    validators = [InputRequired(REQUIRED), NumberRange(0, MOST_DAYS, message)]
    return IntegerField(label, validators, default=default, description=description)


class SeriesForm(Form):
    """Choices of units, positions and minute takers are set by the view.

    kept: rule and first date as they are stored, which may have come to an end.
    """

    kept: tuple[str, Any] = ("", None)

    version = SeenField(default=0)
    name = line(lazy_gettext("Nama rangkaian"), required=True)
    organising_unit_id = SelectField(lazy_gettext("Unit pengampu"), coerce=int)
    subject = line(
        lazy_gettext("Perihal tiap rapat"),
        description=lazy_gettext(
            "Kosongkan bila sama dengan nama rangkaian. {bulan} dan {tahun} diganti menurut "
            "tanggal rapat."
        ),
    )
    repeat = choose(
        lazy_gettext("Berulang"), Repeat, blank=lazy_gettext("Tidak berkala, menurut kebutuhan")
    )
    weekday = choose(lazy_gettext("Hari"), Weekday, blank="–")
    week = choose(
        lazy_gettext("Pekan dalam bulan"),
        Week,
        blank="–",
        description=lazy_gettext("Untuk ulangan bulanan pada hari tertentu: Kamis ketiga."),
    )
    month_day = IntegerField(
        lazy_gettext("Tanggal dalam bulan"),
        [Optional(), NumberRange(1, 31, lazy_gettext("Tulis tanggal antara 1 dan 31."))],
        description=lazy_gettext("Bila bulan itu lebih pendek: hari terakhirnya."),
    )
    first_on = day(lazy_gettext("Mulai tanggal"))
    until = day(
        lazy_gettext("Sampai tanggal"), description=lazy_gettext("Kosongkan bila terus berjalan.")
    )
    on_day_off = choose(lazy_gettext("Bila jatuh pada hari libur"), OnDayOff)
    start_time = clock(lazy_gettext("Mulai pukul"))
    end_time = clock(lazy_gettext("Selesai pukul"))
    open_ended = BooleanField(lazy_gettext("s.d. selesai"))
    zone = SelectField(lazy_gettext("Zona waktu"), choices=ZONES)
    venue = line(lazy_gettext("Tempat"))
    mode = choose(lazy_gettext("Cara rapat"), Mode, blank=lazy_gettext("Belum diketahui"))
    host = line(
        lazy_gettext("Penyelenggara"),
        render_kw={"list": "organisation-names", "autocomplete": "off"},
    )
    chair_position_id = SelectField(lazy_gettext("Pimpinan rapat"), coerce=optional_id)
    chair_name = line(lazy_gettext("Nama pimpinan rapat"))
    chair_position = line(lazy_gettext("Jabatan pimpinan rapat"))
    chair_on_behalf_of = line(lazy_gettext("Mewakili"))
    minute_taker_id = SelectField(lazy_gettext("Notulis"), coerce=optional_id)
    minute_taker_name = line(lazy_gettext("Nama notulis"))
    minute_taker_position = line(lazy_gettext("Jabatan notulis"))
    security_class = SelectField(
        lazy_gettext("Klasifikasi keamanan"), choices=words(CLASSES), coerce=SecurityClass
    )
    urgency = choose(lazy_gettext("Derajat"), Urgency)
    prepare_before = _days(
        lazy_gettext("Siapkan draf rapat"),
        14,
        lazy_gettext(
            "Draf dibuat dengan sendirinya dan tidak memberi tahu siapa pun. 0: hanya bila Anda "
            "yang menyiapkannya."
        ),
    )
    update_opens_before = _days(
        lazy_gettext("Buka pemutakhiran"),
        5,
        lazy_gettext(
            "Instansi diminta memutakhirkan tindak lanjutnya yang masih terbuka. 0: tidak diminta."
        ),
    )
    update_closes_before = _days(
        lazy_gettext("Tutup pemutakhiran"),
        1,
        lazy_gettext("Sesudahnya matriks dibekukan sebagai lampiran rapat."),
    )
    objection_days = _days(
        lazy_gettext("Masa keberatan notula"),
        3,
        lazy_gettext("Peserta dapat berkeberatan atas notula selama itu. 0: tanpa masa keberatan."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        return self._is_complete() and sound

    def validate_end_time(self, field: Field) -> None:
        if field.data and not self.start_time.data and not self.start_time.errors:
            raise ValidationError(gettext("Isi juga waktu mulainya."))
        if field.data and self.open_ended.data:
            raise ValidationError(gettext("Pilih salah satu: jam selesai atau “s.d. selesai”."))

    def validate_first_on(self, field: Field) -> None:
        require_plausible(field)

    @property
    def recurrence(self) -> Recurrence | None:
        """What was chosen; None for a series that meets as needed."""
        repeat = self.repeat.data
        if not repeat:
            return None
        return Recurrence(
            repeat=repeat,
            weekday=self.weekday.data if repeat not in BY_DATE else None,
            week=self.week.data if repeat in BY_WEEKDAY_OF_MONTH else None,
            month_day=self.month_day.data if repeat in BY_DATE else None,
            until=self.until.data,
        )

    def columns(self) -> dict[str, Any]:
        """What is stored as it was typed, with the schedule as its rule and first date."""
        chosen = ("repeat", "weekday", "week", "month_day", "first_on", "until")
        recurrence = self.recurrence
        rule = recurrence.rule if recurrence else ""
        begin = self.first_on.data
        first_on = recurrence.first_from(begin) if recurrence and begin else None
        return self.values(*chosen) | {"rule": rule, "first_on": first_on}

    def _is_complete(self) -> bool:
        """What the chosen repetition needs is there, and gives dates."""
        repeat = self.repeat.data
        if not repeat:
            return True
        needed: list[tuple[Field, str]] = [(self.first_on, gettext("Isi tanggal mulainya."))]
        if repeat in (*BY_WEEK, *BY_WEEKDAY_OF_MONTH):
            needed.append((self.weekday, gettext("Pilih harinya.")))
        if repeat in BY_WEEKDAY_OF_MONTH:
            needed.append((self.week, gettext("Pilih pekannya: pertama, kedua, … terakhir.")))
        if repeat in BY_DATE:
            needed.append((self.month_day, gettext("Isi tanggalnya dalam bulan.")))
        missing = [(field, words) for field, words in needed if not field.data]
        for field, sentence in missing:
            if not field.errors:
                _refuse(field, sentence)
        return not missing and self._has_dates()

    def _has_dates(self) -> bool:
        columns = self.columns()
        rule, first_on = columns["rule"], columns["first_on"]
        if (rule, first_on) == self.kept:
            return True
        if first_on and any(on >= today() for on in dates(rule, first_on)):
            return True
        _refuse(
            self.until,
            gettext("Jadwal ini tidak mempunyai tanggal sejak hari ini. Periksa tanggal akhirnya."),
        )
        return False


class PreparationForm(Form):
    """on: the date of the rule that the page offered."""

    on = day(lazy_gettext("Tanggal"), required=True)


class SeriesFilterForm(Form):
    cari = line(lazy_gettext("Cari nama rangkaian"))


def _refuse(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]
