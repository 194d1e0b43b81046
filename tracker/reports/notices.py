"""What a reader was told, the newest first, and how much of it is new to him."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from tracker.infra.orm import kept
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.notices import Notice, NoticeKind, NoticeMark, NoticeReading
from tracker.models.organisations import Organisation
from tracker.models.users import Actor
from tracker.policy.notices import visible_notices

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """text: of what is about no single share; else sentence, reference and who owes it."""

    notice_id: int
    kind: NoticeKind
    text: str
    at: datetime
    sentence: str | None
    reference: str | None
    organisation: str | None
    is_new: bool


def notice_lines(
    session: Session, actor: Actor, *, limit: int, before: int | None = None
) -> list[NoticeLine]:
    """One statement; before: only those older than this one."""
    query = _lines(actor).limit(limit)
    if before is not None:
        query = query.where(Notice.id < before)
    return [NoticeLine(*row) for row in session.execute(query)]


@kept
def new_notices(actor: Actor) -> Select[int]:
    """Counts those that are new to the reader, up to one more than MOST_COUNTED."""
    fresh = visible_notices(actor).with_only_columns(Notice.id).where(_is_new(actor.user_id))
    return select(func.count()).select_from(fresh.limit(MOST_COUNTED + 1).subquery())


@kept
def _lines(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        visible_notices(actor)
        .with_only_columns(
            *(Notice.id, Notice.kind, Notice.text, Notice.at),
            *(Action.sentence, Action.reference, Organisation.short_name),
            _is_new(actor.user_id),
        )
        .outerjoin(Assignment, Assignment.id == Notice.assignment_id)
        .outerjoin(Action, Action.id == Assignment.action_id)
        .outerjoin(Organisation, Organisation.id == Assignment.organisation_id)
        .order_by(Notice.id.desc())
    )


def _is_new(user_id: int) -> ColumnElement[bool]:
    mark = select(NoticeMark.up_to).where(NoticeMark.user_id == user_id).scalar_subquery()
    opened = select(NoticeReading.id).where(
        NoticeReading.user_id == user_id, NoticeReading.notice_id == Notice.id
    )
    return and_(Notice.id > func.coalesce(mark, 0), ~opened.exists())
