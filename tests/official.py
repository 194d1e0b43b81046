"""Papers somebody writes, for tests."""

from sqlalchemy.orm import Session

from tests.factories import CHAIR, NOW, make_meeting, someone
from tracker.models.documents import DocumentKind
from tracker.models.official_papers import OfficialPaper, PaperState, signing_block
from tracker.models.paper_forms import PAPER_FORMS


def make_official(session: Session, kind: DocumentKind, **values: object) -> OfficialPaper:
    return OfficialPaper.add(
        session,
        by=someone(session),
        at=NOW,
        **{
            "meeting": make_meeting(session),
            "kind": kind,
            "state": PaperState.DRAFT,
            "signatories": [signing_block(CHAIR)] if PAPER_FORMS[kind].signatories else [],
            **values,
        },
    )
