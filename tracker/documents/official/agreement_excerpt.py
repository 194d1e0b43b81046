"""Petikan kesepakatan: of what a meeting agreed, only what concerns one organisation."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.matrix import Row
from tracker.documents.official.source import Source
from tracker.models.actions import Action, ActionState
from tracker.models.agreements import Funding
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper, PaperState, signing_block
from tracker.models.organisations import Organisation

_GIVEN_UP = (AssignmentState.REASSIGNED, AssignmentState.CANCELLED)


def fill(source: Source) -> dict[str, Any]:
    """Signed by who heads the unit that called the meeting."""
    office = source.organisation.name if source.organisation else ""
    return {
        "place": source.place,
        "parts": {
            "opening": (
                f"Berikut petikan kesepakatan {source.called} yang menjadi tugas {office}."
            ),
            "closing": (
                "Demikian petikan ini disampaikan untuk ditindaklanjuti. Perkembangannya mohon "
                "dilaporkan melalui aplikasi Rakor."
            ),
        },
        "signatories": [signing_block(source.head.signatory)],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """agreements: those it has a part in. tasks: its own, with the part it has in each."""
    mine = [(row, share) for row in source.rows if (share := _share(row, source.organisation))]
    agreed = dict.fromkeys(row.agreement for row, _ in mine if row.agreement)
    return {
        "agreements": [
            {"position": a.position, "text": a.text, "annotation": a.annotation} for a in agreed
        ],
        "tasks": [_task(row, share) for row, share in mine],
    }


def unwritten_offices(session: Session, meeting: Meeting) -> Sequence[Organisation]:
    """Those with a share in the meeting's work for whom no excerpt stands (one statement)."""
    owing = (
        select(Assignment.organisation_id)
        .join(Action, Action.id == Assignment.action_id)
        .where(Action.meeting_id == meeting.id, Action.state != ActionState.CANCELLED)
        .where(Assignment.state.not_in(_GIVEN_UP))
    )
    written = select(OfficialPaper.organisation_id).where(
        OfficialPaper.meeting_id == meeting.id,
        OfficialPaper.kind == DocumentKind.AGREEMENT_EXCERPT,
        OfficialPaper.state != PaperState.DISCARDED,
    )
    wanted = Organisation.id.in_(owing) & Organisation.id.not_in(written)
    return session.scalars(
        select(Organisation).where(wanted).order_by(Organisation.name, Organisation.id)
    ).all()


def _share(row: Row, office: Organisation | None) -> Assignment | None:
    """The part of this office in a row; as the one responsible where it is both."""
    own = [a for a in (*row.leads, *row.supporting) if a.organisation is office]
    return own[0] if own else None


def _task(row: Row, share: Assignment) -> dict[str, Any]:
    action = row.action
    others = [a.organisation.name for a in row.leads if a is not share]
    return {
        "agreement": row.agreement.position if row.agreement else None,
        "reference": action.reference if action else "",
        "sentence": action.sentence if action else "",
        "leads": share.part is Part.LEAD,
        "others": others,
        "due_on": row.due_of(share),
        "output": action.expected_output if action else "",
        "funding": [Funding(code).label for code in (action.funding if action else [])],
    }
