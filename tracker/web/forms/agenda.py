"""The agenda: its order, material, proposals with their answers, parking list and room screen."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, IntegerField, MultipleFileField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.web.forms.base import (
    REQUIRED,
    TEXT_LIMIT,
    Form,
    SeenField,
    at_most,
    line,
    lines,
    words,
)


class ProposalVerdict(Labelled):
    ACCEPT = "accept", N_("Masukkan ke acara rapat ini")
    PARK = "park", N_("Simpan di daftar parkir untuk rapat lain")
    DECLINE = "decline", N_("Tidak dapat diterima")


class Step(Labelled):
    FORWARD = "forward", N_("Acara berikut")
    BACK = "back", N_("Mundur")


class OrderForm(Form):
    """Ids of the items, parted by commas: as they should stand, and as they were read."""

    order = HiddenField(validators=[at_most(TEXT_LIMIT)])
    seen = HiddenField(validators=[at_most(TEXT_LIMIT)])

    @staticmethod
    def ids(text: str | None) -> list[int]:
        """The ids; what is none counts as an id nothing has."""
        parts = (text or "").split(",")
        return [int(part) if part.isdecimal() and len(part) < 10 else 0 for part in parts if part]


class MaterialForm(Form):
    files = MultipleFileField(
        lazy_gettext("Berkas"), [InputRequired(lazy_gettext("Pilih sedikitnya satu berkas."))]
    )


class ProposalForm(Form):
    """organisation_id: choices are set by the view."""

    organisation_id = SelectField(lazy_gettext("Instansi pengusul"), coerce=int)
    title = line(lazy_gettext("Acara yang diusulkan"), required=True)
    reason = lines(
        lazy_gettext("Alasan"),
        required=True,
        limit=2000,
        description=lazy_gettext("Mengapa perlu dibahas dalam rapat ini."),
    )
    minutes = IntegerField(
        lazy_gettext("Waktu yang diperlukan (menit)"),
        [Optional(), NumberRange(1, 480, lazy_gettext("Tulis lama antara 1 dan 480 menit."))],
        render_kw={"inputmode": "numeric"},
    )
    files = MultipleFileField(lazy_gettext("Bahan"))


class AnswerForm(Form):
    version = SeenField(default=0)
    verdict = RadioField(
        lazy_gettext("Jawaban"),
        [InputRequired(REQUIRED)],
        choices=words(ProposalVerdict),
        coerce=lambda value: ProposalVerdict(value) if value else None,
    )
    answer = lines(
        lazy_gettext("Keterangan bagi pengusul"),
        limit=2000,
        description=lazy_gettext("Wajib bila usulan tidak diterima."),
    )


class WithdrawForm(Form):
    version = SeenField(default=0)


class ParkForm(Form):
    version = SeenField(default=0)
    note = lines(
        lazy_gettext("Catatan"),
        limit=2000,
        description=lazy_gettext("Mengapa ditunda, atau apa yang perlu disiapkan."),
    )


class DropForm(Form):
    version = SeenField(default=0)
    reason = lines(lazy_gettext("Alasan"), required=True, limit=2000)


class StepForm(Form):
    """A step of the room screen. seen: the item that was current to whoever pressed."""

    seen = SeenField(default=0)
    step = RadioField(choices=words(Step), coerce=lambda value: Step(value) if value else None)
