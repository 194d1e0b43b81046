"""Opening many actions at once out of a matrix, and cancelling them all again.

One by one the verbs take twenty milliseconds a row, for each reads back what it wrote; five
thousand rows would hold SQLite's one writer for minutes. Here every table is written in one go,
and each action and each share still has the one event that answers for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.infra.orm import Base, reserve_ids, session_of
from tracker.models.actions import Action, ActionState, Origin, Priority, reserve_references
from tracker.models.assignment_states import (
    CLAIMS,
    PENDING_STATES,
    AssignmentState,
    Part,
    Report,
    place_of,
)
from tracker.models.assignments import Assignment
from tracker.models.events import Act, record_each
from tracker.models.meetings import SecurityClass
from tracker.models.take_overs import TakeOver
from tracker.models.updates import Evidence, StatusUpdate

WHO = "Matriks lama"  # whom the taken-over reports are from: nobody reported them here


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """report: what the matrix says of it, None for nothing. note: in the matrix's own words.

    due_on: where it is not the action's.
    """

    organisation_id: int
    part: Part
    report: Report | None = None
    note: str = ""
    link: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action as the matrix has it. rows: the numbers of the rows it comes from."""

    rows: tuple[int, ...]
    sentence: str
    shares: Sequence[PlannedShare]
    due_on: date | None = None
    old_reference: str = ""
    old_due: str = ""
    old_note: str = ""
    expected_output: str = ""
    priority: Priority = Priority.NORMAL


def open_planned(
    take_over: TakeOver, plans: Sequence[PlannedAction], *, by: int, at: datetime, year: int
) -> list[Action]:
    """Open them all, in the order given; part of `TakeOver.finish`'s transaction.

    What the matrix calls done awaits verification: nobody has verified it here. None of the
    reports moves `reported_at`, for no agency has reported yet.
    """
    session = session_of(take_over)
    references = reserve_references(session, year, len(plans))
    opened = [
        _action(take_over, plan, reference, by=by, at=at)
        for plan, reference in zip(plans, references, strict=True)
    ]
    _store(session, Action, opened)
    shares = [
        _share(action, planned, at=at)
        for action, plan in zip(opened, plans, strict=True)
        for planned in plan.shares
    ]
    _store(session, Assignment, shares)
    told = [planned for plan in plans for planned in plan.shares]
    reports = {
        share.id: _report(share, planned, by=by, at=at)
        for share, planned in zip(shares, told, strict=True)
        if planned.report is not None
    }
    _store(session, StatusUpdate, list(reports.values()))
    proofs = {
        share.id: Evidence(update_id=reports[share.id].id, link=planned.link, at=at)
        for share, planned in zip(shares, told, strict=True)
        if planned.link and share.id in reports
    }
    _store(session, Evidence, list(proofs.values()))
    data = {"take_over_id": take_over.id}
    acts = [Act(action, "action:taken_over", (action,), data) for action in opened]
    acts += [
        _explained(share, reports.get(share.id), proofs.get(share.id), data) for share in shares
    ]
    record_each(session, acts, by=by, at=at)
    return opened


def cancel_taken_over(take_over: TakeOver, reason: str, *, by: int, at: datetime) -> int:
    """Cancel every action of it that still stands; part of `TakeOver.end_undoing`'s transaction."""
    session = session_of(take_over)
    actions = session.scalars(
        select(Action)
        .where(Action.take_over_id == take_over.id, Action.cancelled_at.is_(None))
        .options(selectinload(Action.assignments).selectinload(Assignment.updates))
        .order_by(Action.id)
    ).all()
    acts = []
    for action in actions:
        action.cancelled_at, action.state = at, ActionState.CANCELLED
        acts.append(Act(action, "action:cancelled", (action, *_ended(action, at)), {}, reason))
    record_each(session, acts, by=by, at=at)
    return len(actions)


def _ended(action: Action, at: datetime) -> Iterable[Base]:
    for share in action.assignments:
        if share.state in PENDING_STATES:
            if share.state is AssignmentState.AWAITING:
                claim = share.pending_claim()
                claim.withdrawn_at = at
                yield claim
            share.state, share.claimed_at = AssignmentState.CANCELLED, None
            yield share


def _store(session: Session, noun: type[Base], rows: Sequence[Base]) -> None:
    for row, row_id in zip(rows, reserve_ids(session, noun, len(rows)), strict=True):
        row.id = row_id
    session.add_all(rows)
    session.flush()


def _action(
    take_over: TakeOver, plan: PlannedAction, reference: str, *, by: int, at: datetime
) -> Action:
    meeting = take_over.meeting
    led = any(share.part is Part.LEAD for share in plan.shares)
    return Action(
        reference=reference,
        meeting_id=take_over.meeting_id,
        unit_id=meeting.organising_unit_id if meeting else take_over.unit_id,
        security_class=meeting.security_class if meeting else SecurityClass.OPEN,
        origin=Origin.DIRECTIVE if meeting else Origin.OUTSIDE,
        sentence=plan.sentence,
        due_on=plan.due_on,
        first_due_on=plan.due_on,
        priority=plan.priority,
        expected_output=plan.expected_output,
        state=ActionState.OPEN if led else ActionState.UNASSIGNED,
        created_by=by,
        created_at=at,
        take_over_id=take_over.id,
        old_reference=plan.old_reference,
        old_due=plan.old_due,
        old_note=plan.old_note,
    )


def _share(action: Action, planned: PlannedShare, *, at: datetime) -> Assignment:
    claimed = planned.report in CLAIMS
    state = AssignmentState.NOT_STARTED
    if planned.report is not None:
        state = AssignmentState.AWAITING if claimed else AssignmentState.IN_PROGRESS
    return Assignment(
        action_id=action.id,
        meeting_id=action.meeting_id,
        organisation_id=planned.organisation_id,
        unit_id=action.unit_id,
        security_class=action.security_class,
        part=planned.part,
        state=state,
        place=place_of(state, came_back=False),
        due_on=planned.due_on or action.due_on,
        first_due_on=planned.due_on or action.due_on,
        obstructed=planned.report is Report.OBSTACLE,
        claimed_at=at if claimed else None,
        created_at=at,
    )


def _report(share: Assignment, planned: PlannedShare, *, by: int, at: datetime) -> StatusUpdate:
    return StatusUpdate(
        assignment_id=share.id,
        report=planned.report,
        from_state=AssignmentState.NOT_STARTED,
        to_state=share.state,
        note=planned.note,
        by=by,
        by_name=WHO,
        at=at,
    )


def _explained(
    share: Assignment,
    report: StatusUpdate | None,
    proof: Evidence | None,
    data: dict[str, Any],
) -> Act:
    if report is None:
        return Act(share, "assignment:taken_over", (share,), data)
    rows = [row for row in (share, report, proof) if row is not None]
    return Act(share, "assignment:taken_over", rows, {**data, "report": report.report})
