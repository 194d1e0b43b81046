"""Notula: what approval, return and correction ask."""

from flask_babel import lazy_gettext
from wtforms import FileField, RadioField
from wtforms.validators import InputRequired

from tracker.infra.text import N_
from tracker.models.approvals import ApprovalMode
from tracker.web.forms.base import Form, SeenField, line, lines, words

OUTSIDE = (ApprovalMode.WET_SIGNED, ApprovalMode.EXTERNAL_LETTER)
CHANGED = N_("Catatan rapat berubah sejak halaman ini Anda buka. Baca lagi sebelum mengesahkan.")


class StepForm(Form):
    """A step that asks nothing; it only carries a refusal."""


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
    note = lines(lazy_gettext("Yang perlu diperbaiki"), required=True, limit=4000)


class CorrectionForm(Form):
    reason = lines(lazy_gettext("Alasan ralat"), required=True, limit=2000)
