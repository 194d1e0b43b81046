"""Instansi lain menunggu: who waits for an organisation, since when and what for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, tuple_
from sqlalchemy.orm import Session

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.objections import Objection
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.models.working_days import WorkCalendar
from tracker.policy.answers import visible_waits

Position = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the awaited organisation may know of it, and nothing else."""

    objection_id: int
    sentence: str
    who: str
    what_for: str
    raised_at: datetime
    since: date
    days: int
    working_days: int


def waiting_on(
    session: Session,
    actor: Actor,
    *,
    today: date,
    zone: ZoneInfo,
    limit: int,
    after: Position | None = None,
) -> list[Waiting]:
    """Who waits for an agency of the actor, the longest first (two statements).

    Days count on the awaited one from the day the objection was raised, in the office's zone.
    """
    rows: Sequence[Any] = session.execute(_waiting_on(actor, limit, after)).all()
    if not rows:
        return []
    started = [row.raised_at.astimezone(zone).date() for row in rows]
    calendar = WorkCalendar.load(session, range(min(started).year, today.year + 1))
    found = []
    for (objection_id, sentence, who, what_for, raised_at), since in zip(
        rows, started, strict=True
    ):
        days, working = (today - since).days, calendar.between(since, today)
        found.append(
            Waiting(objection_id, sentence, who, what_for, raised_at, since, days, working)
        )
    return found


@kept
def waits(actor: Actor) -> Select[int]:
    """Counts what others wait for from an agency of the actor."""
    return visible_waits(actor).with_only_columns(func.count(Objection.id))


@kept
def _waiting_on(actor: Actor, limit: int, after: Position | None) -> Select[*tuple[Any, ...]]:
    order = (Objection.raised_at, Objection.id)
    query = (
        visible_waits(actor)
        .join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return query.with_only_columns(
        *(Objection.id, Action.sentence, Organisation.name, Objection.reason),
        Objection.raised_at,
    )
