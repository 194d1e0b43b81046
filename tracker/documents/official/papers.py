"""The papers somebody writes: begun from the record, printed as a draft, sealed when approved."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.documents.official import (
    agreement_excerpt,
    cover_letter,
    disposition_sheet,
    internal_memo,
    official_record,
    reminding,
    report,
    staff_study,
)
from tracker.documents.official.source import Source
from tracker.documents.paper import text_to_screen
from tracker.documents.snapshot import paper_at_work
from tracker.infra.text import N_
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.errors import Untimely
from tracker.models.invitation_words import letter_nature
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper, PaperState, organisation_missing
from tracker.models.organisations import Organisation
from tracker.models.paper_forms import PAPER_FORMS
from tracker.models.paper_habits import usual_copies
from tracker.models.people import Person
from tracker.models.users import Actor

_PRINTED = (
    *("number", "dated_on", "place", "recipient", "sender", "subject", "enclosures", "copies"),
    *("items", "signatories"),
)


@dataclass(frozen=True, slots=True)
class Filling:
    """fill: the columns of a new paper. lists: what its template prints from the record besides."""

    fill: Callable[[Source], dict[str, Any]]
    lists: Callable[[Source, OfficialPaper], dict[str, Any]]


FILLINGS: dict[DocumentKind, Filling] = {
    DocumentKind.OFFICIAL_RECORD: Filling(official_record.fill, official_record.lists),
    DocumentKind.INTERNAL_MEMO: Filling(internal_memo.fill, internal_memo.lists),
    DocumentKind.REPORT: Filling(report.fill, report.lists),
    DocumentKind.STAFF_STUDY: Filling(staff_study.fill, staff_study.lists),
    DocumentKind.COVER_LETTER: Filling(cover_letter.fill, cover_letter.lists),
    DocumentKind.DISPOSITION_SHEET: Filling(disposition_sheet.fill, disposition_sheet.lists),
    DocumentKind.AGREEMENT_EXCERPT: Filling(agreement_excerpt.fill, agreement_excerpt.lists),
    DocumentKind.REMINDER_LETTER: Filling(reminding.fill_reminder, reminding.open_tasks),
    DocumentKind.REPRIMAND: Filling(reminding.fill_reprimand, reminding.late_tasks),
}


def begin_paper(
    session: Session,
    meeting: Meeting,
    kind: DocumentKind,
    organisation: Organisation | None,
    *,
    by: int,
    at: datetime,
    on: date,
) -> OfficialPaper:
    """A new draft with everything the record knows. on: the office's day. Raises DomainError."""
    meeting.hold()
    form = PAPER_FORMS[kind]
    wanted = organisation if form.concerns else None
    if form.concerns and wanted is None:
        raise organisation_missing()
    filled = FILLINGS[kind].fill(Source(session, meeting, on, wanted))
    if "copies" in form.head:
        filled["copies"] = filled.get("copies") or usual_copies(session, kind)
    return OfficialPaper.add(
        session,
        by=by,
        at=at,
        meeting=meeting,
        kind=kind,
        state=PaperState.DRAFT,
        organisation=wanted,
        **filled,
    )


def fill_again(
    session: Session, paper: OfficialPaper, *, by: int, at: datetime, on: date
) -> list[str]:
    """Fill what is still empty from what the record says now, and tell which columns changed.

    What somebody wrote stays. Raises Untimely once the paper was submitted.
    """
    filled = _filled(session, paper, on=on)
    parts = {code: paper.parts.get(code) or text for code, text in filled.pop("parts", {}).items()}
    changed = {name: value for name, value in filled.items() if value and not _told(paper, name)}
    if parts != {code: paper.parts.get(code, "") for code in parts}:
        changed["parts"] = {**paper.parts, **parts}
    if changed:
        paper.revise(by=by, at=at, version=paper.version, **changed)
    return list(changed)


def names_from_record(session: Session, paper: OfficialPaper, *, on: date) -> set[str]:
    """The columns, and parts by their code, that say word for word what the record says now."""
    filled = _filled(session, paper, on=on)
    parts = filled.pop("parts", {})
    same = {name for name, value in filled.items() if value and getattr(paper, name) == value}
    return same | {code for code, text in parts.items() if text and paper.parts.get(code) == text}


def read_official(session: Session, paper: OfficialPaper, issued: Document | None) -> Markup:
    """Its text to read within a page: as it is written now, or as it was issued.

    issued: its newest edition, as `issued_of` gives it.
    """
    if paper.state is PaperState.APPROVED and issued is not None:
        return text_to_screen(json.loads(issued.snapshot))
    return text_to_screen(paper_at_work(paper.kind, paper.meeting, content_of(session, paper)))


def draft_official(session: Session, paper: OfficialPaper, *, by: int, at: datetime) -> Document:
    """The paper as it is written now: watermarked, a sheet without; call inside `write`.

    Raises DomainError when it is more than a paper can carry.
    """
    content = content_of(session, paper)
    return prepare_paper(
        session, paper.kind, paper.meeting, content, by=by, at=at, official_paper_id=paper.id
    )


def require_something_owed(session: Session, paper: OfficialPaper) -> None:
    """Let no letter out that says an organisation is behind with nothing. Raises Untimely."""
    source = Source(session, paper.meeting, _day_of(paper), paper.organisation)
    if FILLINGS[paper.kind].lists(source, paper).get("tasks") == []:
        raise Untimely(
            "nothing_owed",
            N_(
                "Pada tanggal surat ini tidak ada tindak lanjut instansi yang dituju untuk "
                "ditagih. Periksa instansi dan tanggalnya."
            ),
        )


def issue_official(
    session: Session, paper: OfficialPaper, *, by: Actor, at: datetime, base_url: str
) -> Document:
    """Seal what was just approved under a code; call inside `write`.

    Raises as the draft, and Untimely for a letter about nothing.
    """
    require_something_owed(session, paper)
    content = content_of(session, paper)
    if _signs_himself(session, paper, by):
        content["approved_at"] = paper.approved_at
    return issue_paper(
        session,
        paper.kind,
        paper.meeting,
        content,
        by=by.user_id,
        at=at,
        base_url=base_url,
        official_paper_id=paper.id,
    )


def issued_of(session: Session, paper: OfficialPaper) -> Document | None:
    """Its newest edition, if one was ever approved."""
    return newest_document(session, paper.kind, paper.meeting_id, official_paper_id=paper.id)


def content_of(session: Session, paper: OfficialPaper) -> dict[str, Any]:
    """What `issue_paper` and `prepare_paper` take: its own words, and lists of the record."""
    meeting = paper.meeting
    source = Source(session, meeting, _day_of(paper), paper.organisation)
    return {
        "paper": paper.id,
        "nature": letter_nature(meeting),
        "organisation": paper.organisation.name if paper.organisation else "",
        **{name: getattr(paper, name) for name in _PRINTED},
        "parts": {part.code: paper.parts.get(part.code, "") for part in paper.form.parts},
        **FILLINGS[paper.kind].lists(source, paper),
        "approved_at": None,
    }


def _day_of(paper: OfficialPaper) -> date:
    return paper.dated_on or paper.meeting.starts_on or date.min


def _filled(session: Session, paper: OfficialPaper, *, on: date) -> dict[str, Any]:
    source = Source(session, paper.meeting, on, paper.organisation)
    return FILLINGS[paper.kind].fill(source)


def _told(paper: OfficialPaper, name: str) -> bool:
    """Whether a column says something: of those who sign, whether one of them is named."""
    if name == "signatories":
        return any(block["position"] or block["name"] for block in paper.signatories)
    return bool(getattr(paper, name))


def _signs_himself(session: Session, paper: OfficialPaper, by: Actor) -> bool:
    """Whether who approved is the only one to sign: else a hand signs what was approved."""
    if by.person_id is None or len(paper.signatories) != 1:
        return False
    person = session.get_one(Person, by.person_id)
    return paper.signatories[0]["name"] in {person.name, person.full_name}
