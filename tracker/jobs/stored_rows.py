"""Rows as the database really holds them, for the check that nobody wrote past the verbs.

An ordinary query forgives: it reads `1.50` and `1.5` as one number, a `T` in a date as a space,
any integer as true. Here every value must be spelled exactly as this program would spell it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import DecimalException
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Dialect,
    LargeBinary,
    Text,
    cast,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType, TypeEngine

from tracker.infra.orm import Base

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class StoredRow:
    """values: by attribute name, as an entity would hold them; None when fault says why not."""

    id: int
    values: dict[str, Any] | None
    fault: str = ""


def stored_rows(session: Session, noun: type[Base]) -> Iterator[StoredRow]:
    """Every row of a table in the order of its ids, each judged for itself."""
    dialect = session.get_bind().dialect
    attributes = inspect(noun).column_attrs
    codecs = {a.key: _Codec.of(a.columns[0].type, dialect) for a in attributes}
    query = select(*(_as_stored(a.columns[0]).label(a.key) for a in attributes)).order_by(noun.id)
    with _any_bytes_as_text(session):
        for row in session.execute(query.execution_options(yield_per=CHUNK)).mappings():
            yield _judge(row["id"], {key: (row[key], codecs[key]) for key in codecs})


@dataclass(frozen=True, slots=True)
class _Codec:
    decode: Callable[[Any], Any]
    encode: Callable[[Any], Any]

    @classmethod
    def of(cls, column_type: TypeEngine[Any], dialect: Dialect) -> "_Codec":
        if isinstance(column_type, JSON):
            return cls(json.loads, json.dumps)
        if isinstance(column_type, LargeBinary):
            return cls(bytes, bytes)
        implementation = column_type.dialect_impl(dialect)
        return cls(
            implementation.result_processor(dialect, None) or _unchanged,
            implementation.bind_processor(dialect) or _unchanged,
        )


def _judge(row_id: int, stored: dict[str, tuple[Any, _Codec]]) -> StoredRow:
    values: dict[str, Any] = {}
    for name, (raw, codec) in stored.items():
        try:
            value = None if raw is None else codec.decode(raw)
            same = raw is None or codec.encode(value) == raw
            str(value).encode()
        except (ValueError, TypeError, LookupError, DecimalException):
            return StoredRow(row_id, None, f"{name} holds what no form of this program writes")
        if not same:
            return StoredRow(row_id, None, f"{name} is not spelled as this program writes it")
        values[name] = value
    return StoredRow(row_id, values)


def _as_stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(column, Text) if isinstance(column.type, JSON) else type_coerce(column, NullType())


@contextmanager
def _any_bytes_as_text(session: Session) -> Iterator[None]:
    """SQLite keeps any bytes as text; one broken letter must not end the check."""
    raw: Any = session.connection().connection.dbapi_connection
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    before, raw.text_factory = raw.text_factory, lambda data: data.decode(errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def _unchanged(value: object) -> object:
    return value
