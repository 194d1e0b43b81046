"""The forms of the papers that somebody writes from a meeting's record (Permendagri 1/2023).

Which lines a form has above its text, which parts its text has, and who signs. What a line or a
part is called is what the paper itself prints.
"""

from dataclasses import dataclass

from tracker.infra.text import N_
from tracker.models.documents import DocumentKind


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A stretch of the text; heading: as printed, without its letter or numeral."""

    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class PaperForm:
    """head: columns of `OfficialPaper` above the text. parts: its text, in order.

    signatories: how many may sign. items: rows of things sent. concerns: whether it is made for one
    organisation. sheet: a sheet to work on, which nobody approves and which gets no code.
    """

    kind: DocumentKind
    head: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    signatories: int = 1
    items: bool = False
    concerns: bool = False
    sheet: bool = False


_OPENING = PaperPart("opening", N_("Paragraf pembuka"))
_CLOSING = PaperPart("closing", N_("Paragraf penutup"))
_LETTER = ("number", "place", "dated_on", "enclosures", "subject", "recipient", "copies")
_MEMO = ("recipient", "sender", "copies", "dated_on", "number", "enclosures", "subject")

_FORMS = (
    PaperForm(
        DocumentKind.OFFICIAL_RECORD,
        ("number", "subject", "place", "dated_on"),
        (_OPENING, PaperPart("agreed", N_("Kesepakatan")), _CLOSING),
        signatories=12,
    ),
    PaperForm(
        DocumentKind.INTERNAL_MEMO,
        _MEMO,
        (_OPENING, PaperPart("content", N_("Isi")), _CLOSING),
    ),
    PaperForm(
        DocumentKind.REPORT,
        ("subject", "number", "place", "dated_on"),
        (
            PaperPart("general", N_("Umum")),
            PaperPart("legal_basis", N_("Landasan hukum")),
            PaperPart("purpose", N_("Maksud dan tujuan")),
            PaperPart("activities", N_("Kegiatan yang dilaksanakan")),
            PaperPart("results", N_("Hasil yang dicapai")),
            PaperPart("conclusions", N_("Kesimpulan dan saran")),
            PaperPart("closing", N_("Penutup")),
        ),
    ),
    PaperForm(
        DocumentKind.STAFF_STUDY,
        ("recipient", "sender", "dated_on", "number", "enclosures", "subject"),
        (
            PaperPart("problem", N_("Persoalan")),
            PaperPart("assumptions", N_("Praanggapan")),
            PaperPart("facts", N_("Fakta-fakta yang mempengaruhi")),
            PaperPart("analysis", N_("Analisis")),
            PaperPart("conclusion", N_("Kesimpulan")),
            PaperPart("suggestion", N_("Saran")),
        ),
    ),
    PaperForm(
        DocumentKind.COVER_LETTER,
        ("number", "place", "dated_on", "recipient"),
        (),
        items=True,
        concerns=True,
    ),
    PaperForm(
        DocumentKind.DISPOSITION_SHEET,
        ("sender", "number", "dated_on", "subject"),
        (PaperPart("forwarded_to", N_("Diteruskan kepada")), PaperPart("note", N_("Catatan"))),
        signatories=0,
        sheet=True,
    ),
    PaperForm(
        DocumentKind.AGREEMENT_EXCERPT,
        ("number", "place", "dated_on"),
        (_OPENING, _CLOSING),
        concerns=True,
    ),
    PaperForm(DocumentKind.REMINDER_LETTER, _LETTER, (_OPENING, _CLOSING), concerns=True),
    PaperForm(DocumentKind.REPRIMAND, _LETTER, (_OPENING, _CLOSING), concerns=True),
)

PAPER_FORMS = {form.kind: form for form in _FORMS}
