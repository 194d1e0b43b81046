"""Permohonan: what agencies objected to or asked for, and nobody has ruled on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.extensions import ExtensionRequest
from tracker.models.meetings import Meeting
from tracker.models.objections import Ground, Objection
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.answers import rulable_objections, rulable_requests
from tracker.reports.due_dates import slips_of


class Kind(IntEnum):
    """Which of the two comes first when both were sent at the same instant."""

    OBJECTION, EXTENSION = range(2)


Position = tuple[datetime, int, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """ground and awaited: of an objection. wished_on: of a request for a new date."""

    kind: Kind
    id: int
    at: datetime
    assignment_id: int
    reference: str
    sentence: str
    organisation: str
    meeting: str | None
    due_on: date | None
    first_due_on: date | None
    reason: str
    by_name: str
    ground: Ground | None = None
    awaited: str | None = None
    wished_on: date | None = None
    slips: int = 0

    @property
    def position(self) -> Position:
        return self.at, self.kind, self.id


def waiting_requests(
    session: Session, actor: Actor, *, limit: int, after: Position | None = None
) -> list[Waiting]:
    """Those the actor may rule on, oldest first (three statements)."""
    objections = session.execute(_objections(actor, limit, after)).all()
    asked = session.execute(_extensions(actor, limit, after)).all()
    slips = slips_of(session, [row.assignment_id for row in asked])
    found = [Waiting(Kind.OBJECTION, **row._mapping) for row in objections]
    found += [
        Waiting(Kind.EXTENSION, **row._mapping, slips=slips.get(row.assignment_id, 0))
        for row in asked
    ]
    return sorted(found, key=lambda one: one.position)[:limit]


@kept
def requests_waiting(actor: Actor) -> Select[int]:
    """Counts those that wait for a ruling of the actor."""
    objections = rulable_objections(actor).with_only_columns(func.count(Objection.id))
    asked = rulable_requests(actor).with_only_columns(func.count(ExtensionRequest.id))
    return select(objections.scalar_subquery() + asked.scalar_subquery())


@kept
def _objections(actor: Actor, limit: int, after: Position | None) -> Select[*tuple[Any, ...]]:
    awaited = aliased(Organisation)
    at = Objection.raised_at
    query = rulable_objections(actor).outerjoin(awaited, awaited.id == Objection.awaited_id)
    told = (Objection.ground, awaited.short_name.label("awaited"))
    by_name = Objection.raised_by_name.label("by_name")
    return _told(query, Kind.OBJECTION, Objection, at, limit, after).add_columns(by_name, *told)


@kept
def _extensions(actor: Actor, limit: int, after: Position | None) -> Select[*tuple[Any, ...]]:
    at = ExtensionRequest.asked_at
    query = _told(rulable_requests(actor), Kind.EXTENSION, ExtensionRequest, at, limit, after)
    by_name = ExtensionRequest.asked_by_name.label("by_name")
    return query.add_columns(by_name, ExtensionRequest.wished_on)


def _told(
    query: Select[Any],
    kind: Kind,
    noun: type[Objection] | type[ExtensionRequest],
    at: Any,
    limit: int,
    after: Position | None,
) -> Select[*tuple[Any, ...]]:
    query = (
        query.join(Action, Action.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Meeting, Meeting.id == Assignment.meeting_id)
        .order_by(at, noun.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(_later(kind, noun.id, at, after))
    return query.with_only_columns(
        *(noun.id, at.label("at"), noun.assignment_id, Action.reference, Action.sentence),
        *(Organisation.name.label("organisation"), Meeting.subject.label("meeting")),
        *(Assignment.due_on, Assignment.first_due_on, noun.reason),
    )


def _later(kind: Kind, row_id: Any, at: Any, after: Position) -> ColumnElement[bool]:
    instant, last_kind, last_id = after
    if kind == last_kind:
        return or_(at > instant, and_(at == instant, row_id > last_id))
    later: ColumnElement[bool] = at >= instant if kind > last_kind else at > instant
    return later
