"""Loading through what the actor may see: invisible is 404, forbidden is 403."""

from typing import TypeVar

from flask import abort
from sqlalchemy import Select

from tracker.infra.db import db

Row = TypeVar("Row")

LARGEST_ID = 2**31 - 1


def find(visible: Select[Row], row_id: int) -> Row:
    """The row of this id among the visible ones, or the 404 that absent rows give too."""
    entity = visible.column_descriptions[0]["entity"]
    known = 0 < row_id <= LARGEST_ID  # a number no database takes is no row either
    row = db.session.scalar(visible.where(entity.id == row_id)) if known else None
    if row is None:
        abort(404)
    return row


def require(allowed: bool) -> None:
    """Go on only when policy allows; call it again inside `write`."""
    if not allowed:
        abort(403)
