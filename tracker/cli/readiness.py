"""Whether this installation may start: what would fail later is said now, in one line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from tracker.config import PROJECT, ConfigError, Settings
from tracker.documents.typefaces import require_typeface
from tracker.infra.db import open_engine, sqlite_too_old
from tracker.infra.migrate import pending
from tracker.infra.storage import open_store
from tracker.models.errors import DomainError
from tracker.models.guards import missing_guards
from tracker.models.paper_layouts import paper_layout
from tracker.models.users import User

DIST = PROJECT / "static" / "dist"


def require_ready(settings: Settings) -> None:
    """Raises ConfigError."""
    if settings.database_url.startswith("sqlite") and sqlite_too_old():
        raise ConfigError("this SQLite can lose data: install pysqlite3, or SQLite 3.51.3 or newer")
    _require_assets()
    _require_database(settings)
    _require_store(settings.store_url)


def require_schema(settings: Settings) -> None:
    """Only that the database can be used and is of this version. Raises ConfigError."""
    with _usable(settings):
        pass


def _require_assets() -> None:
    try:
        names = json.loads((DIST / "manifest.json").read_text()).values()
    except (OSError, ValueError) as error:
        raise ConfigError("the front-end is not built: run bin/setup") from error
    if missing := [name for name in names if not (DIST / name).is_file()]:
        raise ConfigError(f"the front-end lacks {missing[0]}: run bin/setup")


def _require_database(settings: Settings) -> None:
    with _usable(settings) as connection:
        if missing := missing_guards(connection):
            raise ConfigError(f"the database lacks its guard {missing[0]}: see `rakor verify`")
        if not settings.on_loopback and connection.scalar(select(exists().where(User.demo))):
            raise ConfigError(
                "this database holds demonstration accounts, which are refused on any address "
                "but loopback: make an installation of its own, in another RAKOR_DATA"
            )
        _require_typeface(Session(connection))


def _require_typeface(session: Session) -> None:
    try:
        require_typeface(paper_layout(session)[0].typeface)
    except DomainError as error:
        raise ConfigError(f"papers cannot be printed: {error}") from error


@contextmanager
def _usable(settings: Settings) -> Iterator[Connection]:
    """A connection to a database of this version; what goes wrong meanwhile is said in one line."""
    engine = open_engine(settings.database_url)
    try:
        if pending(engine):
            raise ConfigError("the database is of another version: run `bin/rakor migrate`")
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise ConfigError(f"the database cannot be used: {_first_line(error)}") from error
    finally:
        engine.dispose()


def _require_store(url: str) -> None:
    store = open_store(url)
    try:
        store.delete(store.put_bytes(b"Can this be written?").key)
    except Exception as error:  # obstore has many kinds, all of them mean the same here
        raise ConfigError(f"the file store cannot be written: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
