"""How far late work has climbed, what climbs today, and what climbs no further."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.actions import Action
from tracker.models.assignment_states import OPEN_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.escalations import (
    LEVELS,
    EscalatedTask,
    Escalation,
    EscalationState,
    Level,
    Stop,
    next_level,
)
from tracker.models.meetings import NAMED_ACCESS, Meeting, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.policy.reminders import visible_escalations
from tracker.reports.reminders import Day, Owed, asks_for_time

Climbs = Mapping[tuple[int, Level], Sequence[tuple[int, date]]]


@dataclass(frozen=True, slots=True)
class Letter:
    """One line of the list. tasks: those that climb still. on: since when it waits, or was sent."""

    escalation_id: int
    level: Level
    state: EscalationState
    organisation: str
    unit: str
    drafted_at: datetime
    number: str
    dated_on: date | None
    tasks: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task a letter speaks of, as it stands now."""

    assignment_id: int
    reference: str
    sentence: str
    security_class: SecurityClass
    meeting: str | None
    meeting_on: date | None
    position_id: int | None
    due_on: date | None
    reported_at: datetime | None
    since: date
    stop: Stop | None
    stopped_at: datetime | None


def climbs_due(session: Session, owed: Sequence[Owed], day: Day) -> Climbs:
    """What climbs today: tasks with the day they are counted since, by unit and level.

    owed: of one organisation. Lateness is counted in working days from the due date, or from the
    last report after it: whoever moves something begins at the bottom again. One statement.
    """
    late = [task for task in owed if task.due_on and task.due_on < day.on]
    stands = _stands(session, late)
    found: dict[tuple[int, Level], list[tuple[int, date]]] = defaultdict(list)
    for task in late:
        since = _counted_since(task, day)
        level, reached_on = stands.get((task.assignment_id, since), (None, day.on))
        rule, ago = day.rules.of(task.series_id), day.late(reached_on)
        if following := next_level(rule, day.late(since), level, ago):
            found[task.unit_id, following].append((task.assignment_id, since))
    return found


def moved_on(session: Session) -> dict[int, list[tuple[int, Stop]]]:
    """What climbs no further, and why: ids of escalated tasks, by letter. One statement."""
    rows = session.execute(
        select(
            *(EscalatedTask.escalation_id, EscalatedTask.id, EscalatedTask.at),
            *(EscalatedTask.since, Assignment.state, Assignment.reported_at),
            *(Assignment.due_sort, Assignment.security_class),
            (Assignment.organisation_id != EscalatedTask.organisation_id).label("succeeded"),
            asks_for_time().label("asks_for_time"),
        )
        .join(Assignment, Assignment.id == EscalatedTask.assignment_id)
        .where(
            EscalatedTask.stopped_at.is_(None),
            or_(
                Assignment.state.not_in(OPEN_STATES),
                Assignment.reported_at > EscalatedTask.at,
                Assignment.due_sort > EscalatedTask.since,
                Assignment.organisation_id != EscalatedTask.organisation_id,
                Assignment.security_class.in_(NAMED_ACCESS),
                asks_for_time(),
            ),
        )
        .order_by(EscalatedTask.escalation_id, EscalatedTask.id)
    )
    found: dict[int, list[tuple[int, Stop]]] = defaultdict(list)
    for row in rows:
        found[row.escalation_id].append((row.id, _why(row)))
    return found


def letters(
    session: Session,
    actor: Actor,
    state: EscalationState,
    *,
    after: int | None,
    limit: int,
) -> list[Letter]:
    """The newest first (one statement). after: the id of the last one shown."""
    climbing = (
        select(func.count(EscalatedTask.id))
        .where(
            EscalatedTask.escalation_id == Escalation.id,
            or_(EscalatedTask.stopped_at.is_(None), Escalation.state != EscalationState.DRAFTED),
        )
        .scalar_subquery()
    )
    unit = Organisation.__table__.alias()
    found = (
        visible_escalations(actor)
        .join(Organisation, Organisation.id == Escalation.organisation_id)
        .join(unit, unit.c.id == Escalation.unit_id)
        .where(Escalation.state == state)
        .with_only_columns(
            *(Escalation.id, Escalation.level, Escalation.state, Organisation.name, unit.c.name),
            *(Escalation.drafted_at, Escalation.number, Escalation.dated_on, climbing),
        )
        .order_by(Escalation.id.desc())
        .limit(limit)
    )
    if after is not None:
        found = found.where(Escalation.id < after)
    return [Letter(*row) for row in session.execute(found)]


def counts_by_state(session: Session, actor: Actor) -> dict[EscalationState, int]:
    rows = session.execute(
        visible_escalations(actor)
        .with_only_columns(Escalation.state, func.count(Escalation.id))
        .group_by(Escalation.state)
    )
    found = dict(rows.all())
    return {state: found.get(state, 0) for state in EscalationState}


def tasks_of(session: Session, actor: Actor, escalation: Escalation) -> list[Task]:
    """What the letter speaks of, as far as the actor sees it, the latest first (one statement)."""
    return [Task(*row) for row in session.execute(_tasks(actor, escalation.id))]


def _tasks(actor: Actor, escalation_id: int) -> Select[*tuple[Any, ...]]:
    return (
        visible_assignments(actor)
        .join(EscalatedTask, EscalatedTask.assignment_id == Assignment.id)
        .join(Action, Action.id == Assignment.action_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(
            EscalatedTask.escalation_id == escalation_id,
            Assignment.security_class.not_in(NAMED_ACCESS),
        )
        .order_by(EscalatedTask.stopped_at.is_not(None), Assignment.due_sort, EscalatedTask.id)
        .with_only_columns(
            *(Assignment.id, Action.reference, Action.sentence),
            *(Assignment.security_class, Meeting.subject, Meeting.starts_on),
            *(Assignment.position_id, Assignment.due_on, Assignment.reported_at),
            *(EscalatedTask.since, EscalatedTask.stop, EscalatedTask.stopped_at),
        )
    )


def _counted_since(task: Owed, day: Day) -> date:
    moments = (task.reported_at, task.created_at)
    days = [moment.astimezone(day.zone).date() for moment in moments if moment]
    return max([*days, task.due_on or day.on])


def _stands(session: Session, tasks: Sequence[Owed]) -> dict[tuple[int, date], tuple[Level, date]]:
    """The highest level of each task in each of its rounds, and when it was reached."""
    rows = session.execute(
        select(
            *(EscalatedTask.assignment_id, EscalatedTask.since, EscalatedTask.level),
            EscalatedTask.reached_on,
        ).where(
            EscalatedTask.assignment_id.in_(task.assignment_id for task in tasks),
            EscalatedTask.organisation_id.in_({task.organisation_id for task in tasks}),
        )
    )
    stands: dict[tuple[int, date], tuple[Level, date]] = {}
    for assignment_id, since, level, reached_on in rows:
        known = stands.get((assignment_id, since))
        if known is None or LEVELS.index(known[0]) < LEVELS.index(level):
            stands[assignment_id, since] = (level, reached_on)
    return stands


def _why(row: Any) -> Stop:
    if row.security_class in NAMED_ACCESS:
        return Stop.CLASSED
    if row.succeeded:
        return Stop.SUCCEEDED
    if row.state is AssignmentState.AWAITING:
        return Stop.CLAIMED
    if row.state not in OPEN_STATES:
        return Stop.ENDED
    if row.asks_for_time:
        return Stop.EXTENSION
    if row.reported_at is not None and row.reported_at > row.at:
        return Stop.REPORTED
    return Stop.MOVED
