"""The database: engine, sessions and the short exclusive block in which everything is written."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from tracker.infra.orm import Base

try:  # wheels exist for x86-64 Linux only; elsewhere Python's own SQLite must be new enough
    from pysqlite3 import dbapi2 as sqlite_driver
except ImportError:
    import sqlite3 as sqlite_driver

# The WAL-reset bug (two connections, a checkpoint racing a commit) was mended in 3.51.3.
SQLITE_FLOOR = (3, 51, 3)
BUSY_TIMEOUT_MS = 15_000


def open_engine(url: str, **options: Any) -> Engine:
    """An engine for `url` with our transaction rules; opens no connection yet.

    Its errors name no values: they end in logs, which are not for names and subjects.
    """
    options = {"hide_parameters": True, **options}
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, **options)
    engine = create_engine(url, module=sqlite_driver, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine)


def sqlite_too_old() -> bool:
    return tuple(sqlite_driver.sqlite_version_info) < SQLITE_FLOOR


class Database(SQLAlchemy):
    """Flask-SQLAlchemy over our own engine and Base."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Any) -> Engine:
        return open_engine(str(options.pop("url")), **options)


db = Database(metadata=Base.metadata, disable_autonaming=True)


@contextmanager
def write(session: Session) -> Iterator[None]:
    """The only place that changes the database: everything in the block is stored, or nothing.

    Ends the reading transaction, waits its turn in a fair queue (SQLite: a lock on a side file,
    across all processes), begins at once as a writer, commits at the end, rolls back on any
    exception. Load what you change again inside, through `visible_*`, and check the right again.
    """
    session.rollback()
    with _turn(session.get_bind()):
        try:
            session.connection(execution_options={"rakor_write": True})
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise


def refresh_statistics(session: Session) -> None:
    """Let SQLite count what its tables hold, as PostgreSQL does by itself; within `write`.

    Without it the planner takes any state for ten rows, and sorts a whole table for one page.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA optimize=0x10002")


@contextmanager
def _turn(bind: Engine | Connection) -> Iterator[None]:
    path = bind.engine.url.database
    if bind.dialect.name != "sqlite" or path in {None, "", ":memory:"}:
        yield
        return
    # flock queues fairly; SQLite's own busy handler starves writers for seconds.
    with Path(f"{path}.queue").open("a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    run: Callable[[str], Any] = connection.execute
    run(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")  # first: the next line may have to wait too
    run("PRAGMA journal_mode=WAL")
    run("PRAGMA synchronous=FULL")
    run("PRAGMA foreign_keys=ON")
    run("PRAGMA recursive_triggers=ON")  # else INSERT OR REPLACE deletes without asking a guard
    run("PRAGMA cache_size=-16000")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("rakor_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
