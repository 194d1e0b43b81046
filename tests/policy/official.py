"""Papers somebody writes: some in the small government, and who sees them as the office says it."""

from sqlalchemy.orm import Session

from tests.factories import NOW, make_actor, someone
from tests.official import make_official
from tracker.infra.orm import session_of
from tracker.models.documents import (
    Document,
    DocumentKind,
    draft_document,
    issue_document,
    new_code,
)
from tracker.models.meetings import Meeting
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor

SENT_OUT = {  # read by the organisation they are made for, once they went out
    DocumentKind.AGREEMENT_EXCERPT,
    DocumentKind.COVER_LETTER,
    DocumentKind.REMINDER_LETTER,
    DocumentKind.REPRIMAND,
}


def add_official(
    session: Session, meeting: Meeting, offices: dict[str, Organisation], submitter: Actor
) -> None:
    """A memo and an excerpt for Dinas Sosial, by turns in every state, as drafts and sealed."""
    by, approver = someone(session), make_actor(session)
    kinds = (DocumentKind.INTERNAL_MEMO, DocumentKind.AGREEMENT_EXCERPT)
    for turn, kind in enumerate(kinds, start=meeting.id):
        state = list(PaperState)[turn * 2 % 5]
        paper = make_official(session, kind, meeting=meeting, organisation=offices["social"])
        _bring_to(paper, state, submitter, approver)
        drawn, sealed = (f'{{"{word}":{paper.id}}}'.encode() for word in ("draft", "paper"))
        of, code = paper.id, new_code()
        draft_document(session, kind, meeting, drawn, by=by, at=NOW, official_paper_id=of)
        if state is PaperState.APPROVED:
            issue_document(
                session,
                kind,
                meeting,
                sealed,
                edition=1,
                code=code,
                by=None,
                at=NOW,
                official_paper_id=of,
            )


def _bring_to(paper: OfficialPaper, state: PaperState, submitter: Actor, approver: Actor) -> None:
    if state is PaperState.DISCARDED:
        paper.discard(by=submitter.user_id, at=NOW)
    elif state is not PaperState.DRAFT:
        paper.submit(by=submitter, at=NOW)
    if state is PaperState.RETURNED:
        paper.give_back("Lengkapi.", by=approver, at=NOW)
    if state is PaperState.APPROVED:
        paper.approve(by=approver, at=NOW)


def sees_official(actor: Actor, paper: OfficialPaper, *, seen: bool, named: bool) -> bool:
    """seen: whether the actor sees the meeting. named: or is not kept from it by its class."""
    if paper.state is PaperState.DISCARDED:
        return False
    if is_asked(actor, paper, named=named):
        return True
    went_up = paper.state in {PaperState.SUBMITTED, PaperState.APPROVED}
    above = actor.heads(paper.meeting.organising_unit_id) and went_up
    return seen and (actor.is_secretariat or above)


def sees_official_document(actor: Actor, printed: Document, *, seen: bool, named: bool) -> bool:
    if printed.official_paper_id is None:
        return False
    paper = session_of(printed).get_one(OfficialPaper, printed.official_paper_id)
    own = paper.organisation_id in actor.agencies | actor.leads
    if printed.is_sealed and paper.kind in SENT_OUT and own and seen:
        return True
    may_read = printed.is_sealed or actor.is_secretariat or is_asked(actor, paper, named=named)
    return may_read and sees_official(actor, paper, seen=seen, named=named)


def is_asked(actor: Actor, paper: OfficialPaper, *, named: bool) -> bool:
    """Leads the unit and did not submit it himself; even while the meeting is not opened yet."""
    heads = actor.heads(paper.meeting.organising_unit_id)
    submitted = paper.state is PaperState.SUBMITTED
    return submitted and heads and named and actor.user_id != paper.submitted_by
