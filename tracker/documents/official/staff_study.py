"""Telaahan staf: what a meeting raised, thought through for the one who decides."""

from typing import Any

from tracker.documents.official import telling
from tracker.documents.official.source import Source
from tracker.models.official_papers import OfficialPaper, signing_block


def fill(source: Source) -> dict[str, Any]:
    """Facts and what was agreed come from the record; to assume and to weigh is for its writer."""
    head, sekda = source.head, source.regional_secretary
    return {
        "recipient": sekda.title,
        "sender": head.title,
        "subject": f"Telaahan atas hasil {source.name}",
        "parts": {
            "problem": "",
            "assumptions": "",
            "facts": telling.numbered(
                [
                    ("Dasar", telling.rules(source)),
                    telling.held(source),
                    telling.chaired(source),
                    telling.attended(source),
                    *telling.achieved(source),
                ]
            ),
            "analysis": "",
            "conclusion": telling.concluded(source),
            "suggestion": telling.numbered(telling.agreed(source)),
        },
        "signatories": [signing_block(head.signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """Nothing beside its own words."""
    return {}
