"""Notula: what approval, return and correction ask."""

from flask_babel import lazy_gettext
from wtforms import FileField, RadioField, SelectField
from wtforms.validators import InputRequired

from tracker.infra.text import N_
from tracker.models.approvals import ApprovalMode
from tracker.web.forms.base import Form, SeenField, line, lines, options, words

OUTSIDE = (ApprovalMode.WET_SIGNED, ApprovalMode.EXTERNAL_LETTER)
CHANGED = N_("Catatan rapat berubah sejak halaman ini Anda buka. Baca lagi sebelum mengesahkan.")


NO_WINDOW = lazy_gettext("Tanpa masa tanggapan")


class StepForm(Form):
    """A step that asks nothing; it only carries a refusal."""


class SubmissionForm(Form):
    """objection_days: working days in which attendees may object; 0 for no window."""

    objection_days = SelectField(
        lazy_gettext("Masa tanggapan peserta"),
        coerce=int,
        default=0,
        choices=options(
            (str(days), lazy_gettext("%(days)s hari kerja", days=days) if days else NO_WINDOW)
            for days in range(11)
        ),
    )


class ApprovalForm(Form):
    """seen: the newest event of the record when the page was read.

    signed_for, sub_delegated: the titles above the signature of whoever signs with a mandate.
    """

    seen = SeenField()
    mode = RadioField(
        lazy_gettext("Cara pimpinan rapat menyetujui"),
        [InputRequired(lazy_gettext("Pilih salah satu."))],
        choices=words(OUTSIDE),
        coerce=ApprovalMode,
    )
    proof = FileField(
        lazy_gettext("Bukti pengesahan"),
        [InputRequired(lazy_gettext("Unggah bukti persetujuan pimpinan rapat."))],
    )
    signed_for = line(
        lazy_gettext("Atas nama (a.n.)"),
        description=lazy_gettext("Jabatan yang memberi mandat, misalnya Sekretaris Daerah."),
    )
    sub_delegated = line(
        lazy_gettext("Untuk beliau (u.b.)"),
        description=lazy_gettext(
            "Hanya bila mandat turun dua tingkat: jabatan di antaranya, misalnya Asisten "
            "Perekonomian dan Pembangunan."
        ),
    )


class ReturnForm(Form):
    """note: may be empty where remarks at paragraphs say it; the rule is the model's."""

    note = lines(lazy_gettext("Yang perlu diperbaiki"), limit=4000)


class CorrectionForm(Form):
    reason = lines(lazy_gettext("Alasan ralat"), required=True, limit=2000)
