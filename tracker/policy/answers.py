"""Who answers for a share, who rules on the answer, and what the organisation waited for sees."""

from sqlalchemy import Select, not_, or_, select

from tracker.infra.orm import kept
from tracker.models.assignments import Assignment
from tracker.models.extensions import ExtensionRequest, ExtensionState
from tracker.models.objections import STANDING, Objection, ObjectionState
from tracker.models.users import Actor
from tracker.policy.actions import (
    can_report_for,
    can_rule_for,
    classed,
    ruled_for,
)


def can_answer_question(actor: Actor, assignment: Assignment) -> bool:
    return can_report_for(actor, assignment) and assignment.asked_at is not None


def can_rule_on(actor: Actor, objection: Objection) -> bool:
    """Who rules on the share, but nobody of the organisation that is waited for."""
    awaited = objection.awaited_id in actor.organisations
    return can_rule_for(actor, objection.assignment) and not awaited


@kept
def visible_waits(actor: Actor) -> Select[Objection]:
    """Objections that stand and wait for an agency of the actor.

    All it may see of them is the sentence of the action, who waits, since when and what for.
    """
    return (
        select(Objection)
        .join(Assignment, Assignment.id == Objection.assignment_id)
        .where(Objection.awaited_id.in_(actor.agencies), Objection.state.in_(STANDING))
        .where(classed(actor, Assignment))
    )


@kept
def rulable_objections(actor: Actor) -> Select[Objection]:
    """Those `can_rule_on` allows and nobody has ruled on."""
    awaited = Objection.awaited_id.in_(actor.organisations)
    return (
        select(Objection)
        .join(Assignment, Assignment.id == Objection.assignment_id)
        .where(Objection.state == ObjectionState.OPEN, ruled_for(actor, Assignment))
        .where(classed(actor, Assignment))
        .where(or_(Objection.awaited_id.is_(None), not_(awaited)))
    )


@kept
def rulable_requests(actor: Actor) -> Select[ExtensionRequest]:
    """Requests for a new date that wait for a ruling of the actor."""
    return (
        select(ExtensionRequest)
        .join(Assignment, Assignment.id == ExtensionRequest.assignment_id)
        .where(ExtensionRequest.state == ExtensionState.OPEN, ruled_for(actor, Assignment))
        .where(classed(actor, Assignment))
    )
