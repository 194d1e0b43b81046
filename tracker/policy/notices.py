"""Whom a notice tells: those who owe the work, and the secretariat of its unit."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from tracker.infra.orm import kept
from tracker.models.assignments import Assignment
from tracker.models.notices import Audience, Notice
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.policy.selecting import holds


@kept
def visible_notices(actor: Actor) -> Select[Notice]:
    """What is about a share only while the actor may read that share: its class may be raised."""
    shares = holds(visible_assignments(actor), Assignment.id == Notice.assignment_id)
    return select(Notice).where(
        or_(false(), *_addressed(actor)), or_(Notice.assignment_id.is_(None), shares)
    )


def _addressed(actor: Actor) -> list[ColumnElement[bool]]:
    ways = []
    if actor.agencies:
        ways.append(_to(Audience.AGENCY, Notice.organisation_id.in_(actor.agencies)))
    if actor.is_secretariat:
        units = Notice.organisation_id.in_(actor.secretariat)
        ways.append(_to(Audience.SECRETARIAT, true() if actor.secretariat_all else units))
    return ways


def _to(audience: Audience, office: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(Notice.audience == audience, office)
