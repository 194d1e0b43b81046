"""How much of a meeting's record is there, part by part."""

from typing import Any

from sqlalchemy import func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.agenda_proposals import AgendaProposal, ProposalState
from tracker.models.assignments import Assignment
from tracker.models.attendances import ATTENDED, Attendance
from tracker.models.events import Event
from tracker.models.files import FileKind, StoredFile
from tracker.models.meeting_parts import PARTS
from tracker.models.meetings import Meeting, MeetingSource
from tracker.models.minutes_sections import MinutesSection

FILES = "file"
SOURCE = "source"
PROPOSALS = "proposal"
WRITTEN_SECTIONS = "written_section"
ATTENDED_BY = "attended_by"


def record_counts(session: Session, meeting_id: int) -> dict[str, int]:
    """Rows by noun of the part, and beside them the names above (one statement)."""
    counted: dict[str, tuple[Any, list[Any]]] = {noun: (part, []) for noun, part in PARTS.items()}
    counted |= {
        FILES: (StoredFile, [StoredFile.kind != FileKind.APPROVAL_PROOF]),
        SOURCE: (MeetingSource, []),
        PROPOSALS: (AgendaProposal, [AgendaProposal.state == ProposalState.PROPOSED]),
        WRITTEN_SECTIONS: (MinutesSection, [MinutesSection.body != ""]),
        ATTENDED_BY: (Attendance, [Attendance.presence.in_(ATTENDED)]),
    }
    rows = session.execute(
        union_all(
            *(
                select(literal(name), func.count())
                .select_from(table)
                .where(table.meeting_id == meeting_id, *conditions)
                for name, (table, conditions) in counted.items()
            )
        )
    )
    return {row[0]: row[1] for row in rows}


# Acts on nouns the notula prints, that change none of its words.
_NO_WORDS = (
    *("agenda_item:opened", "agenda_item:closed", "agenda_item:reopened", "invitee:answered"),
    *("assignment:reported", "assignment:verified", "assignment:claim_withdrawn"),
    *("meeting:access_granted", "meeting:access_revoked", "meeting:previous_accepted"),
)


def words_change(session: Session, meeting_id: int) -> int:
    """The newest event of what a meeting's notula prints."""
    printed = (*PARTS, Meeting.noun, Action.noun, Assignment.noun)
    newest = session.scalar(
        select(func.max(Event.id)).where(
            Event.meeting_id == meeting_id,
            or_(*(Event.verb.startswith(f"{noun}:", autoescape=True) for noun in printed)),
            Event.verb.not_in(_NO_WORDS),
        )
    )
    return newest or 0


def last_change(session: Session, meeting_id: int) -> int:
    """The newest event of a meeting's record; printing a paper of it is no change."""
    newest = session.scalar(
        select(func.max(Event.id)).where(
            Event.meeting_id == meeting_id, Event.verb.not_like("document:%")
        )
    )
    return newest or 0
