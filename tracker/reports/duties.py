"""Tugas OPD: what the actor's own organisations owe, by urgency, counted and narrowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled, kept
from tracker.infra.text import N_
from tracker.infra.words import holds_all
from tracker.models.actions import Action
from tracker.models.assignment_states import (
    CAME_BACK,
    CLAIMED,
    FINAL_STATES,
    OPEN_STATES,
    PENDING_STATES,
    STILL_OPEN,
    AssignmentState,
    Part,
)
from tracker.models.assignments import NO_DUE, SOON_DAYS, Assignment
from tracker.models.meetings import Meeting
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.series import Series
from tracker.models.users import Actor
from tracker.policy.actions import owed_assignments
from tracker.reports.assignments import in_states, reasons_of
from tracker.reports.update_requests import Request, requests_for

MOST_REQUESTS = 200


class Heap(Labelled):
    """What one asks the list for. What came back may also be late, and then counts in both."""

    PENDING = "belum-selesai", N_("Belum selesai")
    ASKED = "diminta", N_("Diminta dimutakhirkan")
    RETURNED = "dikembalikan", N_("Dikembalikan")
    OVERDUE = "terlambat", N_("Terlambat")
    SOON = "mendekati-tenggat", N_("Segera jatuh tempo")
    RUNNING = "berjalan", N_("Berjalan")
    OBSTRUCTED = "terkendala", N_("Terkendala")
    AWAITING = "menunggu-verifikasi", N_("Menunggu verifikasi")
    FINISHED = "selesai", N_("Selesai")
    ALL = "semua", N_("Semua")


class Due(Labelled):
    WEEK = "minggu-ini", N_("Minggu ini")
    MONTH = "bulan-ini", N_("Bulan ini")
    PAST = "lewat", N_("Lewat tenggat")
    NONE = "tanpa-tenggat", N_("Tanpa tenggat")


# The heaps a list is read in, most pressing first; each row lies on one of them.
HEAPS = (
    *(Heap.RETURNED, Heap.OVERDUE, Heap.SOON, Heap.RUNNING),
    *(Heap.AWAITING, Heap.FINISHED),
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What to list; None and empty mean any. position_ids: positions that see to it.

    but: an assignment that is neither listed nor counted.
    """

    heap: Heap = Heap.PENDING
    due: Due | None = None
    organisation_id: int | None = None
    meeting_id: int | None = None
    series_id: int | None = None
    position_ids: frozenset[int] | None = None
    words: tuple[str, ...] = ()
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """returned: why it came back, or what was asked of its claim, until the office answers.

    mine: it is seen to by a position that the reader holds today. asked: before which meeting an
    update is asked for.
    """

    returned: str | None
    asked: Request | None
    mine: bool
    assignment_id: int
    reference: str
    old_reference: str
    sentence: str
    organisation: str
    part: Part
    state: AssignmentState
    due_on: date | None
    obstructed: bool
    meeting: str | None
    seen_to_by: str | None
    place: int

    @property
    def at(self) -> "Place":
        """Where the row stands in the order: from here a next page goes on."""
        return self.place, self.due_on or NO_DUE, self.assignment_id

    @property
    def is_asked(self) -> bool:
        """The verifier has a question about its claim, and waits."""
        return self.place == CAME_BACK and self.state is AssignmentState.AWAITING

    def heap(self, today: date) -> Heap:
        if self.place == CAME_BACK:
            return Heap.RETURNED
        if self.place != STILL_OPEN:
            return Heap.AWAITING if self.place == CLAIMED else Heap.FINISHED
        left = ((self.due_on or NO_DUE) - today).days
        if left > SOON_DAYS:
            return Heap.RUNNING
        return Heap.OVERDUE if left < 0 else Heap.SOON


Place = tuple[int, date, int]
BEGINNING: Place = (-1, date.min, 0)


@dataclass(frozen=True, slots=True)
class Duties:
    """numbers: how many of everything owed lie on each heap, whatever is listed."""

    rows: Sequence[Duty]
    numbers: Mapping[Heap, int]

    def most_urgent(self, today: date) -> tuple[Heap, list[Duty]] | None:
        """The first heap of what is to be done that has any, and its rows among these."""
        found = by_heap(self.rows, today)
        return found[0] if found and found[0][0] in HEAPS[:4] else None


def duties(
    session: Session,
    actor: Actor,
    narrowed: Narrowed,
    *,
    at: datetime,
    today: date,
    limit: int,
    after: Place | None = None,
) -> Duties:
    """The first rows (after a place) and the numbers of all (at most four statements)."""
    requests = requests_for(session, actor, at=at, today=today, limit=MOST_REQUESTS)
    asked = {request.assignment_id: request for request in reversed(requests)}
    query = _listing(actor, narrowed, today)
    if narrowed.heap is Heap.ASKED:
        query = query.where(Assignment.id.in_(list(asked)))
    query = query.where(tuple_(*_ORDER) > (after or BEGINNING)).order_by(*_ORDER).limit(limit)
    found: Sequence[Any] = session.execute(query).all()
    reasons = reasons_of(session, [row[0] for row in found if row.place == CAME_BACK])
    held = {post.position_id for post in actor.posts}
    rows = [
        Duty(
            reasons.get(row[0], "") if row.place == CAME_BACK else None,
            asked.get(row[0]),
            row[-1] in held,
            *row[:-1],
        )
        for row in found
    ]
    numbers = session.execute(_numbers(actor, narrowed.but, today)).one()._asdict()
    counted = {heap: numbers[heap.name] for heap in _COUNTED}
    return Duties(rows, {Heap.ASKED: len(asked), **counted})


def by_heap(rows: Sequence[Duty], today: date) -> list[tuple[Heap, list[Duty]]]:
    """The rows on the heaps they lie on, but for empty ones."""
    heaps = {heap: [row for row in rows if row.heap(today) is heap] for heap in HEAPS}
    return [(heap, lying) for heap, lying in heaps.items() if lying]


def series_owed_in(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Series whose meetings left the actor's organisations something to do."""
    meetings = owed_assignments(actor).with_only_columns(Assignment.meeting_id)
    rows = session.execute(
        select(Series.id, Series.name)
        .where(Series.id.in_(select(Meeting.series_id).where(Meeting.id.in_(meetings))))
        .order_by(Series.name, Series.id)
    )
    return [(row.id, row.name) for row in rows]


def positions_owing(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Positions that see to something the actor's organisations owe."""
    named = owed_assignments(actor).with_only_columns(Assignment.position_id)
    rows = session.execute(
        select(Position.id, Position.title)
        .where(Position.id.in_(named.where(Assignment.position_id.is_not(None))))
        .order_by(Position.title, Position.id)
    )
    return [(row.id, row.title) for row in rows]


_ORDER = (Assignment.place, Assignment.due_sort, Assignment.id)
_COUNTED = (Heap.PENDING, *HEAPS)


@kept
def _listing(actor: Actor, narrowed: Narrowed, today: date) -> Select[*tuple[Any, ...]]:
    told = Action.sentence, Action.reference, Action.old_reference
    words = holds_all(narrowed.words, *told)
    query: Select[*tuple[Any, ...]] = (
        _others(actor, narrowed.but)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .outerjoin(Position, Position.id == Assignment.position_id)
        .where(_lies(narrowed.heap, today), _is_due(narrowed.due, today), words)
    )
    for column, wanted in (
        (Assignment.organisation_id, narrowed.organisation_id),
        (Assignment.meeting_id, narrowed.meeting_id),
        (Meeting.series_id, narrowed.series_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if narrowed.position_ids is not None:
        query = query.where(Assignment.position_id.in_(narrowed.position_ids))
    return query.with_only_columns(
        *(Assignment.id, Action.reference, Action.old_reference, Action.sentence),
        *(Organisation.short_name, Assignment.part, Assignment.state, Assignment.due_on),
        *(Assignment.obstructed, Meeting.subject, Position.title, Assignment.place),
        Assignment.position_id,
    )


@kept
def _numbers(actor: Actor, but: int | None, today: date) -> Select[*tuple[Any, ...]]:
    numbers = (func.count().filter(_lies(heap, today)).label(heap.name) for heap in _COUNTED)
    return _others(actor, but).with_only_columns(*numbers)


def _others(actor: Actor, but: int | None) -> Select[Assignment]:
    owed = owed_assignments(actor)
    return owed if but is None else owed.where(Assignment.id != but)


def _lies(heap: Heap, today: date) -> ColumnElement[bool]:
    pending, place, due = in_states(PENDING_STATES), Assignment.place, Assignment.due_sort
    is_open = pending & Assignment.state.in_(OPEN_STATES)
    soon = today + timedelta(days=SOON_DAYS)
    return {
        Heap.PENDING: pending,
        Heap.ASKED: is_open,
        Heap.RETURNED: pending & (place == CAME_BACK),
        Heap.OVERDUE: is_open & (due < today),
        Heap.SOON: is_open & due.between(today, soon),
        Heap.RUNNING: is_open & (place == STILL_OPEN) & (due > soon),
        Heap.OBSTRUCTED: is_open & Assignment.obstructed,
        Heap.AWAITING: pending & (place == CLAIMED),
        Heap.FINISHED: in_states(FINAL_STATES),
        Heap.ALL: true(),
    }[heap]


def _is_due(due: Due | None, today: date) -> ColumnElement[bool]:
    """By the office's calendar: weeks begin on Monday."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    column = Assignment.due_sort
    return {
        None: true(),
        Due.WEEK: column.between(monday, monday + timedelta(days=6)),
        Due.MONTH: (column >= first) & (column < following),
        Due.PAST: column < today,
        Due.NONE: column == NO_DUE,
    }[due]
