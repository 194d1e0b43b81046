"""Who may: `can_<verb>(actor, thing)` beside `visible_<things>(actor)`, one file for all rights.

Load through `visible_*` (invisible is 404), then ask `can_*` (forbidden is 403). A test proves
that predicate and select agree.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, literal, not_, or_, select, true

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignment_states import OPEN_STATES, PENDING_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.documents import Document
from tracker.models.files import FileKind, StoredFile
from tracker.models.meeting_parts import Attendance, Invitee
from tracker.models.meetings import NAMED_ACCESS, Meeting, MeetingAccess, MeetingState
from tracker.models.minutes import Minutes, MinutesAuthor, MinutesState
from tracker.models.tallies import AssignmentTally
from tracker.models.users import Actor

# --- meetings -----------------------------------------------------------------------------------


@kept
def visible_meetings(actor: Actor) -> Select[Meeting]:
    """Secretariat: all open ones; leaders, agencies and chairs: theirs, once no longer a draft.

    Of Rahasia and above: who is on its list, as if invited in person, and nobody else.
    """
    opened = Meeting.state != MeetingState.DRAFT
    ways: list[ColumnElement[bool]] = []
    if actor.is_secretariat:
        ways.append(true())
    if actor.leads_all:
        ways.append(opened)
    if actor.leads:
        ways.append(and_(opened, Meeting.organising_unit_id.in_(actor.leads)))
    if actor.agencies | actor.leads:
        ways.append(and_(opened, Meeting.id.in_(_took_part(actor))))
    if actor.person_id is not None:
        ways.append(and_(opened, Meeting.chair_person_id == actor.person_id))
    secret, named = Meeting.security_class.in_(NAMED_ACCESS), Meeting.id.in_(_granted(actor))
    ways.append(and_(opened, secret, named))
    return select(Meeting).where(or_(*ways), or_(not_(secret), named))


def can_record_meeting(actor: Actor) -> bool:
    return actor.is_secretariat


def can_edit_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The secretariat of the organising unit; whether the record is open is the model's rule."""
    return actor.serves(meeting.organising_unit_id)


def can_read_record(actor: Actor) -> bool:
    """Statements, agreements and all that is being written; others read the approved minutes."""
    return actor.is_secretariat


# --- minutes and papers -------------------------------------------------------------------------


@kept
def visible_minutes(actor: Actor) -> Select[Minutes]:
    """Drafts: secretariat, and whoever is asked to approve; others after approval."""
    ways: list[ColumnElement[bool]] = [Minutes.state == MinutesState.APPROVED]
    if actor.is_secretariat:
        ways.append(true())
    if actor.leads or actor.person_id is not None:
        asked = _holds(_to_approve(actor), Meeting.id == Minutes.meeting_id)
        ways.append(and_(Minutes.state == MinutesState.SUBMITTED, asked))
    of_meeting = _holds(visible_meetings(actor), Meeting.id == Minutes.meeting_id)
    return select(Minutes).where(of_meeting, or_(*ways))


def can_submit_minutes(actor: Actor, minutes: Minutes) -> bool:
    return can_edit_meeting(actor, minutes.meeting)


def can_approve_minutes(actor: Actor, minutes: Minutes) -> bool:
    """The chair; or the head of the organising unit, who records an outside chair with proof.

    Never who took or submitted the minutes.
    """
    meeting = minutes.meeting
    asked = meeting.is_chaired_by(actor) or actor.heads(meeting.organising_unit_id)
    return asked and actor.user_id not in minutes.written_by


@kept
def approvable_minutes(actor: Actor) -> Select[Minutes]:
    """Those submitted that `can_approve_minutes` allows: what waits for the actor's word."""
    taken_by_other = Meeting.minute_taker_id.is_distinct_from(actor.user_id)
    asked = _holds(_to_approve(actor).where(taken_by_other), Meeting.id == Minutes.meeting_id)
    own = select(MinutesAuthor.minutes_id).where(MinutesAuthor.user_id == actor.user_id)
    return visible_minutes(actor).where(
        Minutes.state == MinutesState.SUBMITTED, Minutes.id.not_in(own), asked
    )


def can_open_correction(actor: Actor, minutes: Minutes) -> bool:
    return can_edit_meeting(actor, minutes.meeting)


@kept
def visible_documents(actor: Actor) -> Select[Document]:
    """Drafted papers go with the minutes as they were: not for those who see the approved ones."""
    minutes = visible_minutes(actor)
    ways: list[ColumnElement[bool]] = [Document.code.is_not(None)]
    if actor.is_secretariat:
        ways.append(true())
    elif actor.leads or actor.person_id is not None:
        asked = minutes.where(Minutes.state != MinutesState.APPROVED)
        ways.append(_holds(asked, Minutes.id == Document.minutes_id))
    return select(Document).where(_holds(minutes, Minutes.id == Document.minutes_id), or_(*ways))


def can_draft_paper(actor: Actor, minutes: Minutes) -> bool:
    """Who edits the record, and who is asked to approve it."""
    asked = minutes.state is MinutesState.SUBMITTED and can_approve_minutes(actor, minutes)
    return can_edit_meeting(actor, minutes.meeting) or asked


# --- actions and assignments --------------------------------------------------------------------


@kept
def visible_actions(actor: Actor) -> Select[Action]:
    """Agencies: their own, and (sentence, lead and due date only) those agreed in the room."""
    own = select(Assignment).where(Assignment.organisation_id.in_(actor.agencies))
    ways = _by_scope(actor, Action)
    if actor.agencies:
        ways.append(_holds(own, Assignment.action_id == Action.id))
        ways.append(_holds(visible_meetings(actor), Meeting.id == Action.meeting_id))
    return select(Action).where(or_(false(), *ways), _classed(actor, Action))


@kept
def visible_assignments(actor: Actor) -> Select[Assignment]:
    """Those whose updates, evidence and verdicts the actor may read: never another agency's."""
    return select(Assignment).where(_owed(actor, Assignment), _classed(actor, Assignment))


@kept
def visible_tallies(actor: Actor) -> Select[AssignmentTally]:
    """The same work as numbers, but for what is classed for named readers only."""
    openly = AssignmentTally.security_class.not_in(NAMED_ACCESS)
    return select(AssignmentTally).where(_owed(actor, AssignmentTally), openly)


@kept
def untallied_assignments(actor: Actor) -> Select[Assignment]:
    """What `visible_assignments` has beyond `visible_tallies`: meetings the actor was named for."""
    granted = Assignment.meeting_id.in_(_granted(actor))
    classed = Assignment.security_class.in_(NAMED_ACCESS)
    return select(Assignment).where(_owed(actor, Assignment), granted, classed)


def can_read_assignment(actor: Actor, assignment: Assignment) -> bool:
    """Of a meeting the actor sees: how this organisation stands, beyond sentence and due date."""
    overseen = actor.is_secretariat or actor.leads_all or assignment.unit_id in actor.leads
    return overseen or assignment.organisation_id in actor.agencies


def can_oversee(actor: Actor, action: Action) -> bool:
    """Sees how all agencies stand with the action, not only its own share."""
    return actor.is_secretariat or actor.leads_all or action.unit_id in actor.leads


def can_open_action(actor: Actor, unit_id: int) -> bool:
    return actor.serves(unit_id)


def can_edit_action(actor: Actor, action: Action) -> bool:
    return actor.serves(action.unit_id)


def can_cancel_action(actor: Actor, action: Action) -> bool:
    """The unit's secretariat, unless an organisation of its own still owes a share."""
    return can_edit_action(actor, action) and not any(
        share.organisation_id in actor.organisations
        for share in action.assignments
        if share.state in PENDING_STATES
    )


def can_report_for(actor: Actor, assignment: Assignment) -> bool:
    """Those of the organisation itself; whether it is time to report is the rule of the model."""
    return assignment.organisation_id in actor.agencies


def can_post_update(actor: Actor, assignment: Assignment) -> bool:
    return can_report_for(actor, assignment) and assignment.state in OPEN_STATES


def can_withdraw_claim(actor: Actor, assignment: Assignment) -> bool:
    return can_report_for(actor, assignment) and assignment.state is AssignmentState.AWAITING


def can_rule_for(actor: Actor, assignment: Assignment) -> bool:
    """Verify, reassign, reopen, cancel: the unit's secretariat, but nobody of those who owe it."""
    own = assignment.organisation_id in actor.organisations
    return actor.serves(assignment.unit_id) and not own


def can_verify(actor: Actor, assignment: Assignment) -> bool:
    return can_rule_for(actor, assignment) and assignment.state is AssignmentState.AWAITING


@kept
def verifiable_assignments(actor: Actor) -> Select[Assignment]:
    """Those `can_verify` allows: the claims that wait for the actor's ruling."""
    return visible_assignments(actor).where(_ruled_on(actor, Assignment))


@kept
def verifiable_tallies(actor: Actor) -> Select[AssignmentTally]:
    """The same claims as numbers, but for what is classed for named readers only."""
    return visible_tallies(actor).where(_ruled_on(actor, AssignmentTally))


# --- files --------------------------------------------------------------------------------------


@kept
def visible_files(actor: Actor) -> Select[StoredFile]:
    """By the thing that owns the file: evidence by its assignment, attachments by the meeting.

    Proof of approval concerns the secretariat and leaders only.
    """
    evidence = _holds(visible_assignments(actor), Assignment.id == StoredFile.assignment_id)
    attached = _holds(visible_meetings(actor), Meeting.id == StoredFile.meeting_id)
    if not (actor.is_secretariat or actor.is_leader):
        attached = and_(attached, StoredFile.kind != FileKind.APPROVAL_PROOF)
    return select(StoredFile).where(or_(evidence, attached))


# --- administration -----------------------------------------------------------------------------


def can_administer(actor: Actor) -> bool:
    return actor.is_admin


def _holds(things: Select[Any], key: ColumnElement[bool]) -> ColumnElement[bool]:
    """One of `things` has this key: looked up row by row, never by listing all of them.

    key: `Thing.id == Row.thing_id`, with the thing at the left.
    """
    inner = things.column_descriptions[0]["entity"].__table__
    found = things.with_only_columns(literal(1)).where(key)
    return found.correlate_except(inner).exists()


def _took_part(actor: Actor) -> Select[int]:
    """Meetings to which an organisation of the actor was invited, or where it was present."""
    mine = actor.agencies | actor.leads
    invited = select(Invitee.meeting_id).where(Invitee.organisation_id.in_(mine))
    present = select(Attendance.meeting_id).where(Attendance.organisation_id.in_(mine))
    return select(Meeting.id).where(or_(Meeting.id.in_(invited), Meeting.id.in_(present)))


def _to_approve(actor: Actor) -> Select[int]:
    chaired = false() if actor.person_id is None else Meeting.chair_person_id == actor.person_id
    headed = true() if actor.leads_all else Meeting.organising_unit_id.in_(actor.leads)
    return select(Meeting.id).where(or_(chaired, headed))


def _owed(actor: Actor, thing: type[Assignment] | type[AssignmentTally]) -> ColumnElement[bool]:
    ways = _by_scope(actor, thing)
    if actor.agencies:
        ways.append(thing.organisation_id.in_(actor.agencies))
    return or_(false(), *ways)


def _ruled_on(actor: Actor, thing: type[Assignment] | type[AssignmentTally]) -> ColumnElement[bool]:
    own = thing.organisation_id.in_(actor.organisations)
    served = true() if actor.secretariat_all else thing.unit_id.in_(actor.secretariat)
    return and_(thing.state == AssignmentState.AWAITING, served, not_(own))


def _by_scope(
    actor: Actor, thing: type[Action] | type[Assignment] | type[AssignmentTally]
) -> list[ColumnElement[bool]]:
    if actor.is_secretariat or actor.leads_all:
        return [true()]
    return [thing.unit_id.in_(actor.leads)] if actor.leads else []


def _classed(actor: Actor, thing: Any) -> ColumnElement[bool]:
    openly = thing.security_class.not_in(NAMED_ACCESS)
    return or_(openly, thing.meeting_id.in_(_granted(actor)))


def _granted(actor: Actor) -> Select[int]:
    return select(MeetingAccess.meeting_id).where(MeetingAccess.user_id == actor.user_id)
