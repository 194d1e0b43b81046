"""What is done with a sealed paper: its signed scan, its number elsewhere, its withdrawal."""

from flask_babel import lazy_gettext

from tracker.web.forms.base import Form, SeenField, day, lines, number_line, one_file


class ScanForm(Form):
    scan = one_file(lazy_gettext("Pindaian naskah bertanda tangan"))


class WithdrawalForm(Form):
    reason = lines(
        lazy_gettext("Alasan penarikan"),
        required=True,
        limit=2_000,
        description=lazy_gettext(
            "Dibaca oleh yang dapat membuka naskah ini; tidak ditampilkan di halaman pemeriksaan."
        ),
    )


class SrikandiNumberForm(Form):
    version = SeenField()
    number = number_line(
        lazy_gettext("Nomor"), lazy_gettext("Persis seperti di SRIKANDI, misalnya 500.15/123/2025.")
    )
    dated_on = day(lazy_gettext("Tanggal"))
