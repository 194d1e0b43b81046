"""Petikan for every organisation at once: one draft each, for those who have none yet."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.documents.official.agreement_excerpt import unwritten_offices
from tracker.documents.official.papers import begin_paper
from tracker.infra.text import N_
from tracker.models.documents import DocumentKind
from tracker.models.errors import Untimely
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper


def begin_excerpts(
    session: Session, meeting: Meeting, *, by: int, at: datetime, on: date
) -> Sequence[OfficialPaper]:
    """on: the office's day. Raises Untimely when nobody is left to whom one could be written."""
    meeting.hold()
    offices = unwritten_offices(session, meeting)
    if not offices:
        raise Untimely(
            "no_office_left",
            N_("Tidak ada instansi penerima tugas yang belum memiliki petikan dari rapat ini."),
        )
    kind = DocumentKind.AGREEMENT_EXCERPT
    return [begin_paper(session, meeting, kind, office, by=by, at=at, on=on) for office in offices]
