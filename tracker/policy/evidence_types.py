"""Who keeps the list of what proves which kind of action."""

from tracker.models.users import Actor


def can_keep_evidence_types(actor: Actor) -> bool:
    """It tells nothing of any meeting: the admin and every secretariat keep it together."""
    return actor.is_admin or actor.is_secretariat
