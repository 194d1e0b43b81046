"""Papers besides the notula: issued under a code, or prepared without one.

Both write the snapshot and ask for the rendering in the running transaction, as approval does.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.documents.queueing import ask_for_rendering
from tracker.documents.sealing import printable
from tracker.documents.snapshot import Seal, paper_snapshot
from tracker.models.documents import (
    Document,
    DocumentKind,
    draft_document,
    issue_document,
    new_code,
    newest_document,
)
from tracker.models.letterheads import read_letterhead
from tracker.models.meetings import Meeting
from tracker.models.withdrawals import withdrawal_of

# What an office may set otherwise without the paper saying anything else.
_OF_ITS_LOOKS = ("layout",)
_OF_ITS_ISSUE = ("edition", "seal")


def issue_paper(
    session: Session,
    kind: DocumentKind,
    meeting: Meeting,
    content: dict[str, Any],
    *,
    by: int | None,
    at: datetime,
    base_url: str,
    official_paper_id: int | None = None,
) -> Document:
    """Seal a paper of this kind as its next edition; call inside `write`.

    content: see `paper_snapshot`. official_paper_id: as of `Document`. What says the same as the
    edition that stands is that edition, unless it was withdrawn.
    Raises DomainError when it is more than a paper can carry.
    """
    meeting.hold()  # two who issue at once get two editions, or one where they say the same
    written = {"official_paper_id": official_paper_id}
    newest = newest_document(session, kind, meeting.id, **written)
    if newest and _says_still(session, newest, paper_snapshot(session, kind, meeting, content)):
        return newest
    edition = newest.edition + 1 if newest and newest.edition else 1
    code = new_code()
    seal = Seal(code, f"{base_url}/periksa/{code}", at)
    snapshot = paper_snapshot(session, kind, meeting, content, edition=edition, seal=seal)
    document = issue_document(
        session,
        kind,
        meeting,
        printable(snapshot),
        edition=edition,
        code=code,
        by=by,
        at=at,
        **written,
    )
    ask_for_rendering(session, document, at=at)
    return document


def prepare_paper(
    session: Session,
    kind: DocumentKind,
    meeting: Meeting,
    content: dict[str, Any],
    *,
    by: int | None,
    at: datetime,
    official_paper_id: int | None = None,
) -> Document:
    """The same without code: a watermarked draft, or the blank list, which is a sheet to work on.

    The same content has one paper. Raises DomainError as `issue_paper`.
    """
    snapshot = printable(paper_snapshot(session, kind, meeting, content))
    document = draft_document(
        session, kind, meeting, snapshot, by=by, at=at, official_paper_id=official_paper_id
    )
    ask_for_rendering(session, document, at=at)
    return document


def _says_still(session: Session, paper: Document, snapshot: bytes) -> bool:
    same = _says(paper.snapshot) == _says(snapshot)
    return same and withdrawal_of(session, paper.id) is None


def _says(snapshot: bytes) -> dict[str, Any]:
    paper = json.loads(snapshot)
    paper["letterhead"] = read_letterhead(paper["letterhead"])
    unsaid = (*_OF_ITS_ISSUE, *_OF_ITS_LOOKS)
    return {name: value for name, value in paper.items() if name not in unsaid}
