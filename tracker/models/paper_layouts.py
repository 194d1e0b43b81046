"""How papers are laid out: paper, margins, face, spacing and the small marks of an office.

The regulations disagree (Permendagri 1/2023 in practice, ANRI, Permendagri 54/2009), so that each
installation chooses. A snapshot carries the layout it was made with; one from before has none and
prints as it did.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.settings import save_setting, setting

KEY = "paper_layout"
MARGINS_MM = range(10, 51)
SIZES = range(21, 27)  # half points, as Word counts them: 10.5 to 13 pt
SPACINGS = (100, 115, 150)  # percent


class PaperSize(Labelled):
    A4 = "a4", N_("A4 (210 × 297 mm)")
    F4 = "f4", N_("F4/folio (215 × 330 mm)")
    F4_NARROW = "f4_narrow", N_("F4 (210 × 330 mm)")

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height, upright."""
        return {"a4": (210, 297), "f4": (215, 330), "f4_narrow": (210, 330)}[self.value]


class Typeface(Labelled):
    ARIAL = "arial", N_("Arial (Arimo, lebar huruf sama)")
    BOOKMAN = "bookman", N_("Bookman Old Style (TeX Gyre Bonum, lebar huruf serupa)")

    @property
    def family(self) -> str:
        return {"arial": "Arimo", "bookman": "TeX Gyre Bonum"}[self.value]


class LetterheadSize(Labelled):
    """Government and office in 3 : 4."""

    SMALL = "small", N_("12 dan 16 pt")
    LARGE = "large", N_("13,5 dan 18 pt")

    @property
    def points(self) -> tuple[float, int]:
        return {"small": (12, 16), "large": (13.5, 18)}[self.value]


class LetterheadRule(Labelled):
    DOUBLE = "double", N_("Garis ganda, tebal di atas tipis")
    SINGLE = "single", N_("Satu garis")


class PageNumbers(Labelled):
    """From the second page on."""

    DASHED = "dashed", N_("- 2 - di tengah atas")
    PLAIN = "plain", N_("2 di tengah atas")
    OF_TOTAL = "of_total", N_("Halaman 2 dari 5 di tengah bawah")
    NONE = "none", N_("Tanpa nomor halaman")


class SigningName(Labelled):
    BOLD = "bold", N_("Tebal, seperti tertulis")
    CAPITALS = "capitals", N_("Tebal, nama dengan huruf kapital")


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """margin_*: millimetres on upright sheets; half_points: the size of the text; spacing: percent
    of single spacing. catchwords: kata penyambung. initials_box: paraf box on unsigned papers.
    names_open_class: whether class Biasa is printed too.
    """

    paper: PaperSize = PaperSize.A4
    margin_top: int = 20
    margin_bottom: int = 25
    margin_left: int = 30
    margin_right: int = 20
    typeface: Typeface = Typeface.ARIAL
    half_points: int = 24
    spacing: int = 115
    letterhead_size: LetterheadSize = LetterheadSize.SMALL
    letterhead_rule: LetterheadRule = LetterheadRule.DOUBLE
    page_numbers: PageNumbers = PageNumbers.DASHED
    catchwords: bool = False
    signing_name: SigningName = SigningName.BOLD
    initials_box: bool = False
    names_open_class: bool = False

    def check(self) -> None:
        """Raises DomainError beside the field that is out of bounds."""
        for side in ("margin_top", "margin_bottom", "margin_left", "margin_right"):
            if getattr(self, side) not in MARGINS_MM:
                raise DomainError(
                    "margin_out_of_bounds", N_("Batas tepi antara 1 dan 5 cm."), field=side
                )
        if self.half_points not in SIZES:
            raise DomainError(
                "size_out_of_bounds",
                N_("Ukuran huruf antara 10,5 dan 13 poin."),
                field="half_points",
            )
        if self.spacing not in SPACINGS:
            raise DomainError(
                "spacing_unknown", N_("Pilih spasi 1, 1,15, atau 1,5."), field="spacing"
            )


def paper_layout(session: Session) -> tuple[PaperLayout, int]:
    """The layout of papers to come and its version (0: never saved). Raises as `read_layout`."""
    value, version = setting(session, KEY)
    return read_layout(value), version


def save_paper_layout(
    session: Session, layout: PaperLayout, *, by: int, at: datetime, version: int
) -> None:
    """Raises DomainError beside what is out of bounds, and Conflict when saved meanwhile."""
    layout.check()
    save_setting(session, KEY, asdict(layout), by=by, at=at, version=version)


def read_layout(value: dict[str, Any]) -> PaperLayout:
    """A layout out of a setting or a snapshot; what an older one does not name is the default.

    Raises DomainError for a paper, a face or a measure that is not known.
    """
    usual = PaperLayout()
    try:
        layout = replace(
            usual, **{name: type(getattr(usual, name))(told) for name, told in value.items()}
        )
    except (AttributeError, TypeError, ValueError) as error:
        words = ", ".join(f"{name} = {told}" for name, told in sorted(value.items()))
        raise DomainError(
            "layout_unknown",
            N_("Pengaturan halaman naskah tidak dikenal: %(words)s."),
            words=words,
        ) from error
    layout.check()
    return layout
