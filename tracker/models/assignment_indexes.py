"""How lists of shares are found quickly: one index for every order and filter they offer."""

from sqlalchemy import Index, text

_OPEN = text("state IN ('not_started', 'in_progress')")
_PENDING = text("state IN ('not_started', 'in_progress', 'awaiting_verification')")
_LIVE = text("state NOT IN ('reassigned', 'cancelled')")
_ENDED = text("state IN ('reassigned', 'cancelled')")
_CLAIMED = text("claimed_at IS NOT NULL")
_REPLACED = text("successor_id IS NOT NULL")

INDEXES = (
    Index(
        "ix_assignments_organisation_place",
        *("organisation_id", "place", "due_sort", "id"),
        sqlite_where=_PENDING,
        postgresql_where=_PENDING,
    ),
    Index("ix_assignments_organisation", "organisation_id", "due_sort", "id"),
    Index("ix_assignments_state", "state", "due_sort", "id"),
    Index("ix_assignments_state_unit", "state", "unit_id", "due_sort", "id"),
    Index("ix_assignments_state_organisation", "state", "organisation_id", "due_sort", "id"),
    Index(
        "ix_assignments_open",  # all that counting the overdue reads
        *("organisation_id", "due_sort", "state", "unit_id", "security_class", "meeting_id"),
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index("ix_assignments_due", "due_sort", "id"),
    Index(
        "ix_assignments_pending",
        *("due_sort", "id"),
        sqlite_where=_PENDING,
        postgresql_where=_PENDING,
    ),
    Index(
        "ix_assignments_ended",
        *("due_sort", "id"),
        sqlite_where=_ENDED,
        postgresql_where=_ENDED,
    ),
    Index(
        "ix_assignments_claimed",
        *("claimed_at", "id"),
        sqlite_where=_CLAIMED,
        postgresql_where=_CLAIMED,
    ),
    Index(
        "ix_assignments_successor",
        "successor_id",
        sqlite_where=_REPLACED,
        postgresql_where=_REPLACED,
    ),
    Index(
        "uq_assignments_live",
        *("action_id", "organisation_id"),
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    ),
)
