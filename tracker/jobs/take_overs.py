"""Carrying a matrix out: all of it in one transaction, once, and stoppable until it is written."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from tracker.capture.matrix_check import Known, Outcome
from tracker.capture.matrix_drafts import examine, known_work, store_outcome
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.text import N_
from tracker.jobs.worker import Handler
from tracker.models.errors import DomainError
from tracker.models.take_overs import (
    RowKind,
    TakeOver,
    TakeOverDraft,
    TakeOverRow,
    TakeOverState,
    forget_matrix,
)
from tracker.models.taking_over import PlannedAction, cancel_taken_over, open_planned
from tracker.models.users import Actor, User, actor_of
from tracker.policy.take_overs import can_take_over, visible_take_overs

CHANGED = N_("Isi register berubah sejak pemeriksaan. Periksa lagi baris yang ditandai.")
NO_RIGHT = N_("Yang memulai pengambilalihan ini tidak lagi bertugas di unit tersebut.")


class Stopped(Exception):
    """Somebody stopped it, or another worker was quicker: there is nothing left to do."""


def matrix_taker(sessions: sessionmaker[Session], zone: ZoneInfo) -> Handler:
    """The handler of TAKE_OVER jobs: `{"take_over_id": 3, "by": 7}`; doing one twice is harmless.

    Everything slow happens before the one write: while that lasts, nobody else writes on SQLite.
    """

    def take_over(payload: dict[str, Any]) -> None:
        now = clock.now()
        today = now.astimezone(zone).date()
        with sessions() as session:
            row = session.get_one(TakeOver, payload["take_over_id"])
            actor = actor_of(session, session.get_one(User, payload["by"]), today=today)
            try:
                if row.state is TakeOverState.RUNNING:
                    _carry_out(sessions, session, row, actor, at=now, today=today)
                elif row.state is TakeOverState.UNDOING:
                    _undo(session, row.id, actor, payload["reason"], at=now)
            except Stopped:
                return

    return take_over


def _carry_out(
    sessions: sessionmaker[Session],
    session: Session,
    row: TakeOver,
    actor: Actor,
    *,
    at: datetime,
    today: date,
) -> None:
    edition, take_over_id = row.draft.edition, row.id
    known = known_work(session, actor)
    outcome = examine(
        row,
        actor,
        today=today,
        known=known,
        tell=lambda done: _tell(sessions, take_over_id, done),
    )
    _tell(sessions, take_over_id, len(outcome.rows))
    with write(session):
        held = _held(session, take_over_id, TakeOverState.RUNNING)
        seen = session.scalar(visible_take_overs(actor).where(TakeOver.id == take_over_id))
        if seen is None or not can_take_over(actor, held.unit_id):
            held.stop(by=actor.user_id, at=at, notice=NO_RIGHT)
        elif _changed(session, held, actor, outcome, known):
            fresh = examine(held, actor, today=today)
            store_outcome(held, fresh, edition=edition, today=today)
            held.stop(by=actor.user_id, at=at, notice=CHANGED)
        else:
            _open(session, held, outcome.plans, actor, at=at, year=today.year)


def _open(
    session: Session,
    take_over: TakeOver,
    plans: list[PlannedAction],
    actor: Actor,
    *,
    at: datetime,
    year: int,
) -> None:
    opened = open_planned(take_over, plans, by=actor.user_id, at=at, year=year)
    ids = session.execute(
        select(TakeOverRow.number, TakeOverRow.id).where(TakeOverRow.take_over_id == take_over.id)
    )
    row_ids = {row.number: row.id for row in ids}
    came = [
        {"id": row_ids[number], "action_id": action_id}
        for action_id, plan in zip(opened, plans, strict=True)
        for number in plan.rows
    ]
    session.execute(update(TakeOverRow), came)
    forget_matrix(take_over, rows=False)
    take_over.finish(len(opened), by=actor.user_id, at=at)


def _changed(
    session: Session, take_over: TakeOver, actor: Actor, outcome: Outcome, known: Known
) -> bool:
    """What the report promised is no longer what would be written."""
    asks = any(row.kind is RowKind.QUESTION for row in outcome.rows)
    promised = take_over.draft.figures.get("actions")
    newer = known_work(session, actor).beyond(known)
    return asks or promised != len(outcome.plans) or any(_stands(newer, p) for p in outcome.plans)


def _stands(newer: Known, plan: PlannedAction) -> bool:
    offices = frozenset(share.organisation_id for share in plan.shares)
    return newer.holds(plan.old_reference, plan.sentence, offices) is not None


def _undo(session: Session, take_over_id: int, actor: Actor, reason: str, *, at: datetime) -> None:
    with write(session):
        held = _held(session, take_over_id, TakeOverState.UNDOING)
        try:
            held.require_untouched()
        except DomainError as refusal:
            held.end_undoing(undone=False, by=actor.user_id, at=at, notice=refusal.message)
            return
        cancel_taken_over(held, reason, by=actor.user_id, at=at)
        held.end_undoing(undone=True, by=actor.user_id, at=at)


def _held(session: Session, take_over_id: int, state: TakeOverState) -> TakeOver:
    held = session.get_one(TakeOver, take_over_id)
    held.hold()
    if held.state is not state:
        raise Stopped
    return held


def _tell(sessions: sessionmaker[Session], take_over_id: int, done: int) -> None:
    """How many rows were read, for the page that waits. Raises Stopped once somebody said so."""
    with sessions() as session, write(session):
        _held(session, take_over_id, TakeOverState.RUNNING)
        session.execute(
            update(TakeOverDraft)
            .where(TakeOverDraft.take_over_id == take_over_id)
            .values(done=done)
        )
