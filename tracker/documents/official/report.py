"""Laporan to the Governor, A to E: what was done in a meeting and what came of it."""

from typing import Any

from tracker.documents.official import telling
from tracker.documents.official.source import Source
from tracker.models.official_papers import OfficialPaper, signing_block
from tracker.models.organisations import OrganisationKind


def fill(source: Source) -> dict[str, Any]:
    """What to conclude and to advise is left to who writes it, unless the notula says so."""
    signatory = _signatory(source)
    return {
        "subject": f"Pelaksanaan {source.name}",
        "place": source.place,
        "parts": {
            "general": "\n".join(telling.achieved(source)),
            "legal_basis": telling.numbered(telling.rules(source)),
            "purpose": (
                f"Laporan ini dimaksudkan untuk menyampaikan pelaksanaan dan hasil {source.name} "
                f"kepada {source.governor.title}."
            ),
            "activities": telling.numbered(
                [
                    telling.held(source),
                    telling.chaired(source),
                    telling.attended(source),
                    ("Acara rapat", telling.agenda(source)),
                ]
            ),
            "results": telling.numbered(
                [
                    ("Arahan dalam rapat", telling.directed(source)),
                    ("Rapat menyepakati", telling.agreed(source)),
                ]
            ),
            "conclusions": telling.concluded(source),
            "closing": "Demikian laporan ini disampaikan. Mohon arahan lebih lanjut.",
        },
        "signatories": [signing_block(signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """The figures and the action matrix, which stand with the results."""
    return {"measurements": source.measurements, "actions": source.actions}


def _signatory(source: Source) -> Any:
    """A bureau is part of the secretariat, whose head reports to the Governor."""
    of_secretariat = source.meeting.organising_unit.kind is OrganisationKind.BUREAU
    return (source.regional_secretary if of_secretariat else source.head).signatory
