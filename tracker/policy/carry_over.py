"""What a meeting's reader may see of the work that earlier meetings of its series left open.

Work of a Rahasia meeting is never carried over: its list of readers is not the next meeting's.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select

from tracker.models.actions import STOPPABLE, Action, ActionState
from tracker.models.assignment_states import FINAL_STATES, PENDING_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.meetings import NAMED_ACCESS, Meeting
from tracker.models.users import Actor
from tracker.policy.actions import by_scope, visible_actions
from tracker.policy.selecting import holds


def earlier_in_series(meeting: Meeting | type[Meeting]) -> ColumnElement[bool]:
    """Meetings of the same series before this one; those without a date in their order of entry.

    meeting: a row, or another Meeting of the same statement.
    """
    day = meeting.starts_on
    before = Meeting.id < meeting.id
    if day is not None:
        on = func.coalesce(Meeting.starts_on, day)
        before = or_(on < day, and_(on == day, before))
    return and_(Meeting.series_id == meeting.series_id, Meeting.id != meeting.id, before)


def carried_actions(
    reader: Actor | None, meeting: Meeting, previous_id: int | None
) -> Select[Action]:
    """Open actions of earlier meetings, joined with their meeting; reader: None for all of them.

    An agency gets what it still owes, and all that others agreed to at the previous meeting,
    finished or not: what is missing from a list of others' open work would tell that it is done.
    """
    is_open = Action.state.in_(STOPPABLE)
    if reader is None:
        return _of_earlier(select(Action), meeting).where(is_open)
    overseen = or_(false(), *by_scope(reader, Action))
    agreed = and_(Action.meeting_id == previous_id, Action.state != ActionState.CANCELLED)
    done = _has_share(_own(reader, FINAL_STATES))
    known = or_(_has_share(_own(reader, PENDING_STATES)), and_(agreed, not_(done)))
    return _of_earlier(visible_actions(reader), meeting).where(
        or_(and_(overseen, is_open), and_(not_(overseen), known))
    )


def finished_actions(reader: Actor | None, meeting: Meeting, since: datetime) -> Select[Action]:
    """Those of earlier meetings that were verified or cancelled since then.

    To an agency: those of which its own part was verified.
    """
    ruled = Assignment.ruled_at >= since
    verified = _has_share(select(Assignment).where(Assignment.state == AssignmentState.DONE, ruled))
    closed = or_(
        and_(Action.state == ActionState.DONE, verified),
        Action.cancelled_at >= since,
    )
    if reader is None:
        return _of_earlier(select(Action), meeting).where(closed)
    overseen = or_(false(), *by_scope(reader, Action))
    own = _has_share(_own(reader, FINAL_STATES).where(ruled))
    return _of_earlier(visible_actions(reader), meeting).where(
        or_(and_(overseen, closed), and_(not_(overseen), own))
    )


def _of_earlier(actions: Select[Action], meeting: Meeting) -> Select[Action]:
    openly = Action.security_class.not_in(NAMED_ACCESS)
    joined = actions.join(Meeting, Meeting.id == Action.meeting_id)
    return joined.where(earlier_in_series(meeting), openly)


def _own(reader: Actor, states: Sequence[AssignmentState]) -> Select[Assignment]:
    return select(Assignment).where(
        Assignment.organisation_id.in_(reader.agencies), Assignment.state.in_(states)
    )


def _has_share(shares: Select[Assignment]) -> ColumnElement[bool]:
    return holds(shares, Assignment.action_id == Action.id)
