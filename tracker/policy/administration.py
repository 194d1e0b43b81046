"""Who keeps organisations, positions, accounts and the letterhead."""

from tracker.models.users import Actor


def can_administer(actor: Actor) -> bool:
    return actor.is_admin
