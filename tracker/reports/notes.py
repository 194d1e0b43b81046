"""The notes of a meeting as its desk shows them: place by place, and what became of lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from tracker.infra.typed_lines import taken_apart
from tracker.models.actions import Action, ActionState
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.minutes_sections import MinutesSection, Noted, RevisionKind, SectionRevision
from tracker.models.numbered import MeetingPart
from tracker.models.statements import Statement
from tracker.models.users import User

Part = TypeVar("Part", bound=MeetingPart)


@dataclass(frozen=True, slots=True)
class Writing:
    """Who last wrote in a section, and when."""

    user_id: int | None
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement, and the action opened from it that still stands."""

    agreement: Agreement
    action: Action | None


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted in one place. head: its formatted part, text: the lines typed below.

    key: names the place, section or not. version: of its section, 0 before the first words.
    in_turn: the item that the room is dealing with.
    """

    key: str
    title: str
    section_id: int | None
    version: int
    head: str
    text: str
    last: Writing | None
    statements: Sequence[Statement]
    agreements: Sequence[Agreed]
    in_turn: bool


def notes_of(session: Session, meeting_id: int) -> list[Note]:
    """In the order of the agenda, then the sections without an item (six statements)."""
    sections = _all(session, MinutesSection, meeting_id)
    by_item = {s.agenda_item_id: s for s in sections if s.agenda_item_id is not None}
    places: list[tuple[Noted, MinutesSection | None]] = [
        (item, by_item.get(item.id)) for item in _all(session, AgendaItem, meeting_id)
    ]
    places += [(section, section) for section in sections if section.agenda_item_id is None]
    last = _last_writings(session, meeting_id)
    statements = _all(session, Statement, meeting_id)
    agreed = _agreed(session, meeting_id)
    notes = []
    for where, section in places:
        item_id = where.id if isinstance(where, AgendaItem) else None
        head, text = taken_apart(section.body if section else "")
        note = Note(
            key=key_of(where),
            title=where.title if isinstance(where, AgendaItem) else where.heading,
            section_id=section.id if section else None,
            version=section.version if section else 0,
            head=head,
            text=text,
            last=last.get(section.id) if section else None,
            statements=[s for s in statements if s.agenda_item_id == item_id],
            agreements=[a for a in agreed if a.agreement.agenda_item_id == item_id],
            in_turn=isinstance(where, AgendaItem) and where.is_current,
        )
        notes.append(note)
    return notes


def key_of(where: Noted) -> str:
    return f"acara-{where.id}" if isinstance(where, AgendaItem) else f"bagian-{where.id}"


def _all(session: Session, part: type[Part], meeting_id: int) -> Sequence[Part]:
    rows = select(part).where(part.meeting_id == meeting_id).order_by(part.position, part.id)
    return session.scalars(rows).all()


def _agreed(session: Session, meeting_id: int) -> list[Agreed]:
    agreements = _all(session, Agreement, meeting_id)
    opened = session.scalars(
        select(Action)
        .where(Action.meeting_id == meeting_id, Action.agreement_id.is_not(None))
        .where(Action.state != ActionState.CANCELLED)
        .options(selectinload(Action.assignments))
        .order_by(Action.id.desc())
    )
    newest = {action.agreement_id: action for action in opened}
    return [Agreed(agreement, newest.get(agreement.id)) for agreement in agreements]


def _last_writings(session: Session, meeting_id: int) -> dict[int, Writing]:
    newest = (
        select(func.max(SectionRevision.id))
        .where(SectionRevision.meeting_id == meeting_id)
        .where(SectionRevision.kind != RevisionKind.SET_ASIDE)
        .group_by(SectionRevision.section_id)
    )
    rows = session.execute(
        select(SectionRevision.section_id, User.id, User.name, SectionRevision.written_at)
        .outerjoin(User, User.id == SectionRevision.written_by)
        .where(SectionRevision.id.in_(newest))
    )
    return {section: Writing(user, name or "", at) for section, user, name, at in rows}
