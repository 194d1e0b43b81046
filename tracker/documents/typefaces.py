"""Faces of papers: Arimo comes with the program, others with a package of the system."""

from tracker.infra.fonts import has_font
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.paper_layouts import Typeface

PACKAGES = {Typeface.BOOKMAN: "fonts-texgyre"}


def require_typeface(typeface: Typeface) -> None:
    """Raises DomainError when papers cannot be set in it on this machine."""
    if typeface in PACKAGES and not has_font(typeface.family):
        raise DomainError(
            "typeface_missing",
            N_(
                "Huruf %(family)s tidak terpasang di server ini. Pasang paket %(package)s, atau "
                "pilih huruf Arial."
            ),
            field="typeface",
            family=typeface.family,
            package=PACKAGES[typeface],
        )
