"""Who sees, reports on and rules over what was agreed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignment_states import OPEN_STATES, PENDING_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.tallies import AssignmentTally
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.policy.selecting import granted, holds


@kept
def visible_actions(actor: Actor) -> Select[Action]:
    """Agencies: their own, and (sentence, lead and due date only) those agreed in the room."""
    own = select(Assignment).where(Assignment.organisation_id.in_(actor.agencies))
    ways = by_scope(actor, Action)
    if actor.agencies:
        ways.append(holds(own, Assignment.action_id == Action.id))
        ways.append(holds(visible_meetings(actor), Meeting.id == Action.meeting_id))
    return select(Action).where(or_(false(), *ways), classed(actor, Action))


@kept
def visible_assignments(actor: Actor) -> Select[Assignment]:
    """Those whose updates, evidence and verdicts the actor may read: never another agency's."""
    return select(Assignment).where(_owed(actor, Assignment), classed(actor, Assignment))


@kept
def owed_assignments(actor: Actor) -> Select[Assignment]:
    """Those of the actor's own organisations: what he may report on, or could."""
    return visible_assignments(actor).where(Assignment.organisation_id.in_(actor.agencies))


@kept
def visible_tallies(actor: Actor) -> Select[AssignmentTally]:
    """The same work as numbers, but for what is classed for named readers only."""
    openly = AssignmentTally.security_class.not_in(NAMED_ACCESS)
    return select(AssignmentTally).where(_owed(actor, AssignmentTally), openly)


@kept
def untallied_assignments(actor: Actor) -> Select[Assignment]:
    """What `visible_assignments` has beyond `visible_tallies`: meetings the actor was named for."""
    named = Assignment.meeting_id.in_(granted(actor))
    secret = Assignment.security_class.in_(NAMED_ACCESS)
    return select(Assignment).where(_owed(actor, Assignment), named, secret)


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


def can_print_handover(actor: Actor, organisation_id: int) -> bool:
    """What an organisation owes, on paper: its own people, the secretariat as far as it sees."""
    return actor.is_secretariat or organisation_id in actor.agencies


def can_post_update(actor: Actor, assignment: Assignment) -> bool:
    return can_report_for(actor, assignment) and assignment.state in OPEN_STATES


def can_withdraw_claim(actor: Actor, assignment: Assignment) -> bool:
    return can_report_for(actor, assignment) and assignment.state is AssignmentState.AWAITING


def can_rule_for(actor: Actor, assignment: Assignment) -> bool:
    """Verify, reassign, reopen, cancel: the unit's secretariat, but nobody of those who owe it."""
    own = assignment.organisation_id in actor.organisations
    return actor.serves(assignment.unit_id) and not own


def can_entrust(actor: Actor, assignment: Assignment) -> bool:
    """Say which position sees to it: the organisation itself, or who rules on it."""
    return can_report_for(actor, assignment) or can_rule_for(actor, assignment)


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


def _owed(actor: Actor, thing: type[Assignment] | type[AssignmentTally]) -> ColumnElement[bool]:
    ways = by_scope(actor, thing)
    if actor.agencies:
        ways.append(thing.organisation_id.in_(actor.agencies))
    return or_(false(), *ways)


def _ruled_on(actor: Actor, thing: type[Assignment] | type[AssignmentTally]) -> ColumnElement[bool]:
    return and_(thing.state == AssignmentState.AWAITING, ruled_for(actor, thing))


def ruled_for(actor: Actor, thing: type[Assignment] | type[AssignmentTally]) -> ColumnElement[bool]:
    """`can_rule_for`, as a condition."""
    own = thing.organisation_id.in_(actor.organisations)
    served = true() if actor.secretariat_all else thing.unit_id.in_(actor.secretariat)
    return and_(served, not_(own))


def by_scope(
    actor: Actor, thing: type[Action] | type[Assignment] | type[AssignmentTally]
) -> list[ColumnElement[bool]]:
    """The ways in which `can_oversee` is true, as conditions; none for agencies."""
    if actor.is_secretariat or actor.leads_all:
        return [true()]
    return [thing.unit_id.in_(actor.leads)] if actor.leads else []


def classed(actor: Actor, thing: Any) -> ColumnElement[bool]:
    """Not of a meeting for named readers only, unless the actor is one of them."""
    openly = thing.security_class.not_in(NAMED_ACCESS)
    return or_(openly, thing.meeting_id.in_(granted(actor)))
