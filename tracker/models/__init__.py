"""The office's rules. Importing the package registers every table."""

from tracker.models import (
    actions,
    assignments,
    documents,
    events,
    files,
    jobs,
    meeting_parts,
    meetings,
    minutes,
    organisations,
    people,
    settings,
    sign_ins,
    tallies,
    updates,
    users,
)

__all__ = [
    "actions",
    "assignments",
    "documents",
    "events",
    "files",
    "jobs",
    "meeting_parts",
    "meetings",
    "minutes",
    "organisations",
    "people",
    "settings",
    "sign_ins",
    "tallies",
    "updates",
    "users",
]
