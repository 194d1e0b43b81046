"""Loading through what the actor may see: invisible is 404, forbidden is 403."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort
from sqlalchemy import Integer, Row, Select, bindparam

from tracker.infra.db import db
from tracker.infra.orm import Base
from tracker.models.meetings import Meeting
from tracker.models.users import Actor
from tracker.policy.meetings import visible_meetings
from tracker.web.context import actor
from tracker.web.readings import opened

Thing = TypeVar("Thing")

ROW_ID = bindparam("row_id", type_=Integer())
LARGEST_ID = 2**31 - 1


def find(visible: Select[Thing], row_id: int) -> Thing:
    """The row of this id among the visible ones, or the 404 that absent rows give too."""
    entity = visible.column_descriptions[0]["entity"]
    found: Thing = find_one(visible.where(entity.id == ROW_ID), row_id)[0]
    if isinstance(found, Base):
        opened(type(found), found.id, getattr(found, "security_class", None))
    return found


def find_meeting(meeting_id: int, may: Callable[[Actor, Meeting], bool]) -> Meeting:
    """The meeting, for an actor who sees it and whom policy allows what `may` asks."""
    meeting = find(visible_meetings(actor()), meeting_id)
    require(may(actor(), meeting))
    return meeting


def find_one(visible: Select[*tuple[Any, ...]], row_id: int) -> Row[*tuple[Any, ...]]:
    """The same, as columns, of a select that says `id == ROW_ID` and so can be kept ready."""
    known = 0 < row_id <= LARGEST_ID  # a number no database takes is no row either
    row = db.session.execute(visible, {ROW_ID.key: row_id}).first() if known else None
    if row is None:
        abort(404)
    return row


def require(allowed: bool) -> None:
    """Go on only when policy allows; call it again inside `write`."""
    if not allowed:
        abort(403)
