"""How rights look things up: by a key, row by row."""

from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select

from tracker.models.meeting_access import MeetingAccess
from tracker.models.users import Actor


def holds(things: Select[Any], key: ColumnElement[bool]) -> ColumnElement[bool]:
    """One of `things` has this key: looked up row by row, never by listing all of them.

    key: `Thing.id == Row.thing_id`, with the thing at the left.
    """
    inner = things.column_descriptions[0]["entity"].__table__
    found = things.with_only_columns(literal(1)).where(key)
    return found.correlate_except(inner).exists()


def granted(actor: Actor) -> Select[int]:
    return select(MeetingAccess.meeting_id).where(MeetingAccess.user_id == actor.user_id)
