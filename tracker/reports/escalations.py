"""How far late work has climbed, what climbs today, and what climbs no further."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.escalations import (
    LEVELS,
    EscalatedTask,
    Level,
    next_level,
)
from tracker.reports.reminders import Day, Owed

Climbs = Mapping[tuple[int, Level], Sequence[tuple[int, date]]]


def climbs_due(session: Session, owed: Sequence[Owed], day: Day) -> Climbs:
    """What climbs today: tasks with the day they are counted since, by unit and level.

    owed: of one organisation. Lateness is counted in working days from the due date, or from the
    last report after it: whoever moves something begins at the bottom again. One statement.
    """
    late = [task for task in owed if task.due_on and task.due_on < day.on]
    stands = _stands(session, [task.assignment_id for task in late])
    found: dict[tuple[int, Level], list[tuple[int, date]]] = defaultdict(list)
    for task in late:
        since = _counted_since(task, day)
        level, reached_on = stands.get((task.assignment_id, since), (None, day.on))
        rule, ago = day.rules.of(task.series_id), day.late(reached_on)
        if following := next_level(rule, day.late(since), level, ago):
            found[task.unit_id, following].append((task.assignment_id, since))
    return found


def _counted_since(task: Owed, day: Day) -> date:
    moments = (task.reported_at, task.created_at)
    days = [moment.astimezone(day.zone).date() for moment in moments if moment]
    return max([*days, task.due_on or day.on])


def _stands(session: Session, tasks: Collection[int]) -> dict[tuple[int, date], tuple[Level, date]]:
    """The highest level of each task in each of its rounds, and when it was reached."""
    rows = session.execute(
        select(
            *(EscalatedTask.assignment_id, EscalatedTask.since, EscalatedTask.level),
            EscalatedTask.reached_on,
        ).where(EscalatedTask.assignment_id.in_(tasks))
    )
    stands: dict[tuple[int, date], tuple[Level, date]] = {}
    for assignment_id, since, level, reached_on in rows:
        known = stands.get((assignment_id, since))
        if known is None or LEVELS.index(known[0]) < LEVELS.index(level):
            stands[assignment_id, since] = (level, reached_on)
    return stands
