"""How many assignments stand how, counted by the database itself as they change.

Counting a hundred thousand rows for each look at a home page takes as long as thirty pages. The
triggers are set anew after every migration, like the guards, and the tally is then taken afresh.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Enum,
    ForeignKey,
    LargeBinary,
    Select,
    UniqueConstraint,
    cast,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Base, choice
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.meetings import SecurityClass

_COLUMNS = ("organisation_id", "unit_id", "security_class", "state")
_KEY = ", ".join(_COLUMNS)
_ACTS = {"insert": "INSERT", "delete": "DELETE", "update": f"UPDATE OF {_KEY}"}


class AssignmentTally(Base):
    """number: assignments of this organisation, unit, class and state; never written by hand."""

    __tablename__ = "assignment_tallies"
    __table_args__ = (UniqueConstraint(*_COLUMNS),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    security_class: Mapped[SecurityClass] = mapped_column(choice(SecurityClass, "security_class"))
    state: Mapped[AssignmentState] = mapped_column(choice(AssignmentState, "state"))
    number: Mapped[int]


def install_tallies(connection: Connection) -> None:
    """Set the triggers and count afresh, in the running transaction."""
    drop_tallies(connection)
    for trigger in _sqlite() if connection.dialect.name == "sqlite" else _postgres():
        connection.exec_driver_sql(trigger)
    connection.execute(delete(AssignmentTally))
    connection.execute(insert(AssignmentTally).from_select([*_COLUMNS, "number"], _counted()))


def drop_tallies(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS tally_assignment() CASCADE")
        return
    for act in _ACTS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS tally_{act}")


def wrong_tallies(connection: Connection) -> list[str]:
    """The keys whose number is not what counting gives; empty when all is well."""
    raw = connection.dialect.name == "sqlite"
    kept = select(*_columns(AssignmentTally, raw=raw), AssignmentTally.number)
    counted = select(*_columns(Assignment, raw=raw), func.count()).group_by(*_columns(Assignment))
    numbers = {tuple(row) for row in connection.execute(kept)}
    wrong = numbers ^ {tuple(row) for row in connection.execute(counted)}
    return sorted({"/".join(map(_readable, row[:-1])) for row in wrong})


def _readable(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _counted() -> Select[*tuple[Any, ...]]:
    columns = _columns(Assignment)
    return select(*columns, func.count()).group_by(*columns)


def _columns(thing: type[Base], *, raw: bool = False) -> list[ColumnElement[Any]]:
    """raw: bytes as SQLite holds them, since a state that was tampered with may be no word."""
    columns = [thing.__table__.c[name] for name in _COLUMNS]
    return [cast(c, LargeBinary) if raw and isinstance(c.type, Enum) else c for c in columns]


def _sqlite() -> list[str]:
    less, more = _less("OLD"), _more("NEW")
    steps = {"insert": more, "delete": less, "update": f"{less}; {more}"}
    return [
        f"CREATE TRIGGER tally_{act} AFTER {when} ON assignments BEGIN {steps[act]}; END"
        for act, when in _ACTS.items()
    ]


def _postgres() -> list[str]:
    """One writer of tallies at a time: two that changed the same two rows crosswise would lock."""
    body = (
        "BEGIN PERFORM pg_advisory_xact_lock(hashtext('assignment_tallies')); "
        f"IF TG_OP <> 'INSERT' THEN {_less('OLD')}; END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_more('NEW')}; END IF; RETURN NULL; END"
    )
    events = " OR ".join(_ACTS.values())
    return [
        f"CREATE FUNCTION tally_assignment() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER tally_assignment AFTER {events} ON assignments "
        "FOR EACH ROW EXECUTE FUNCTION tally_assignment()",
    ]


def _less(row: str) -> str:
    same = " AND ".join(f"{column} = {row}.{column}" for column in _COLUMNS)
    return (
        f"UPDATE assignment_tallies SET number = number - 1 WHERE {same}; "  # noqa: S608 - ours
        f"DELETE FROM assignment_tallies WHERE {same} AND number = 0"
    )


def _more(row: str) -> str:
    values = ", ".join(f"{row}.{column}" for column in _COLUMNS)
    return (
        f"INSERT INTO assignment_tallies ({_KEY}, number) VALUES ({values}, 1) "  # noqa: S608 - ours
        f"ON CONFLICT ({_KEY}) DO UPDATE SET number = assignment_tallies.number + 1"
    )
