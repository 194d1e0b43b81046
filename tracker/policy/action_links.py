"""Who may make and close a link to a task: those who owe it, and the secretariat of its unit."""

from sqlalchemy import Select, select

from tracker.models.action_links import ActionLink
from tracker.models.assignments import Assignment
from tracker.models.users import Actor
from tracker.policy.actions import can_report_for, visible_assignments


def can_keep_links(actor: Actor, assignment: Assignment) -> bool:
    """What the state allows is the rule of the model."""
    return can_report_for(actor, assignment) or actor.serves(assignment.unit_id)


def visible_links(actor: Actor) -> Select[ActionLink]:
    """Those of the tasks the actor may read."""
    shares = visible_assignments(actor).with_only_columns(Assignment.id)
    return select(ActionLink).where(ActionLink.assignment_id.in_(shares))
