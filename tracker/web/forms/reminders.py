"""Rules of reminding, pauses, and what a user wishes for himself."""

import re
from typing import Any, Self

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, IntegerField, SelectField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from tracker.models.digest_wishes import DigestWish, Frequency
from tracker.models.escalations import LEVELS
from tracker.models.recurrences import Weekday
from tracker.models.reminder_rules import MOST_DAYS, SENDS_AT, ReminderRule
from tracker.web.forms.base import (
    REQUIRED,
    Form,
    SeenField,
    choose,
    clock,
    day,
    line,
    optional_id,
)

MOST_BEFORE = 5


def _days(label: str, least: int = 0, *, required: bool = True, **kwargs: Any) -> IntegerField:
    words = lazy_gettext("Tulis bilangan antara %(min)s dan %(max)s.", min=least, max=MOST_DAYS)
    presence = InputRequired(REQUIRED) if required else Optional()
    return IntegerField(label, [presence, NumberRange(least, MOST_DAYS, words)], **kwargs)


class ReminderRuleForm(Form):
    """All in working days. Of a series there is no hour: `sends_at` is taken off then."""

    version = SeenField(default=0)
    before = line(
        lazy_gettext("Sebelum tenggat"),
        description=lazy_gettext("Hari kerja sebelum tenggat, dipisah koma. Kosong: tidak ada."),
    )
    on_day = BooleanField(lazy_gettext("Pada hari tenggat"))
    every_after = _days(
        lazy_gettext("Sesudah tenggat, setiap"),
        description=lazy_gettext("Hari kerja. 0: tidak diingatkan lagi."),
    )
    escalates = BooleanField(lazy_gettext("Naikkan bila tetap tidak ada laporan"))
    responsible = _days(lazy_gettext("Penanggung jawab"), 1, required=False)
    head = _days(lazy_gettext("Kepala perangkat daerah"), 1, required=False)
    assistant_secretary = _days(lazy_gettext("Asisten"), 1, required=False)
    regional_secretary = _days(lazy_gettext("Sekretaris daerah"), 1, required=False)
    monthly = BooleanField(lazy_gettext("Setiap tugas yang masih terbuka dilaporkan tiap bulan"))
    ask_before = _days(
        lazy_gettext("Laporan bulanan diminta"),
        description=lazy_gettext("Hari kerja sebelum hari kerja terakhir bulan itu."),
    )
    sends_at = clock(lazy_gettext("Surel ke instansi dikirim pukul"))

    @classmethod
    def filled(cls, rule: ReminderRule, version: int) -> Self:
        steps = dict(zip(map(str, LEVELS), rule.escalate_after, strict=False))
        told: dict[str, Any] = {
            "version": version,
            "before": ", ".join(map(str, rule.before)),
            "escalates": bool(steps),
            **steps,
        }
        names = ("on_day", "every_after", "monthly", "ask_before", "sends_at")
        return cls(**told, **{name: getattr(rule, name) for name in names})

    def validate_before(self, field: Field) -> None:
        numbers = re.findall(r"[^,;\s]+", field.data or "")
        known = all(re.fullmatch(r"[0-9]{1,2}", number) for number in numbers)
        if not known or not all(1 <= int(number) <= MOST_DAYS for number in numbers):
            words = gettext("Tulis bilangan antara 1 dan %(most)s, misalnya 5, 1.", most=MOST_DAYS)
            raise ValidationError(words)
        if len(numbers) > MOST_BEFORE:
            raise ValidationError(gettext("Paling banyak %(most)s kali.", most=MOST_BEFORE))

    def validate_escalates(self, field: Field) -> None:
        if field.data and None in self._steps():
            raise ValidationError(gettext("Isi keempat jenjangnya."))

    def columns(self) -> dict[str, Any]:
        before = {int(number) for number in re.findall(r"[0-9]+", self.before.data or "")}
        return {
            "before": sorted(before, reverse=True),
            "on_day": self.on_day.data,
            "every_after": self.every_after.data,
            "escalate_after": self._steps() if self.escalates.data else [],
            "monthly": self.monthly.data,
            "ask_before": self.ask_before.data,
            "sends_at": (self.sends_at.data or SENDS_AT) if "sends_at" in self else None,
        }

    def _steps(self) -> list[int | None]:
        return [self[level.value].data for level in LEVELS]


class RuleRemovalForm(Form):
    version = SeenField(default=0)


class ReminderPauseForm(Form):
    """Choices of organisations are set by the view."""

    organisation_id = SelectField(
        lazy_gettext("Berlaku untuk"), coerce=optional_id, validators=[Optional()]
    )
    since = day(lazy_gettext("Mulai"), required=True)
    until = day(lazy_gettext("Sampai dengan"), required=True)
    reason = line(lazy_gettext("Alasan"), required=True)


class DigestWishForm(Form):
    version = SeenField(default=0)
    frequency = choose(lazy_gettext("Kirim pengingat ke surel saya"), Frequency)
    weekday = choose(lazy_gettext("Hari"), Weekday, blank="–")
    sends_at = clock(lazy_gettext("Pukul"))

    @classmethod
    def filled(cls, wish: DigestWish | None) -> Self:
        return cls(obj=wish) if wish else cls()

    def validate_weekday(self, field: Field) -> None:
        if self.frequency.data is Frequency.WEEKLY and field.data is None:
            raise ValidationError(gettext("Pilih harinya."))

    def columns(self) -> dict[str, Any]:
        weekly = self.frequency.data is Frequency.WEEKLY
        return {
            "frequency": self.frequency.data,
            "weekday": self.weekday.data if weekly else None,
            "sends_at": self.sends_at.data or SENDS_AT,
        }
