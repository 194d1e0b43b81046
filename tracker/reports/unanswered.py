"""Remarks that wait for the minute taker's word, counted beside the meeting they are about."""

from sqlalchemy import ScalarSelect, func, select

from tracker.models.meetings import Meeting
from tracker.models.remarks import Remark


def unanswered() -> ScalarSelect[int]:
    """How many, of the minutes of the meeting that a select is about."""
    return (
        select(func.count())
        .where(Remark.meeting_id == Meeting.id, Remark.outcome.is_(None))
        .correlate(Meeting)
        .scalar_subquery()
    )
