"""Papers somebody writes: those of a meeting, and those that wait for a leader's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session

from tracker.models.documents import DocumentKind
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.official_papers import approvable_official_papers, visible_official_papers


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """subject: of the meeting it was written from."""

    id: int
    kind: DocumentKind
    subject: str
    submitted_at: datetime | None


def written_papers(actor: Actor, meeting_id: int) -> Select[OfficialPaper, str]:
    """Those of a meeting with the name of whom each is made for, newest first."""
    papers = visible_official_papers(actor).where(OfficialPaper.meeting_id == meeting_id)
    named = papers.outerjoin(OfficialPaper.organisation).add_columns(Organisation.name)
    return named.order_by(OfficialPaper.id.desc())


def papers_to_approve(session: Session, actor: Actor, *, limit: int) -> Sequence[WaitingPaper]:
    """The oldest first (one statement, none for who approves nothing)."""
    if not actor.is_leader:
        return []
    columns = (OfficialPaper.id, OfficialPaper.kind, Meeting.subject, OfficialPaper.submitted_at)
    waiting = approvable_official_papers(actor).with_only_columns(*columns)
    found = session.execute(waiting.order_by(OfficialPaper.submitted_at).limit(limit))
    return [WaitingPaper(*row) for row in found]
