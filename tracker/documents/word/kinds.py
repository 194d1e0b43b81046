"""The papers an office may give a template for, by the name a snapshot gives each."""

from tracker.infra.text import N_
from tracker.models.documents import DocumentKind
from tracker.models.printouts import PrintoutKind
from tracker.models.word_templates import EVERY_KIND

_OTHERWISE = {  # kinds of printouts that are called as a paper is
    PrintoutKind.WORK_MATRIX: N_("Matriks tindak lanjut lintas rapat"),
}
NO_PAPERS = {PrintoutKind.PAPER, PrintoutKind.DOSSIER}
_SHOWN_WITH_ANY = {PrintoutKind.SAMPLE}

TEMPLATE_KINDS: dict[str, str] = {
    EVERY_KIND: N_("Semua naskah"),
    **{kind.value: kind.label for kind in DocumentKind},
    **{
        kind.value: _OTHERWISE.get(kind, kind.label)
        for kind in PrintoutKind
        if kind not in NO_PAPERS | _SHOWN_WITH_ANY
    },
}
