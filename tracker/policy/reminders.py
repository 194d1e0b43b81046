"""Who sees what reminds the agencies by itself, sets it, and sends the letters of an escalation."""

from sqlalchemy import Select, false, select, true

from tracker.infra.orm import kept
from tracker.models.escalations import Escalation
from tracker.models.series import Series
from tracker.models.users import Actor
from tracker.policy.series import can_edit_series


def can_read_reminders(actor: Actor) -> bool:
    """What went out and what will: the secretariat, who sees how all agencies stand."""
    return actor.is_secretariat


def can_set_reminders(actor: Actor, series: Series | None) -> bool:
    """The general rule: any secretariat, and the admin; that of a series: who keeps the series."""
    if series is None:
        return actor.is_secretariat or actor.is_admin
    return can_edit_series(actor, series)


def can_pause_reminders(actor: Actor) -> bool:
    return actor.is_secretariat


@kept
def visible_escalations(actor: Actor) -> Select[Escalation]:
    """The secretariat, as it sees all work that is not for named readers only."""
    return select(Escalation).where(true() if can_read_reminders(actor) else false())


def can_handle_escalation(actor: Actor, escalation: Escalation) -> bool:
    """Prints, sends or drops its letter: the unit's secretariat, but nobody of those who owe it."""
    own = escalation.organisation_id in actor.organisations
    return actor.serves(escalation.unit_id) and not own
