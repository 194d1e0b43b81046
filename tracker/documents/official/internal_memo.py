"""Nota dinas: the report of a meeting to the Sekda, as the bureau that called it writes it."""

from typing import Any

from tracker.documents.official import telling
from tracker.documents.official.source import Source
from tracker.documents.wording import listed
from tracker.models.official_papers import OfficialPaper, signing_block


def fill(source: Source) -> dict[str, Any]:
    """From the head of the unit to the Sekda; opens with what it follows up, then its points."""
    head, sekda = source.head, source.regional_secretary
    basis = telling.basis(source)
    follows = f"Menindaklanjuti {listed(basis)}, dengan" if basis else "Dengan"
    return {
        "recipient": sekda.title,
        "sender": head.title,
        "subject": f"Laporan hasil {source.name}",
        "parts": {
            "opening": (
                f"{follows} hormat dilaporkan pelaksanaan {source.called}, sebagai berikut."
            ),
            "content": telling.numbered(
                [
                    telling.chaired(source),
                    telling.attended(source),
                    ("Capaian yang dibahas", telling.achieved(source)),
                    ("Arahan dalam rapat", telling.directed(source)),
                    ("Rapat menyepakati", telling.agreed(source)),
                ]
            ),
            "closing": "Demikian dilaporkan. Mohon arahan lebih lanjut.",
        },
        "signatories": [signing_block(head.signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """The action matrix: below the text, or in an annex where it is long."""
    return {"actions": source.actions}
