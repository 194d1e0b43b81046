"""Nota dinas: the report of a meeting to the Sekda, as his bureau writes it."""

from typing import Any

from tracker.documents.official.source import Source, numbered
from tracker.models.official_papers import OfficialPaper, signing_block


def fill(source: Source) -> dict[str, Any]:
    """From the head of the unit to the Sekda; names the meeting, its basis and what was agreed."""
    head, sekda = source.head, source.regional_secretary
    agreed = [agreement["text"] for agreement in source.record["agreements"]]
    return {
        "recipient": sekda.title,
        "sender": head.title,
        "subject": f"Laporan hasil {source.called}",
        "parts": {
            "opening": f"Dengan hormat dilaporkan bahwa telah dilaksanakan {source.called}.",
            "content": _content(agreed),
            "closing": "Demikian dilaporkan. Mohon arahan lebih lanjut.",
        },
        "signatories": [signing_block(head.signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """The action matrix, which stands below the text."""
    return {"actions": source.record["actions"]}


def _content(agreed: list[str]) -> str:
    if not agreed:
        return ""
    return "Rapat menyepakati hal-hal sebagai berikut.\n" + numbered(agreed)
