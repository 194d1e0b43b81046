"""Who reads, writes and approves the papers that somebody writes from a meeting's record."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from tracker.infra.orm import kept
from tracker.models.documents import Document, DocumentKind
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.official_papers import OfficialPaper, PaperState
from tracker.models.users import Actor
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.selecting import granted, holds

# What is sent to an organisation that sees the meeting.
TO_ORGANISATIONS = (
    *(DocumentKind.AGREEMENT_EXCERPT, DocumentKind.COVER_LETTER),
    *(DocumentKind.REMINDER_LETTER, DocumentKind.REPRIMAND),
)


@kept
def visible_official_papers(actor: Actor) -> Select[OfficialPaper]:
    """Of meetings the actor sees: the secretariat's all; for who heads the unit, or above it, what
    was submitted or approved. Those asked to approve also read that of a meeting still a draft.
    """
    seen = holds(visible_meetings(actor), Meeting.id == OfficialPaper.meeting_id)
    ways: list[ColumnElement[bool]] = [and_(seen, true() if actor.is_secretariat else false())]
    if actor.is_leader:
        shown = OfficialPaper.state.in_((PaperState.SUBMITTED, PaperState.APPROVED))
        ways.append(and_(seen, shown, _headed(actor)))
        asked = approvable_official_papers(actor).with_only_columns(OfficialPaper.id)
        ways.append(OfficialPaper.id.in_(asked))
    return select(OfficialPaper).where(OfficialPaper.state != PaperState.DISCARDED, or_(*ways))


@kept
def approvable_official_papers(actor: Actor) -> Select[OfficialPaper]:
    """Those submitted that `can_approve_official_paper` allows: what waits for the actor's word."""
    openly = Meeting.security_class.not_in(NAMED_ACCESS) | OfficialPaper.meeting_id.in_(
        granted(actor)
    )
    return (
        select(OfficialPaper)
        .join(Meeting, Meeting.id == OfficialPaper.meeting_id)
        .where(OfficialPaper.state == PaperState.SUBMITTED)
        .where(OfficialPaper.submitted_by.is_distinct_from(actor.user_id))
        .where(_headed(actor) if actor.is_leader else false(), openly)
    )


def can_write_official_papers(actor: Actor, meeting: Meeting) -> bool:
    """Begin, write and submit them: who keeps the record."""
    return can_edit_meeting(actor, meeting)


def can_approve_official_paper(actor: Actor, paper: OfficialPaper) -> bool:
    """The head of the organising unit and who leads above him; never who submitted it."""
    heads = actor.heads(paper.meeting.organising_unit_id)
    return heads and actor.user_id != paper.submitted_by


def can_print_official_draft(actor: Actor, paper: OfficialPaper) -> bool:
    """Until it is approved: who writes it, and who is asked to approve it."""
    if paper.is_written:
        return can_write_official_papers(actor, paper.meeting)
    asked = can_approve_official_paper(actor, paper)
    writes = can_write_official_papers(actor, paper.meeting)
    return paper.state is PaperState.SUBMITTED and (asked or writes)


def official_documents(actor: Actor) -> ColumnElement[bool]:
    """Which printed ones: with the paper they print; and once issued, those sent to an
    organisation of the actor whose meeting it sees.
    """
    papers = holds(visible_official_papers(actor), OfficialPaper.id == Document.official_paper_id)
    drafts = true() if actor.is_secretariat else Document.code.is_not(None) | _asked(actor)
    return or_(and_(papers, drafts), _received(actor))


def _received(actor: Actor) -> ColumnElement[bool]:
    mine = select(OfficialPaper).where(
        OfficialPaper.kind.in_(TO_ORGANISATIONS),
        OfficialPaper.organisation_id.in_(actor.agencies | actor.leads),
    )
    seen = holds(visible_meetings(actor), Meeting.id == Document.meeting_id)
    received = holds(mine, OfficialPaper.id == Document.official_paper_id)
    return and_(Document.code.is_not(None), received, seen)


def _asked(actor: Actor) -> ColumnElement[bool]:
    asked = approvable_official_papers(actor)
    return holds(asked, OfficialPaper.id == Document.official_paper_id)


def _headed(actor: Actor) -> ColumnElement[bool]:
    if actor.leads_all:
        return true()
    unit = select(Meeting.id).where(Meeting.organising_unit_id.in_(actor.leads))
    return OfficialPaper.meeting_id.in_(unit)
