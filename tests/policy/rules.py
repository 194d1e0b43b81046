"""Who sees what, as the office says it: once more and independently of the selects."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tests.policy.answers import rules_on_objection, rules_on_request, sees_wait
from tests.policy.official import sees_official, sees_official_document
from tracker.infra.orm import Base, session_of
from tracker.models.actions import Action
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.assignments import Assignment
from tracker.models.attendances import Attendance
from tracker.models.directives import Directive
from tracker.models.documents import Document, DocumentKind
from tracker.models.extensions import ExtensionRequest
from tracker.models.files import FileKind, StoredFile
from tracker.models.invitations import Invitation, InvitationState, invitation_of
from tracker.models.invitees import Invitee
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.objections import Objection
from tracker.models.official_papers import OfficialPaper
from tracker.models.paper_forms import PAPER_FORMS
from tracker.models.parked_items import ParkedItem
from tracker.models.take_overs import TakeOver
from tracker.models.users import Actor
from tracker.policy.actions import can_oversee, visible_actions, visible_assignments
from tracker.policy.agenda import visible_parked, visible_proposals
from tracker.policy.answers import rulable_objections, rulable_requests, visible_waits
from tracker.policy.directives import visible_directives
from tracker.policy.documents import visible_documents
from tracker.policy.files import visible_files
from tracker.policy.invitations import can_approve_invitation, visible_invitations
from tracker.policy.meetings import visible_meetings
from tracker.policy.minutes import visible_minutes
from tracker.policy.official_papers import visible_official_papers
from tracker.policy.take_overs import visible_take_overs


def is_named(actor: Actor, meeting: Meeting | None) -> bool:
    """Rahasia and above: those on the meeting's list, and nobody else."""
    if meeting is None or meeting.security_class not in NAMED_ACCESS:
        return True
    return actor.user_id in members(meeting, MeetingAccess, "user_id")


def sees_meeting(actor: Actor, meeting: Meeting) -> bool:
    if not is_named(actor, meeting):
        return False
    if actor.is_secretariat:
        return True
    if meeting.state is MeetingState.DRAFT:
        return False
    return (
        meeting.security_class in NAMED_ACCESS  # named in person, whatever the office
        or actor.heads(meeting.organising_unit_id)
        or meeting.is_chaired_by(actor)
        or bool(room(meeting) & offices(actor))
    )


def sees_minutes(actor: Actor, minutes: Minutes) -> bool:
    if not sees_meeting(actor, minutes.meeting):
        return False
    meeting = minutes.meeting
    opened = minutes.state is MinutesState.SUBMITTED and minutes.objections_until is not None
    return (
        minutes.state is MinutesState.APPROVED
        or actor.is_secretariat
        or is_asked(actor, minutes)
        or (opened and bool(room(meeting) & offices(actor)))
    )


def is_asked(actor: Actor, minutes: Minutes) -> bool:
    """For initials or approval."""
    meeting = minutes.meeting
    return minutes.state is MinutesState.SUBMITTED and (
        actor.heads(meeting.organising_unit_id)
        or meeting.is_chaired_by(actor)
        or actor.user_id in {step.user_id for step in minutes.chain}
    )


def sees_document(actor: Actor, paper: Document) -> bool:
    """By its kind; the letter reaches whoever is invited once it was sent under its code."""
    meeting = paper.meeting
    if paper.kind is DocumentKind.MINUTES:
        return sees_notula(actor, paper)
    if paper.kind is DocumentKind.INVITATION and is_asked_for_letter(actor, meeting):
        return True
    if paper.kind is DocumentKind.SHORT_MINUTES:
        of_meeting = session_of(paper).scalars(select(Minutes).filter_by(meeting_id=meeting.id))
        approved = [m for m in of_meeting if m.state is MinutesState.APPROVED]
        return any(sees_minutes(actor, minutes) for minutes in approved)
    if paper.kind in PAPER_FORMS:
        seen, named = sees_meeting(actor, meeting), is_named(actor, meeting)
        return sees_official_document(actor, paper, seen=seen, named=named)
    inside = actor.is_secretariat or actor.heads(meeting.organising_unit_id)
    letter = invitation_of(session_of(paper), meeting.id)
    sent = letter is not None and letter.state is InvitationState.SENT
    may = {
        DocumentKind.INVITATION: (paper.is_sealed and sent) or inside,
        DocumentKind.ATTENDANCE_FORM: inside or meeting.is_chaired_by(actor),
        DocumentKind.ATTENDANCE: inside or meeting.is_chaired_by(actor),
        DocumentKind.ACTION_MATRIX: inside or actor.is_leader or meeting.is_chaired_by(actor),
    }
    return sees_meeting(actor, meeting) and may[paper.kind]


def is_asked_for_letter(actor: Actor, meeting: Meeting) -> bool:
    """Leads the unit, did not submit it himself; even while the meeting is not opened yet."""
    letter = invitation_of(session_of(meeting), meeting.id)
    return (
        letter is not None
        and letter.state is InvitationState.SUBMITTED
        and actor.heads(meeting.organising_unit_id)
        and actor.user_id != letter.submitted_by
        and is_named(actor, meeting)
    )


def sees_notula(actor: Actor, paper: Document) -> bool:
    """A watermarked draft is gone for those who read the approved minutes."""
    session = Session.object_session(paper)
    assert session is not None
    minutes = session.get_one(Minutes, paper.minutes_id)
    return sees_minutes(actor, minutes) and (
        paper.is_sealed or actor.is_secretariat or is_asked(actor, minutes)
    )


def sees_action(actor: Actor, action: Action) -> bool:
    """Agencies: their own, and those agreed in a room they were in."""
    own = {share.organisation_id for share in action.assignments}
    in_the_room = action.meeting is not None and sees_meeting(actor, action.meeting)
    return is_named(actor, action.meeting) and (
        can_oversee(actor, action)
        or bool(own & actor.agencies)
        or (actor.is_agency and in_the_room)
    )


def sees_assignment(actor: Actor, share: Assignment) -> bool:
    """Never another agency's."""
    return is_named(actor, share.action.meeting) and (
        can_oversee(actor, share.action) or share.organisation_id in actor.agencies
    )


def sees_proposal(actor: Actor, proposal: AgendaProposal) -> bool:
    """Of other agencies' proposals nobody learns before they are on the agenda."""
    own = proposal.organisation_id in actor.agencies
    return sees_meeting(actor, proposal.meeting) and (actor.is_secretariat or own)


def sees_parked(actor: Actor, parked: ParkedItem) -> bool:
    return actor.is_secretariat and sees_meeting(actor, parked.meeting)


def sees_file(actor: Actor, file: StoredFile) -> bool:
    session = Session.object_session(file)
    assert session is not None
    if file.assignment_id is not None:
        return sees_assignment(actor, session.get_one(Assignment, file.assignment_id))
    if file.agenda_proposal_id is not None:
        return sees_proposal(actor, session.get_one(AgendaProposal, file.agenda_proposal_id))
    if file.directive_id is not None:
        return sees_directive(actor, session.get_one(Directive, file.directive_id))
    if file.meeting_id is None:
        return False
    proof = file.kind is FileKind.APPROVAL_PROOF
    inside = actor.is_secretariat or actor.is_leader
    return sees_meeting(actor, session.get_one(Meeting, file.meeting_id)) and (inside or not proof)


def sees_directive(actor: Actor, directive: Directive) -> bool:
    """Who sees a piece of work that it gave out."""
    given = session_of(directive).scalars(select(Action).filter_by(directive_id=directive.id))
    return any(sees_action(actor, action) for action in given)


def sees_invitation(actor: Actor, letter: Invitation) -> bool:
    """A letter still on its way: the secretariat, and who is asked to approve it."""
    meeting = letter.meeting
    if letter.state is InvitationState.SUBMITTED and can_approve_invitation(actor, letter):
        return is_named(actor, meeting)
    on_its_way = letter.state is not InvitationState.SENT
    return sees_meeting(actor, meeting) and (actor.is_secretariat or not on_its_way)


def sees_take_over(actor: Actor, take_over: TakeOver) -> bool:
    """The unit's own secretariat; of a meeting's, whoever of them may see that meeting."""
    meeting = take_over.meeting
    return actor.serves(take_over.unit_id) and (meeting is None or sees_meeting(actor, meeting))


def sees_written(actor: Actor, paper: OfficialPaper) -> bool:
    seen, named = sees_meeting(actor, paper.meeting), is_named(actor, paper.meeting)
    return sees_official(actor, paper, seen=seen, named=named)


def of_named(rule: Callable[..., bool]) -> Callable[[Actor, Any], bool]:
    """The rule of an answer, whose share may be of a meeting for named readers."""
    return lambda actor, row: rule(actor, row, named=is_named(actor, row.assignment.action.meeting))


RULES: dict[str, tuple[Any, Callable[[Actor], Select[Any]], Callable[[Actor, Any], bool]]]
RULES = {
    "meetings": (Meeting, visible_meetings, sees_meeting),
    "minutes": (Minutes, visible_minutes, sees_minutes),
    "invitations": (Invitation, visible_invitations, sees_invitation),
    "documents": (Document, visible_documents, sees_document),
    "official papers": (OfficialPaper, visible_official_papers, sees_written),
    "actions": (Action, visible_actions, sees_action),
    "assignments": (Assignment, visible_assignments, sees_assignment),
    "directives": (Directive, visible_directives, sees_directive),
    "proposals": (AgendaProposal, visible_proposals, sees_proposal),
    "parked items": (ParkedItem, visible_parked, sees_parked),
    "take-overs": (TakeOver, visible_take_overs, sees_take_over),
    "waits": (Objection, visible_waits, of_named(sees_wait)),
    "objections": (Objection, rulable_objections, of_named(rules_on_objection)),
    "requested dates": (ExtensionRequest, rulable_requests, of_named(rules_on_request)),
    "files": (StoredFile, visible_files, sees_file),
}


def room(meeting: Meeting) -> set[int]:
    """Organisations invited, or written down as present by who keeps the list."""
    invited = members(meeting, Invitee, "organisation_id")
    return invited | members(meeting, Attendance, "organisation_id", checked_in_at=None)


def offices(actor: Actor) -> frozenset[int]:
    return actor.agencies | actor.leads


def ids(session: Session, things: Select[Any]) -> set[int]:
    return {row.id for row in session.scalars(things)}


def members(meeting: Meeting, noun: type[Base], column: str, **only: object) -> set[int]:
    session = Session.object_session(meeting)
    assert session is not None
    return set(
        session.scalars(select(getattr(noun, column)).filter_by(meeting_id=meeting.id, **only))
    )
