"""Who sees the papers of a meeting, and who has them printed."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from tracker.infra.orm import kept
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor
from tracker.policy.invitations import approvable_invitations
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.policy.minutes import asks, visible_minutes
from tracker.policy.official_papers import official_documents
from tracker.policy.selecting import holds

LISTS = (DocumentKind.ATTENDANCE_FORM, DocumentKind.ATTENDANCE)


@kept
def visible_documents(actor: Actor) -> Select[Document]:
    """Of a meeting the actor sees: the notula as its minutes; the letter once issued and sent,
    before that secretariat and who heads the unit; attendance with its signatures these and who
    chairs; the action matrix no agency; what somebody wrote as `policy.official_papers` says; the
    short notula who sees the sealed one. Whoever is asked to approve a letter sees it before its
    meeting is opened.
    """
    letter = Document.kind == DocumentKind.INVITATION
    short = Document.kind == DocumentKind.SHORT_MINUTES
    others = or_(
        and_(short, _as_sealed_notula(actor)),
        and_(letter, Document.code.is_not(None), _is_sent()),
        and_(letter, _of_meeting(actor, chaired=False)),
        and_(Document.kind.in_(LISTS), _of_meeting(actor)),
        and_(Document.kind == DocumentKind.ACTION_MATRIX, _of_meeting(actor, led=actor.is_leader)),
    )
    seen = holds(visible_meetings(actor), Meeting.id == Document.meeting_id)
    ways = [_as_minutes(actor), and_(others, seen), official_documents(actor)]
    if actor.is_leader:
        asked = approvable_invitations(actor).with_only_columns(Invitation.meeting_id)
        ways.append(and_(letter, Document.meeting_id.in_(asked)))
    return select(Document).where(or_(*ways))


def can_print_papers(actor: Actor, meeting: Meeting) -> bool:
    """Attendance, blank and filled, and the letter's draft: who keeps the record."""
    return can_edit_meeting(actor, meeting)


def can_call_off(actor: Actor, document: Document) -> bool:
    """Stop the printing of a paper without code, and ask for it again: whoever sees it.

    A sealed one must be there to read, so that nobody calls it off.
    """
    return not document.is_sealed


def can_print_summary(actor: Actor, meeting: Meeting) -> bool:
    """One page for those who oversee; it tells each what he sees."""
    return actor.is_secretariat or actor.is_leader


def _as_minutes(actor: Actor) -> ColumnElement[bool]:
    """Drafted papers go with the minutes as they were: not for those who see the approved ones."""
    minutes = visible_minutes(actor)
    ways: list[ColumnElement[bool]] = [Document.code.is_not(None)]
    if actor.is_secretariat:
        ways.append(true())
    else:
        ways.append(holds(minutes.where(asks(actor)), Minutes.id == Document.minutes_id))
    return and_(holds(minutes, Minutes.id == Document.minutes_id), or_(*ways))


def _as_sealed_notula(actor: Actor) -> ColumnElement[bool]:
    """Some approved minutes of the same meeting are visible."""
    approved = visible_minutes(actor).where(Minutes.state == MinutesState.APPROVED)
    return holds(approved, Minutes.meeting_id == Document.meeting_id)


def _is_sent() -> ColumnElement[bool]:
    sent = select(Invitation).where(Invitation.state == InvitationState.SENT)
    return holds(sent, Invitation.meeting_id == Document.meeting_id)


def _of_meeting(actor: Actor, *, chaired: bool = True, led: bool = False) -> ColumnElement[bool]:
    """Secretariat; who heads the unit, or with `chaired` chairs. led: whoever leads anything."""
    if actor.is_secretariat or actor.leads_all or led:
        return true()
    asked: ColumnElement[bool] = Meeting.organising_unit_id.in_(actor.leads)
    if chaired and actor.person_id is not None:
        asked |= Meeting.chair_person_id == actor.person_id
    if not actor.leads and actor.person_id is None:
        return false()
    return holds(select(Meeting).where(asked), Meeting.id == Document.meeting_id)
