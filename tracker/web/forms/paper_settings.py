"""Letterheads, layout and habits of the papers, as an admin sets them who is no printer."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, FileField, SelectField, StringField
from wtforms.validators import InputRequired

from tracker.documents.samples import Sheet
from tracker.models.paper_layouts import (
    MARGINS_MM,
    SIZES,
    SPACINGS,
    LetterheadRule,
    LetterheadSize,
    PageNumbers,
    PaperSize,
    SigningName,
    Typeface,
)
from tracker.web.forms.base import REQUIRED, Form, SeenField, choose, line, lines, options


def _comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")


class CentimetreField(StringField):
    """A margin as people write it, `2,5`; data are millimetres."""

    data: int | None  # type: ignore[assignment]  # what a typed margin becomes

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, [InputRequired(REQUIRED)], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else _comma(self.data / 10)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip().replace(",", ".") if valuelist else ""
        self.data = None
        if not re.fullmatch(r"\d{1,2}(\.\d)?", typed):
            raise ValueError(gettext("Tulis ukuran dalam cm, misalnya 2,5."))
        self.data = round(float(typed) * 10)
        if self.data not in MARGINS_MM:
            raise ValueError(gettext("Batas tepi antara 1 dan 5 cm."))


class EmblemForm(Form):
    """What a kop with a picture has in common."""

    version = SeenField(default=0)
    emblem = FileField()
    without_emblem = BooleanField()


class AddressForm(EmblemForm):
    address = lines(
        lazy_gettext("Alamat dan telepon"),
        limit=600,
        description=lazy_gettext("Satu baris kop per baris."),
    )
    website = line(lazy_gettext("Laman"), limit=120)
    email = line(lazy_gettext("Pos-el"), limit=254)

    @property
    def address_lines(self) -> list[str]:
        return [text for text in (self.address.data or "").splitlines() if text]


class SecretariatForm(AddressForm):
    government = line(
        lazy_gettext("Baris pertama"),
        required=True,
        limit=120,
        description=lazy_gettext(
            "Nama pemerintah daerah, misalnya PEMERINTAH PROVINSI LAMPUNG; juga untuk kop "
            "perangkat daerah."
        ),
    )
    office = line(
        lazy_gettext("Baris kedua"),
        required=True,
        limit=120,
        description=lazy_gettext("Nama kantor, dicetak lebih besar dan tebal."),
    )
    names_bureau = BooleanField(
        lazy_gettext("Nama Biro sebagai baris ketiga pada naskah Biro"),
        description=lazy_gettext("Hanya bila peraturan tata naskah dinas daerah membolehkannya."),
    )
    emblem = FileField(lazy_gettext("Lambang daerah (PNG atau JPEG)"))
    without_emblem = BooleanField(lazy_gettext("Kop tanpa lambang"))


class GovernorForm(EmblemForm):
    office = line(
        lazy_gettext("Nama jabatan"),
        required=True,
        limit=120,
        description=lazy_gettext("Misalnya GUBERNUR LAMPUNG, BUPATI …, atau WALI KOTA …."),
    )
    emblem = FileField(
        lazy_gettext("Lambang negara, Garuda Pancasila (PNG atau JPEG)"),
        description=lazy_gettext("Bukan lambang daerah: kop jabatan memakai lambang negara."),
    )
    without_emblem = BooleanField(lazy_gettext("Kop tanpa lambang"))


class OfficeForm(AddressForm):
    office = line(
        lazy_gettext("Nama pada kop"),
        limit=200,
        description=lazy_gettext("Kosongkan untuk nama resmi dengan huruf kapital."),
    )
    government = line(
        lazy_gettext("Baris pertama"),
        limit=120,
        description=lazy_gettext("Kosongkan untuk nama pemerintah daerah seperti kop Setda."),
    )
    emblem = FileField(
        lazy_gettext("Lambang sendiri (PNG atau JPEG)"),
        description=lazy_gettext("Hanya bila bukan lambang daerah, misalnya milik rumah sakit."),
    )
    without_emblem = BooleanField(lazy_gettext("Kembali ke lambang daerah"))


class LayoutForm(Form):
    """The fields are named as those of `PaperLayout`. sheet: which sample to look at."""

    version = SeenField(default=0)
    paper = choose(lazy_gettext("Kertas"), PaperSize)
    margin_top = CentimetreField(lazy_gettext("Tepi atas (cm)"))
    margin_bottom = CentimetreField(lazy_gettext("Tepi bawah (cm)"))
    margin_left = CentimetreField(lazy_gettext("Tepi kiri (cm)"))
    margin_right = CentimetreField(lazy_gettext("Tepi kanan (cm)"))
    typeface = choose(lazy_gettext("Huruf"), Typeface)
    half_points = SelectField(
        lazy_gettext("Ukuran huruf"),
        choices=options((str(half), f"{_comma(half / 2)} pt") for half in SIZES),
        coerce=int,
    )
    spacing = SelectField(
        lazy_gettext("Spasi baris"),
        choices=options((str(share), _comma(share / 100)) for share in SPACINGS),
        coerce=int,
    )
    letterhead_size = choose(lazy_gettext("Huruf kop, 3 banding 4"), LetterheadSize)
    letterhead_rule = choose(lazy_gettext("Garis di bawah kop"), LetterheadRule)
    page_numbers = choose(lazy_gettext("Nomor halaman"), PageNumbers)
    catchwords = BooleanField(
        lazy_gettext("Kata penyambung"),
        description=lazy_gettext("Kata pertama halaman berikutnya, di kanan bawah."),
    )
    names_open_class = BooleanField(
        lazy_gettext("Cetak juga sifat Biasa"),
        description=lazy_gettext("Terbatas dan yang lebih tinggi selalu tercetak di kiri atas."),
    )
    sheet = SelectField(
        lazy_gettext("Contoh untuk pratinjau"),
        choices=options(
            [
                (Sheet.LETTER.value, lazy_gettext("Surat, dua halaman")),
                (Sheet.MATRIX.value, lazy_gettext("Matriks, lembar mendatar")),
            ]
        ),
        coerce=Sheet,
        default=Sheet.LETTER,
    )


class SigningForm(Form):
    version = SeenField(default=0)
    signing_name = choose(
        lazy_gettext("Nama penanda tangan"),
        SigningName,
        description=lazy_gettext("Tidak pernah digarisbawahi; gelar tetap seperti tertulis."),
    )
    initials_box = BooleanField(
        lazy_gettext("Kotak paraf pada konsep"),
        description=lazy_gettext(
            "Dua kolom di kiri tanda tangan, hanya pada naskah yang belum ditandatangani."
        ),
    )


class HabitsForm(Form):
    """copies_<kind>: fields made by `habits_form`."""

    version = SeenField(default=0)
    number_pattern = line(
        lazy_gettext("Pola nomor naskah"),
        limit=80,
        description=lazy_gettext(
            "Hanya petunjuk di samping isian nomor, misalnya 000.1.5/…/B.04/2026. Nomor tetap "
            "diketik seperti diterbitkan SRIKANDI."
        ),
    )


class OfficeFilterForm(Form):
    cari = line(lazy_gettext("Cari instansi"))


def habits_form(kinds: dict[str, Any]) -> type[HabitsForm]:
    """A form with one list of tembusan for each kind of document, by its label within a line."""
    fields = {
        f"copies_{kind}": lines(
            lazy_gettext("Tembusan %(paper)s", paper=label[0].lower() + label[1:]), limit=2000
        )
        for kind, label in kinds.items()
    }
    return type("HabitsForm", (HabitsForm,), fields)
