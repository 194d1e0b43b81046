"""The list of what is owed: filters, order and keyset, as columns for rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    SQLColumnExpression,
    bindparam,
    func,
    literal,
    null,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled, kept
from tracker.infra.text import N_
from tracker.infra.words import holds_all
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import (
    CAME_BACK,
    OPEN_STATES,
    PENDING_STATES,
    AssignmentState,
    Part,
)
from tracker.models.assignments import NO_DUE, SOON_DAYS, Assignment
from tracker.models.events import Event, EventNote
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_actions, visible_assignments


class Standing(Labelled):
    """How work stands, as people ask for it."""

    PENDING = "belum-selesai", N_("Belum selesai")
    OVERDUE = "terlambat", N_("Terlambat")
    SOON = "mendekati-tenggat", N_("Mendekati tenggat")
    NOT_STARTED = "belum-dimulai", N_("Belum dimulai")
    IN_PROGRESS = "dalam-proses", N_("Dalam proses")
    RETURNED = "dikembalikan", N_("Dikembalikan")
    OBSTRUCTED = "terkendala", N_("Terkendala")
    AWAITING = "menunggu-verifikasi", N_("Menunggu verifikasi")
    DONE = "terverifikasi", N_("Selesai, terverifikasi")
    NOT_FEASIBLE = "tidak-dapat-dilaksanakan", N_("Tidak dapat dilaksanakan")
    ENDED = "dialihkan-atau-dibatalkan", N_("Dialihkan atau dibatalkan")
    UNASSIGNED = "belum-ada-penanggung-jawab", N_("Belum ada penanggung jawab")
    ALL = "semua", N_("Semua")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list; None and empty mean any."""

    standing: Standing = Standing.PENDING
    organisation_id: int | None = None
    unit_id: int | None = None
    meeting_id: int | None = None
    series_id: int | None = None
    action_id: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """assignment_id and what belongs to it are None for an action nobody is responsible for.

    returned: why it came back, when it was ruled on or reopened and not reported on since.
    """

    returned: str | None
    action_id: int
    assignment_id: int | None
    reference: str
    old_reference: str
    sentence: str
    organisation: str | None
    part: Part | None
    state: AssignmentState | None
    due_on: date | None
    obstructed: bool | None
    meeting: str | None

    @property
    def position(self) -> "Position":
        """Where the row stands in the order: from here a next page goes on."""
        return self.due_on or NO_DUE, self.assignment_id or self.action_id


Position = tuple[date, int]

# The acts that put work back into the hands of the agency.
GIVEN_BACK = ("assignment:verified", "assignment:reopened", "assignment:question_asked")

# The first page too goes on from a position: so the database walks the index of the order.
BEGINNING: Position = (date.min, 0)


def listed(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    *,
    today: date,
    limit: int,
    after: Position | None = None,
) -> list[Row]:
    """The first rows (after a position), the soonest due first."""
    query = _listing(actor, wanted, today, limit, after or BEGINNING)
    rows: Sequence[Any] = session.execute(query).all()
    reasons = reasons_of(session, [row[1] for row in rows if row[-1]])
    return [Row(reasons.get(row[1], "") if row[-1] else None, *row[:-1]) for row in rows]


def in_states(states: Sequence[AssignmentState]) -> ColumnElement[bool]:
    """Written out as literals: only so does a partial index serve."""
    values: BindParameter[Any] = bindparam(
        "states", states, expanding=True, literal_execute=True, unique=True
    )
    return Assignment.state.in_(values)


@kept
def _listing(
    actor: Actor, wanted: Wanted, today: date, limit: int, after: Position
) -> Select[*tuple[Any, ...]]:
    unassigned = wanted.standing is Standing.UNASSIGNED
    query = _actions(actor, wanted) if unassigned else _assignments(actor, wanted, today)
    row_id, due = (
        (Action.id, func.coalesce(Action.due_on, NO_DUE))
        if unassigned
        else (Assignment.id, Assignment.due_sort)
    )
    back = literal(False) if unassigned else _came_back()
    query = query.where(tuple_(due, row_id) > after).add_columns(back)
    return query.order_by(due, row_id).limit(limit)


def _came_back() -> ColumnElement[bool]:
    """Open although somebody has ruled on it, and nothing reported since."""
    return in_states(OPEN_STATES) & (Assignment.place == CAME_BACK)


def reasons_of(session: Session, assignment_ids: Sequence[int]) -> dict[int, str]:
    """What was written when each of them was last returned or reopened (one statement)."""
    if not assignment_ids:
        return {}
    rows = session.execute(
        select(Event.subject_id, EventNote.text)
        .outerjoin(EventNote, EventNote.event_id == Event.id)
        .where(Event.subject_type == Assignment.__tablename__)
        .where(Event.subject_id.in_(assignment_ids), Event.verb.in_(GIVEN_BACK))
        .order_by(Event.id)
    )
    return {row.subject_id: row.text or "" for row in rows}


def wanted_assignments(actor: Actor, wanted: Wanted, today: date) -> Select[*tuple[Any, ...]]:
    """The shares asked for, joined with action, organisation and, where there is one, meeting."""
    query: Select[*tuple[Any, ...]] = (
        visible_assignments(actor)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .where(_standing(wanted.standing, today))
        .where(_holds(wanted, Organisation.name))
    )
    if wanted.organisation_id is not None:
        query = query.where(Assignment.organisation_id == wanted.organisation_id)
    return _of_meeting(query, wanted, Assignment)


def _assignments(actor: Actor, wanted: Wanted, today: date) -> Select[*tuple[Any, ...]]:
    return wanted_assignments(actor, wanted, today).with_only_columns(
        *(Assignment.action_id, Assignment.id, Action.reference, Action.old_reference),
        *(Action.sentence, Organisation.short_name, Assignment.part, Assignment.state),
        *(Assignment.due_on, Assignment.obstructed, Meeting.subject),
    )


def wanted_unassigned(actor: Actor, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """The actions asked for that nobody is responsible for, joined with their meeting."""
    query: Select[*tuple[Any, ...]] = (
        visible_actions(actor)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(
            Action.state == literal(ActionState.UNASSIGNED, Action.state.type, literal_execute=True)
        )
        .where(_holds(wanted))
    )
    return _of_meeting(query, wanted, Action)


def _actions(actor: Actor, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    return wanted_unassigned(actor, wanted).with_only_columns(
        *(Action.id, null(), Action.reference, Action.old_reference, Action.sentence),
        *(null(), null(), null(), Action.due_on, null(), Meeting.subject),
    )


def _holds(wanted: Wanted, *more: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """The words stand in the sentence, or in a number: ours or that of the matrix it came from."""
    return holds_all(wanted.words, Action.sentence, Action.reference, Action.old_reference, *more)


def _of_meeting(
    query: Select[*tuple[Any, ...]], wanted: Wanted, thing: type[Action] | type[Assignment]
) -> Select[*tuple[Any, ...]]:
    if wanted.unit_id is not None:
        query = query.where(thing.unit_id == wanted.unit_id)
    if wanted.meeting_id is not None:
        query = query.where(thing.meeting_id == wanted.meeting_id)
    if wanted.action_id is not None:
        own = Action.id if thing is Action else Assignment.action_id
        query = query.where(own == wanted.action_id)
    if wanted.series_id is not None:
        meetings = select(Meeting.id).where(Meeting.series_id == wanted.series_id)
        query = query.where(thing.meeting_id.in_(meetings))
    return query


def _standing(standing: Standing, today: date) -> ColumnElement[bool]:
    is_open = in_states(PENDING_STATES) & Assignment.state.in_(OPEN_STATES)
    soon = today + timedelta(days=SOON_DAYS)
    states = {
        Standing.PENDING: PENDING_STATES,
        Standing.NOT_STARTED: (AssignmentState.NOT_STARTED,),
        Standing.IN_PROGRESS: (AssignmentState.IN_PROGRESS,),
        Standing.AWAITING: (AssignmentState.AWAITING,),
        Standing.DONE: (AssignmentState.DONE,),
        Standing.NOT_FEASIBLE: (AssignmentState.NOT_FEASIBLE,),
        Standing.ENDED: (AssignmentState.REASSIGNED, AssignmentState.CANCELLED),
    }
    if standing in states:
        return in_states(states[standing])
    return {
        Standing.ALL: true(),
        Standing.OVERDUE: is_open & (Assignment.due_sort < today),
        Standing.SOON: is_open & Assignment.due_sort.between(today, soon),
        Standing.RETURNED: is_open & _came_back(),
        Standing.OBSTRUCTED: is_open & Assignment.obstructed,
    }[standing]
