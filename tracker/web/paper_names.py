"""How a paper is called: in lists, and as a file."""

from datetime import date

from flask_babel import gettext

from tracker.models.documents import DocumentKind


def edition_name(kind: DocumentKind, edition: int | None) -> str:
    """draf, ralat 1 or edisi 2; empty for a first edition and for the blank list."""
    if edition is None:
        return "" if kind is DocumentKind.ATTENDANCE_FORM else gettext("draf")
    if edition == 1:
        return ""
    corrects = kind is DocumentKind.MINUTES
    which = gettext("ralat %(number)s") if corrects else gettext("edisi %(number)s")
    return str(which % {"number": edition - corrects})


def file_name(kind: DocumentKind, edition: int | None, subject: str, on: date | None) -> str:
    """Notula Rapat koordinasi UCJ 2025-09-18.pdf; drafts and later editions say so."""
    day = on.isoformat() if on else ""
    words = [gettext(kind.label), subject[:100].strip(), day, edition_name(kind, edition)]
    return " ".join(filter(None, words)) + ".pdf"


def signed_name(name: str) -> str:
    """The same of the signed file, without the ending, which its type decides."""
    return str(gettext("%(name)s bertanda tangan", name=name.removesuffix(".pdf")))
