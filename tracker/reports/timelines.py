"""What happened to an assignment, newest first, as its events tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.due_dates import Dates, DueChange, due_moved
from tracker.models.events import Event, EventNote
from tracker.models.objections import Ground
from tracker.models.updates import StatusUpdate, Verification
from tracker.models.users import User
from tracker.reports.queues import Proof, proofs_of

LONGEST = 200
CANCELLED = "action:cancelled"


@dataclass(frozen=True, slots=True)
class Moment:
    """One act. verb: the event's; verdict, met, unmet: of a ruling, with the points of its
    checklist; update_id to evidence: of a report; ground: of an objection; due: the dates
    before and after, where one was moved.
    """

    verb: str
    who: str
    at: datetime
    note: str
    update_id: int | None = None
    report: Report | None = None
    verdict: Verdict | None = None
    withdrawn: bool = False
    evidence: Sequence[Proof] = ()
    met: Sequence[str] = ()
    unmet: Sequence[str] = ()
    ground: Ground | None = None
    due: Dates | None = None


def timeline(session: Session, assignment_id: int) -> list[Moment]:
    """The newest acts on an assignment the caller was found to see (three statements, and
    one more once it was ruled on).

    Among them that the whole action was cancelled, or its due date moved this share's: acts on
    the action.
    """
    action_id = select(Assignment.action_id).where(Assignment.id == assignment_id)
    own = and_(Event.subject_type == "assignments", Event.subject_id == assignment_id)
    moved = and_(
        *(DueChange.assignment_id == assignment_id, DueChange.request_id.is_(None)),
        *(DueChange.at == Event.at, Event.verb == "action:revised"),
    )
    whole = and_(
        *(Event.subject_type == "actions", Event.subject_id == action_id.scalar_subquery()),
        or_(Event.verb == CANCELLED, DueChange.id.is_not(None)),
    )
    updates = iter(_updates(session, assignment_id))
    moments = []
    rows = session.execute(
        select(
            *(Event.verb, Event.at, Event.data, User.name),
            func.coalesce(DueChange.reason, EventNote.text),
        )
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(EventNote, EventNote.event_id == Event.id)
        .outerjoin(DueChange, moved)
        .where(or_(own, whole))
        .order_by(Event.id.desc())
        .limit(LONGEST)
    ).all()
    ruled = any("verdict" in row.data for row in rows)
    rulings = iter(_rulings(session, assignment_id) if ruled else ())
    for verb, at, data, who, note in rows:
        if "report" in data:  # each report wrote one event and one update
            moments.append(next(updates))
        elif "verdict" in data:  # and each ruling one verification
            verdict, (met, unmet) = Verdict(data["verdict"]), next(rulings)
            moments.append(
                Moment(verb, who or "", at, note or "", verdict=verdict, met=met, unmet=unmet)
            )
        else:
            ground = Ground(data["ground"]) if "ground" in data else None
            due = due_moved(data)
            moments.append(Moment(verb, who or "", at, note or "", ground=ground, due=due))
    return moments


def cancellation(session: Session, action_id: int) -> Moment | None:
    """Who cancelled the whole action, when and why; None while nobody has."""
    row = session.execute(
        select(Event.at, User.name, EventNote.text)
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(EventNote, EventNote.event_id == Event.id)
        .where(Event.subject_type == "actions", Event.subject_id == action_id)
        .where(Event.verb == CANCELLED)
    ).first()
    return Moment(CANCELLED, row.name or "", row.at, row.text or "") if row else None


def _rulings(session: Session, assignment_id: int) -> list[tuple[list[str], list[str]]]:
    rows = session.execute(
        select(Verification.met, Verification.unmet)
        .where(Verification.assignment_id == assignment_id)
        .order_by(Verification.id.desc())
        .limit(LONGEST)
    )
    return [(row.met, row.unmet) for row in rows]


def _updates(session: Session, assignment_id: int) -> list[Moment]:
    rows = session.execute(
        select(
            *(StatusUpdate.id, StatusUpdate.by_name, StatusUpdate.at, StatusUpdate.note),
            *(StatusUpdate.report, StatusUpdate.withdrawn_at, StatusUpdate.by_title),
        )
        .where(StatusUpdate.assignment_id == assignment_id)
        .order_by(StatusUpdate.id.desc())
        .limit(LONGEST)
    ).all()
    proofs = proofs_of(session, [row.id for row in rows])
    return [
        Moment(
            "assignment:reported",
            f"{row.by_name}, {row.by_title}" if row.by_title else row.by_name,
            row.at,
            row.note,
            update_id=row.id,
            report=row.report,
            withdrawn=row.withdrawn_at is not None,
            evidence=proofs.get(row.id, ()),
        )
        for row in rows
    ]
