"""Opening many actions at once out of a matrix, and cancelling them all again.

One by one the verbs take some twenty milliseconds a row, for each reads back what it wrote: five
thousand rows would hold SQLite's one writer for minutes. Here every table is written in one go, of
plain rows, and each action and each share still has the one event that answers for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from tracker.infra.orm import Base, reserve_ids, session_of, whole_row
from tracker.models.actions import Action, ActionState, Origin, Priority, reserve_references
from tracker.models.assignment_states import (
    CLAIMS,
    PENDING_STATES,
    AssignmentState,
    Part,
    Report,
    place_of,
)
from tracker.models.assignments import NO_DUE, Assignment
from tracker.models.events import Act, act_of, record_each, values_digest
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
) -> list[int]:
    """Open them all, in the order given; part of `TakeOver.finish`'s transaction.

    Returns their ids. What the matrix calls done awaits verification: nobody has verified it
    here. None of the reports moves `reported_at`, for no agency has reported yet.
    """
    session = session_of(take_over)
    references = reserve_references(session, year, len(plans))
    common = _common(take_over) | {"created_by": by, "created_at": at}
    actions = _numbered(
        session,
        Action,
        [
            {**common, "reference": reference, **_action(plan)}
            for plan, reference in zip(plans, references, strict=True)
        ],
    )
    planned = [share for plan in plans for share in plan.shares]
    shares = _numbered(
        session,
        Assignment,
        [
            _share(action, share, at=at)
            for action, plan in zip(actions, plans, strict=True)
            for share in plan.shares
        ],
    )
    told = [pair for pair in zip(shares, planned, strict=True) if pair[1].report is not None]
    reports = _numbered(
        session, StatusUpdate, [_report(row, share, by=by, at=at) for row, share in told]
    )
    linked = [(row, share) for row, (_, share) in zip(reports, told, strict=True) if share.link]
    proofs = _numbered(
        session,
        Evidence,
        [{"update_id": row["id"], "link": share.link, "at": at} for row, share in linked],
    )
    for noun, rows in (
        *((Action, actions), (Assignment, shares)),
        *((StatusUpdate, reports), (Evidence, proofs)),
    ):
        if rows:
            session.execute(insert(noun), rows)
    data = {"take_over_id": take_over.id}
    acts = [_act("action:taken_over", {Action: action}, data) for action in actions]
    by_share = {row["assignment_id"]: row for row in reports}
    by_report = {row["update_id"]: row for row in proofs}
    for share in shares:
        report = by_share.get(share["id"])
        proof = by_report.get(report["id"]) if report else None
        acts.append(_taken_over(share, report, proof, data))
    record_each(session, acts, by=by, at=at)
    return [action["id"] for action in actions]


def cancel_taken_over(take_over: TakeOver, reason: str, *, by: int, at: datetime) -> int:
    """Cancel every action of it that still stands; part of `TakeOver.end_undoing`'s transaction."""
    session = session_of(take_over)
    actions = session.scalars(
        select(Action)
        .where(Action.take_over_id == take_over.id, Action.cancelled_at.is_(None))
        .options(selectinload(Action.assignments).selectinload(Assignment.updates))
        .order_by(Action.id)
    ).all()
    changed = []
    for action in actions:
        action.cancelled_at, action.state = at, ActionState.CANCELLED
        changed.append([action, *_ended(action, at)])
    session.flush()
    acts = [act_of(rows[0], "action:cancelled", rows, note=reason) for rows in changed]
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


def _numbered(
    session: Session, noun: type[Base], rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Whole rows, with an id each."""
    ids = reserve_ids(session, noun, len(rows))
    return [whole_row(noun, {"id": i, **row}) for i, row in zip(ids, rows, strict=True)]


def _common(take_over: TakeOver) -> dict[str, Any]:
    """What all its actions share: those of a meeting take the meeting's unit and class."""
    meeting = take_over.meeting
    return {
        "take_over_id": take_over.id,
        "meeting_id": take_over.meeting_id,
        "unit_id": meeting.organising_unit_id if meeting else take_over.unit_id,
        "security_class": meeting.security_class if meeting else SecurityClass.OPEN,
        "origin": Origin.DIRECTIVE if meeting else Origin.OUTSIDE,
    }


def _action(plan: PlannedAction) -> dict[str, Any]:
    led = any(share.part is Part.LEAD for share in plan.shares)
    return {
        "sentence": plan.sentence,
        "due_on": plan.due_on,
        "first_due_on": plan.due_on,
        "priority": plan.priority,
        "expected_output": plan.expected_output,
        "state": ActionState.OPEN if led else ActionState.UNASSIGNED,
        "old_reference": plan.old_reference,
        "old_due": plan.old_due,
        "old_note": plan.old_note,
    }


def _share(action: dict[str, Any], planned: PlannedShare, *, at: datetime) -> dict[str, Any]:
    claimed = planned.report in CLAIMS
    state = AssignmentState.NOT_STARTED
    if planned.report is not None:
        state = AssignmentState.AWAITING if claimed else AssignmentState.IN_PROGRESS
    due_on = planned.due_on or action["due_on"]
    return {
        **{name: action[name] for name in ("meeting_id", "unit_id", "security_class")},
        "action_id": action["id"],
        "organisation_id": planned.organisation_id,
        "part": planned.part,
        "state": state,
        "place": place_of(state, came_back=False),
        "due_on": due_on,
        "first_due_on": due_on,
        "due_sort": due_on or NO_DUE,
        "obstructed": planned.report is Report.OBSTACLE,
        "claimed_at": at if claimed else None,
        "created_at": at,
    }


def _report(
    share: dict[str, Any], planned: PlannedShare, *, by: int, at: datetime
) -> dict[str, Any]:
    return {
        "assignment_id": share["id"],
        "report": planned.report,
        "from_state": AssignmentState.NOT_STARTED,
        "to_state": share["state"],
        "note": planned.note,
        "by": by,
        "by_name": WHO,
        "at": at,
    }


def _taken_over(
    share: dict[str, Any],
    report: dict[str, Any] | None,
    proof: dict[str, Any] | None,
    data: dict[str, Any],
) -> Act:
    rows: dict[type[Base], dict[str, Any]] = {Assignment: share}
    if report:
        rows[StatusUpdate], data = report, {**data, "report": report["report"]}
    if proof:
        rows[Evidence] = proof
    return _act("assignment:taken_over", rows, data)


def _act(verb: str, rows: dict[type[Base], dict[str, Any]], data: dict[str, Any]) -> Act:
    """rows: those it answers for by their noun, the first of them what it is about."""
    noun, subject = next(iter(rows.items()))
    scope = {
        "meeting_id": subject["meeting_id"],
        "assignment_id": subject["id"] if noun is Assignment else None,
        "organisation_id": subject.get("organisation_id"),
        "security_class": subject["security_class"],
    }
    digests = {f"{n.__tablename__}:{row['id']}": values_digest(n, row) for n, row in rows.items()}
    return Act(verb, noun.__tablename__, subject["id"], scope, digests, data)
