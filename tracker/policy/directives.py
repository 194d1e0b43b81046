"""Who reads and corrects what was ordered outside meetings."""

from sqlalchemy import Select, select

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.directives import Directive
from tracker.models.users import Actor
from tracker.policy.actions import visible_actions
from tracker.policy.selecting import holds


@kept
def visible_directives(actor: Actor) -> Select[Directive]:
    """Whoever sees an action that it opened: who oversees it, and the agencies that owe it."""
    opened = holds(visible_actions(actor), Action.directive_id == Directive.id)
    return select(Directive).where(opened)


def can_edit_directive(actor: Actor, directive: Directive) -> bool:
    """The unit's secretariat."""
    return actor.serves(directive.unit_id)
