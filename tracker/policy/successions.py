"""Who plans that the work of an organisation goes on at another."""

from tracker.models.users import Actor


def can_plan_successions(actor: Actor) -> bool:
    """The central secretariat: it sees what every organisation owes, and rules for all of them."""
    return actor.secretariat_all
