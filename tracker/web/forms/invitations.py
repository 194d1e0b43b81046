"""Surat undangan, its way to approval, and the answers of whoever is invited."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import FileField, RadioField, SelectField
from wtforms.validators import InputRequired

from tracker.models.invitation_words import CLOSING, OPENING
from tracker.models.invitees import Answer
from tracker.web.forms.base import Form, SeenField, day, line, lines, words
from tracker.web.forms.paper_numbers import own_number


class LetterForm(Form):
    """signatory: empty for typed words, AS_RECORDED to keep them, else the id of an appointment.

    Its choices are set by the view.
    """

    version = SeenField(default=0)
    number = own_number()
    dated_on = day(lazy_gettext("Tanggal surat"))
    place = line(lazy_gettext("Tempat surat dibuat"), description=lazy_gettext("Nama kota."))
    opening = lines(lazy_gettext("Paragraf pembuka"), required=True, limit=2000, default=OPENING)
    closing = lines(lazy_gettext("Paragraf penutup"), required=True, limit=2000, default=CLOSING)
    attire = line(lazy_gettext("Pakaian"), description=lazy_gettext("Hanya bila ditentukan."))
    signatory = SelectField(lazy_gettext("Penanda tangan"))
    signatory_name = line(lazy_gettext("Nama penanda tangan"))
    signatory_position = line(lazy_gettext("Jabatan penanda tangan"))
    signatory_rank_grade = line(lazy_gettext("Pangkat/golongan"))
    signatory_employee_number = line(lazy_gettext("NIP"))
    signed_for = line(
        lazy_gettext("Atas nama (a.n.)"),
        description=lazy_gettext("Jabatan yang memberi mandat, misalnya Sekretaris Daerah."),
    )
    sub_delegated = line(
        lazy_gettext("Untuk beliau (u.b.)"),
        description=lazy_gettext("Hanya bila mandat turun dua tingkat: jabatan di antaranya."),
    )
    carbon_copies = lines(
        lazy_gettext("Tembusan, satu baris satu penerima"),
        limit=4000,
        description=lazy_gettext("Hanya penerima yang sungguh menerima."),
    )

    def letter(self) -> dict[str, Any]:
        """The columns stored as they were typed."""
        copies = (self.carbon_copies.data or "").splitlines()
        columns = self.values("signatory", "signed_for", "sub_delegated")
        return columns | {"carbon_copies": [copy.strip() for copy in copies if copy.strip()]}


class NumberForm(Form):
    number = own_number()
    dated_on = day(lazy_gettext("Tanggal surat"))


class SignedForm(Form):
    proof = FileField(
        lazy_gettext("Surat yang sudah ditandatangani"),
        [InputRequired(lazy_gettext("Unggah pindaian surat yang sudah ditandatangani."))],
    )


class SeenForm(Form):
    """A step that does what the page before showed. seen: the record's newest event there."""

    seen = SeenField()


class ReplyForm(Form):
    answer = RadioField(
        lazy_gettext("Kehadiran Anda"),
        [InputRequired(lazy_gettext("Pilih salah satu."))],
        choices=words(Answer),
        coerce=lambda value: Answer(value) if value else None,
    )
    delegate_name = line(lazy_gettext("Nama yang mewakili"))
    delegate_position = line(lazy_gettext("Jabatan yang mewakili"))
    reason = lines(lazy_gettext("Alasan berhalangan"), limit=1000)
