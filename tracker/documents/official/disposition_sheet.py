"""Lembar disposisi: the sheet that goes up with a paper, for a leader to write on by hand."""

from typing import Any

from sqlalchemy import select

from tracker.documents.official.source import Source
from tracker.models.documents import DocumentKind
from tracker.models.legal_references import DatePrecision
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.reports.posts import head_of

_GOES_UP = (DocumentKind.INTERNAL_MEMO, DocumentKind.REPORT, DocumentKind.STAFF_STUDY)
_WRITTEN = (PaperState.SUBMITTED, PaperState.APPROVED)


def fill(source: Source) -> dict[str, Any]:
    """Of the newest paper written to a leader, else of the letter the meeting was based on, else
    of the invitation. forwarded_to: who may be ticked, the heads of those responsible.
    """
    heads = dict.fromkeys(
        head_of(source.session, office, on=source.on).title
        for office in {lead.organisation: None for row in source.rows for lead in row.leads}
    )
    return {
        **(_of_paper(source) or _of_basis(source) or _of_invitation(source)),
        "parts": {"forwarded_to": "\n".join(heads), "note": ""},
        "signatories": [],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """forwarded_to: line by line."""
    return {"forwarded_to": [s.strip() for s in paper.parts["forwarded_to"].splitlines() if s]}


def _of_paper(source: Source) -> dict[str, Any]:
    paper = source.session.scalar(
        select(OfficialPaper)
        .where(OfficialPaper.meeting_id == source.meeting.id)
        .where(OfficialPaper.kind.in_(_GOES_UP), OfficialPaper.state.in_(_WRITTEN))
        .order_by(OfficialPaper.id.desc())
        .limit(1)
    )
    if paper is None:
        return {}
    sender = paper.sender or next((block["position"] for block in paper.signatories), "")
    names = ("number", "dated_on", "subject")
    return {"sender": sender, **{name: getattr(paper, name) for name in names}}


def _of_basis(source: Source) -> dict[str, Any]:
    for letter in source.record["basis"]:
        if letter["number"]:
            known = letter["date_precision"] is DatePrecision.DAY
            return {
                "sender": letter["issuer"],
                "number": letter["number"],
                "dated_on": letter["dated_on"] if known else None,
                "subject": letter["subject"],
            }
    return {}


def _of_invitation(source: Source) -> dict[str, Any]:
    meeting = source.meeting
    return {
        "sender": meeting.host,
        "number": meeting.invitation_number,
        "dated_on": meeting.invitation_date,
        "subject": f"Undangan {source.name}",
    }
