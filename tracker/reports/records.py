"""How much of a meeting's record is there, part by part."""

from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from tracker.models.files import FileKind, StoredFile
from tracker.models.meeting_parts import ATTENDED, PARTS, Attendance, MinutesSection
from tracker.models.meetings import MeetingSource

FILES = "file"
SOURCE = "source"
WRITTEN_SECTIONS = "written_section"
ATTENDED_BY = "attended_by"


def record_counts(session: Session, meeting_id: int) -> dict[str, int]:
    """Rows by noun of the part, and beside them the names above (one statement)."""
    counted: dict[str, tuple[Any, list[Any]]] = {noun: (part, []) for noun, part in PARTS.items()}
    counted |= {
        FILES: (StoredFile, [StoredFile.kind != FileKind.APPROVAL_PROOF]),
        SOURCE: (MeetingSource, []),
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
