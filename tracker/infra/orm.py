"""The base of all tables: names of constraints, column types, JSON and UTC handling."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import Any, ClassVar, ParamSpec, Self, TypeVar, cast

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    inspect,
    text,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    declared_attr,
    mapped_column,
    object_session,
)

P = ParamSpec("P")
Built = TypeVar("Built")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant; stored as UTC, naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept digit for digit, as text: a published figure is never rounded by a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Labelled(StrEnum):
    """A closed list whose members carry the Indonesian word people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def choice(members: type[StrEnum], name: str) -> Enum:
    """A column type for a closed list, kept as text and checked by the database."""
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda enum: [member.value for member in enum],
    )


def growing_choice(members: type[StrEnum]) -> Enum:
    """The same unchecked, for a list that grows with the program, without a migration for each."""
    return Enum(
        members,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda enum: [member.value for member in enum],
    )


# For `mapped_column(info=LATER)`: the column was added to a table that may hold rows already.
LATER = {"later": True}


def is_unused(column: ColumnElement[Any], value: object) -> bool:
    """A column added later that still holds what rows from before were given."""
    if not isinstance(column, Column) or not column.info.get("later"):
        return False
    default = getattr(column.default, "arg", None)
    return value is None or value == default or (callable(default) and value in ([], {}))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime,
        Decimal: ExactDecimal,
        str: Text,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, str]]: JSON,
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)

    @classmethod
    def __table_cls__(cls, *parts: Any, **options: Any) -> Table:
        """No id is given twice: SQLite would give that of a removed row to the next new one."""
        return Table(*parts, sqlite_autoincrement=True, **options)


class Versioned:
    """A record people edit: every UPDATE checks the version it was read with.

    A lost race raises StaleDataError at flush, whatever the database.
    """

    version: Mapped[int] = mapped_column(default=1, nullable=False, sort_order=90)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.version}


def kept(build: Callable[P, Built]) -> Callable[P, Built]:
    """For what only puts a statement together, from arguments that hash: the reader, a day.

    That takes longer than the database needs to answer, and the next page asks the same.
    """
    return cast("Callable[P, Built]", lru_cache(maxsize=128)(build))


def session_of(row: Base) -> Session:
    """The session a row lives in. Raises ValueError for a row in none: it was never stored."""
    session = object_session(row)
    if session is None:
        raise ValueError("the row is in no session")
    return session


def reserve_ids(session: Session, noun: type[Base], number: int) -> list[int]:
    """Ids for so many new rows, which nobody else gets: with them they are stored in one go.

    Without, SQLite gives each row its id by itself, one statement a row; call it inside `write`.
    """
    table = noun.__tablename__
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}
        )
        first = (last or 0) + 1
        return list(range(first, first + number))
    reserved = text(
        "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :number)"
    )
    return sorted(session.scalars(reserved, {"name": table, "number": number}))


def whole_row(noun: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a new row by attribute name, with what its other columns hold by default."""
    return {name: fill() for name, fill in _defaults(noun)} | values


@cache
def _defaults(noun: type[Base]) -> list[tuple[str, Callable[[], Any]]]:
    found: list[tuple[str, Callable[[], Any]]] = []
    for attribute in inspect(noun).column_attrs:
        default = getattr(attribute.columns[0].default, "arg", None)
        fill = partial(default, None) if callable(default) else partial(_itself, default)
        found.append((attribute.key, fill))
    return found


def _itself(value: object) -> object:
    return value
