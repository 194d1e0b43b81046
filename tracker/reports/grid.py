"""One action and all who owe a share of it: who has reported, who is silent, what waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.assignment_states import (
    OPEN_STATES,
    AssignmentState,
    Light,
    Part,
    Verdict,
    days_left,
    light_of,
)
from tracker.models.assignments import NO_DUE, Assignment
from tracker.models.extensions import ExtensionRequest, ExtensionState
from tracker.models.objections import Objection, ObjectionState
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.reports.last_words import WIDTH, LastWord, slips, with_last_words
from tracker.reports.responsible import ENDED

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class Look(Labelled):
    """Which cells are asked for; the words of the address and of the page."""

    ALL = "semua", N_("instansi")
    REPORTED = "sudah-melapor", N_("sudah melapor")
    SILENT = "belum-melapor", N_("belum melapor")
    LATE = "terlambat", N_("terlambat")
    AWAITING = "menunggu-verifikasi", N_("menunggu verifikasi")
    RETURNED = "dikembalikan", N_("dikembalikan")
    VERIFIED = "terverifikasi", N_("terverifikasi")
    ENDED = "dialihkan-atau-dibatalkan", N_("dialihkan atau dibatalkan")


class Order(Labelled):
    URGENCY = "mendesak", N_("Keadaan")
    NAME = "nama", N_("Instansi")
    REPORT = "laporan", N_("Laporan terakhir")
    DUE = "tenggat", N_("Tenggat")


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation's share. days: until its due date, below zero once late, else None.

    slips: how often the date moved to a later one. objects, asks_time: that waits for a ruling.
    """

    assignment_id: int
    organisation_id: int
    organisation: str
    part: Part
    state: AssignmentState
    due_on: date | None
    first_due_on: date | None
    slips: int
    objects: bool
    asks_time: bool
    reported_at: datetime | None
    days: int | None
    light: Light | None
    word: LastWord

    @property
    def looks(self) -> set[Look]:
        """Where it counts; what was handed on or cancelled counts nowhere else."""
        if self.state in ENDED:
            return {Look.ENDED}
        open_ = self.state in OPEN_STATES
        facts = {
            Look.ALL: True,
            Look.REPORTED: self.reported_at is not None,
            Look.SILENT: open_ and self.reported_at is None,
            Look.LATE: self.days is not None and self.days < 0,
            Look.AWAITING: self.state is AssignmentState.AWAITING,
            Look.RETURNED: open_ and self.word.verdict is Verdict.RETURNED,
            Look.VERIFIED: self.state is AssignmentState.DONE,
        }
        return {look for look, holds in facts.items() if holds}


@dataclass(frozen=True, slots=True)
class Grid:
    """cells: all of them, in no order. counts: by look, how many."""

    cells: Sequence[Cell]

    @property
    def counts(self) -> dict[Look, int]:
        looks = [cell.looks for cell in self.cells]
        return {look: sum(look in own for own in looks) for look in Look}

    def shown(self, look: Look, order: Order) -> list[Cell]:
        chosen = [cell for cell in self.cells if look in cell.looks]
        return sorted(chosen, key=_ORDERS[order])


def grid_of(session: Session, actor: Actor, action_id: int, *, today: date, zone: ZoneInfo) -> Grid:
    """The shares of an action that the actor may read in full (one statement, however many)."""
    shares = (
        visible_assignments(actor)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.action_id == action_id)
        .with_only_columns(
            *(Assignment.id, Assignment.organisation_id, Organisation.name, Assignment.part),
            *(Assignment.state, Assignment.due_on, Assignment.first_due_on),
            *(slips(), _waits(Objection, ObjectionState.OPEN)),
            *(_waits(ExtensionRequest, ExtensionState.OPEN), Assignment.reported_at),
            Assignment.claimed_at,
        )
    )
    rows: Sequence[Any] = session.execute(with_last_words(shares)).all()
    return Grid([_cell(row, today, zone) for row in rows])


def silent_shares(session: Session, action_id: int) -> Sequence[Any]:
    """Open shares of an action of which nothing was reported yet, by name: id, organisation."""
    return session.execute(
        select(Assignment.id, Assignment.organisation_id, Organisation.name, Assignment.due_on)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.action_id == action_id, Assignment.reported_at.is_(None))
        .where(Assignment.state.in_(OPEN_STATES))
        .order_by(Organisation.name)
    ).all()


def _cell(row: Any, today: date, zone: ZoneInfo) -> Cell:
    *told, claimed_at = row[:-WIDTH]
    claimed_on = claimed_at.astimezone(zone).date() if claimed_at else None
    light = light_of(row.state, row.due_on, today, claimed_on=claimed_on)
    days = days_left(row.state, row.due_on, today)
    return Cell(*(*told, days, light, LastWord(*row[-WIDTH:])))


def _waits(
    asked: type[Objection] | type[ExtensionRequest], state: ObjectionState | ExtensionState
) -> ColumnElement[bool]:
    own = select(literal(1)).select_from(asked).where(asked.assignment_id == Assignment.id)
    return own.where(asked.state == state).correlate(Assignment).exists()


def _urgency(cell: Cell) -> tuple[Any, ...]:
    """What waits for the desk, is late, came back, is silent; then the rest by due date."""
    pressing = (Look.AWAITING, Look.LATE, Look.RETURNED, Look.SILENT)
    place = next((i for i, look in enumerate(pressing) if look in cell.looks), len(pressing))
    over = cell.state not in (*OPEN_STATES, AssignmentState.AWAITING)
    return over, place, cell.due_on or NO_DUE, cell.organisation


_ORDERS: dict[Order, Callable[[Cell], tuple[Any, ...]]] = {
    Order.URGENCY: _urgency,
    Order.NAME: lambda cell: (cell.organisation,),
    Order.REPORT: lambda cell: (cell.reported_at or _NEVER, cell.organisation),
    Order.DUE: lambda cell: (cell.due_on or NO_DUE, cell.organisation),
}
