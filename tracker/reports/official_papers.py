"""The papers that wait for a leader's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper
from tracker.models.users import Actor
from tracker.policy.official_papers import approvable_official_papers


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """subject: of the meeting it was written from."""

    id: int
    kind: DocumentKind
    subject: str
    submitted_at: datetime | None


def papers_to_approve(session: Session, actor: Actor, *, limit: int) -> Sequence[WaitingPaper]:
    """The oldest first (one statement, none for who approves nothing)."""
    if not actor.is_leader:
        return []
    columns = (OfficialPaper.id, OfficialPaper.kind, Meeting.subject, OfficialPaper.submitted_at)
    waiting = approvable_official_papers(actor).with_only_columns(*columns)
    found = session.execute(waiting.order_by(OfficialPaper.submitted_at).limit(limit))
    return [WaitingPaper(*row) for row in found]
