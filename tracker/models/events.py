"""Every verb writes exactly one event; timeline, audit and integrity check read it."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, ForeignKey, Index, event, insert, inspect
from sqlalchemy.orm import (
    Mapped,
    Session,
    SessionTransaction,
    UOWTransaction,
    mapped_column,
)

from tracker.infra.orm import Base, is_unused, reserve_ids, session_of

_TOUCHED = "rakor_touched"


class Audited:
    """Rows whose every change is explained by an event that carries their digest.

    A commit that leaves one unexplained raises Unrecorded.
    """

    __audited__ = True


class Unrecorded(Exception):
    """Audited rows were changed after the last event, or without any; names them."""


class Event(Base):
    """One act. Append-only: the database refuses UPDATE and DELETE.

    verb: `noun:action`. data: ids and codes only. note: personal text, redactable through
    EventNote. digests: SHA-256 of each audited row this act left behind (null: removed).
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_subject", "subject_type", "subject_id", "id"),
        Index("ix_events_meeting_id_id", "meeting_id", "id"),
        Index("ix_events_assignment_id_id", "assignment_id", "id"),
    )

    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    verb: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    meeting_id: Mapped[int | None]
    assignment_id: Mapped[int | None]
    organisation_id: Mapped[int | None]
    security_class: Mapped[str | None]
    data: Mapped[dict[str, Any]]
    note_digest: Mapped[str | None]
    digests: Mapped[dict[str, Any]]


class EventNote(Base):
    """Personal text of an event, apart, so that it can be redacted without breaking the chain."""

    __tablename__ = "event_notes"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    salt: Mapped[str]
    text: Mapped[str]


class EventSeal(Base):
    """The order in which events were sealed, and the hash chain over them."""

    __tablename__ = "event_seals"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    chain_hash: Mapped[str]


def record(
    subject: Base,
    verb: str,
    *,
    by: int | None,
    at: datetime,
    note: str | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write the one event of a verb; call it last, when every row of the act is in the session.

    by: user id, None for the system. note: personal text, such as a reason. Scope columns are
    taken from the subject. Raises ValueError when the subject is in no session.
    """
    session = session_of(subject)
    session.flush()
    salt = secrets.token_hex(16)
    entry = Event(
        at=at,
        actor_id=by,
        verb=verb,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        data=data or {},
        note_digest=note_digest(salt, note) if note else None,
        digests=_collect_digests(session),
        **_scope(subject),
    )
    session.add(entry)
    if note:
        session.flush()
        session.add(EventNote(id=entry.id, event_id=entry.id, salt=salt, text=note))
    return entry


class Act(NamedTuple):
    """One of many acts that are recorded together. digests: of the rows it answers for."""

    verb: str
    subject_type: str
    subject_id: int
    scope: dict[str, Any]
    digests: dict[str, str]
    data: dict[str, Any]
    note: str = ""


def act_of(subject: Base, verb: str, rows: Sequence[Base], *, note: str = "") -> Act:
    """An act on rows that were flushed: what was changed since would not be told."""
    digests = {f"{row.__tablename__}:{row.id}": row_digest(row) for row in rows}
    return Act(verb, subject.__tablename__, subject.id, _scope(subject), digests, {}, note)


def record_each(session: Session, acts: Sequence[Act], *, by: int, at: datetime) -> None:
    """Write the events of many acts in one go, each answering for its own rows alone.

    A row that was changed and stands in none of them makes the commit fail, as ever.
    """
    touched: dict[str, Base | None] = session.info.setdefault(_TOUCHED, {})
    entries, notes = [], []
    for entry_id, act in zip(reserve_ids(session, Event, len(acts)), acts, strict=True):
        salt = secrets.token_hex(16)
        entries.append(
            {
                "id": entry_id,
                "at": at,
                "actor_id": by,
                "verb": act.verb,
                "subject_type": act.subject_type,
                "subject_id": act.subject_id,
                "data": act.data,
                "note_digest": note_digest(salt, act.note) if act.note else None,
                "digests": dict(sorted(act.digests.items())),
                **act.scope,
            }
        )
        if act.note:
            told = {"id": entry_id, "event_id": entry_id, "salt": salt, "text": act.note}
            notes.append(told)
        for key in act.digests:
            touched.pop(key, None)
    for noun, values in ((Event, entries), (EventNote, notes)):
        if values:
            session.execute(insert(noun), values)


def note_digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def row_digest(row: Base) -> str:
    """SHA-256 over the canonical JSON of a row's columns."""
    attributes = inspect(row).mapper.column_attrs
    return values_digest(type(row), {c.key: getattr(row, c.key) for c in attributes})


def values_digest(noun: type[Base], values: dict[str, Any]) -> str:
    """The same, of a row's values by attribute name.

    A column that came with a later release counts only once it holds something, so that rows
    written before keep the digest their event carries.
    """
    later = _later_columns(noun)
    told = {k: v for k, v in values.items() if k not in later or not is_unused(later[k], v)}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _later_columns(noun: type[Base]) -> dict[str, ColumnElement[Any]]:
    """By attribute name; few columns came later, and thousands of rows are asked at once."""
    attributes = inspect(noun).column_attrs
    return {a.key: a.columns[0] for a in attributes if a.columns[0].info.get("later")}


def audited_classes() -> Iterable[type[Base]]:
    """Every mapped class whose rows events answer for."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Audited):
            yield cast("type[Base]", mapper.class_)


def _scope(subject: Base) -> dict[str, Any]:
    names = ("meeting_id", "assignment_id", "organisation_id", "security_class")
    scope = {name: getattr(subject, name, None) for name in names}
    own = {"meetings": "meeting_id", "assignments": "assignment_id"}.get(subject.__tablename__)
    if own:
        scope[own] = subject.id
    return scope


def _collect_digests(session: Session) -> dict[str, Any]:
    touched: dict[str, Base | None] = session.info.pop(_TOUCHED, {})
    return {key: row_digest(row) if row else None for key, row in sorted(touched.items())}


@event.listens_for(Session, "after_flush")
def _note_touched(session: Session, _context: UOWTransaction) -> None:
    touched = session.info.setdefault(_TOUCHED, {})
    changed = [row for row in session.dirty if session.is_modified(row, include_collections=False)]
    for row in (*session.new, *changed):
        if isinstance(row, Audited):
            touched[f"{row.__tablename__}:{row.id}"] = row  # type: ignore[attr-defined]  # a mixin of Base
    for row in session.deleted:
        if isinstance(row, Audited):
            touched[f"{row.__tablename__}:{row.id}"] = None  # type: ignore[attr-defined]  # a mixin of Base


@event.listens_for(Session, "before_commit")
def _refuse_unrecorded(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if touched := session.info.get(_TOUCHED):
        raise Unrecorded(", ".join(sorted(touched)))


@event.listens_for(Session, "after_transaction_end")
def _forget_touched(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_TOUCHED, None)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"no canonical form for {type(value).__name__}")
