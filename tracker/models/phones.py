"""Numbers for messages as people type them."""

import re

from tracker.infra.text import N_
from tracker.models.errors import DomainError

HOME = "+62"
_SPACING = re.compile(r"[\s().\-]")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")


def checked_number(typed: str, *, field: str = "phone") -> str:
    """The number in the form of E.164, "0812-…" as "+62812…"; nothing stays nothing.

    Raises DomainError beside `field`.
    """
    bare = _SPACING.sub("", typed)
    if not bare:
        return ""
    if bare.startswith("0"):
        bare = HOME + bare[1:]
    elif bare.startswith(HOME[1:]):
        bare = f"+{bare}"
    if not _E164.fullmatch(bare):
        raise DomainError(
            "bad_number",
            N_("Nomor ini tidak benar. Tulis seperti 0812-3456-7890 atau +62 812 3456 7890."),
            field=field,
        )
    return bare
