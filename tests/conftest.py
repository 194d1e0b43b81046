"""A migrated database for each test: SQLite, or PostgreSQL when a server is named.

`bin/test` runs the whole suite on SQLite, and those marked `postgres` again with
RAKOR_TEST_POSTGRES_URL set. The mark is given here to every database test of the layers below web.
"""

import gc
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, NullPool, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from tests.story import tell_story
from tracker.config import Settings
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.migrate import upgrade
from tracker.infra.orm import Base

POSTGRES_URL = os.environ.get("RAKOR_TEST_POSTGRES_URL", "")
ON_BOTH = {"migrations", "models", "policy", "reports", "jobs", "search"}
SECRET_KEY = secrets.token_hex(32)
NEEDS_DATABASE = {"database_url", "bare_database_url", "new_engine"}
TESTS = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        layer = item.path.relative_to(TESTS).parts[0]
        if layer in ON_BOTH and NEEDS_DATABASE & {*getattr(item, "fixturenames", ())}:
            item.add_marker("postgres")


def pytest_collection_finish() -> None:
    """All that was imported stays; to search it for garbage again and again finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def settings(live_folder: Path, database_url: str) -> Settings:
    """An installation that is new and empty, and bears the name of the last one."""
    data_dir = live_folder / "data"
    data_dir.mkdir(mode=0o700)
    return Settings(
        base_url="http://127.0.0.1:8000",
        secret_key=SECRET_KEY,
        data_dir=data_dir,
        database_url=database_url,
        store_url=f"file://{data_dir / 'store'}",
    )


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        yield session


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_sessions(engine)


@pytest.fixture
def engine(database_url: str, engine_of: Callable[[str], Engine]) -> Iterator[Engine]:
    engine = engine_of(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def engine_of() -> Callable[[str], Engine]:
    """One engine an address for all tests: what it has compiled once it need not compile again."""

    @cache
    def engine_of(url: str) -> Engine:
        engine = open_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _survive_no_power_cut)
        return engine

    return engine_of


def _survive_no_power_cut(connection: Any, _record: object) -> None:
    """The file of a test is thrown away: no disk need be waited for."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def database_url(
    first_database: str, live_folder: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """What a test begins with: on SQLite a copy, on PostgreSQL one emptied again."""
    if POSTGRES_URL:
        worked_in: WorkedIn = request.getfixturevalue("worked_in")
        yield worked_in.url
        worked_in.empty()
    else:
        path = live_folder / "rakor.sqlite3"
        shutil.copyfile(make_url(first_database).database or "", path)
        yield f"sqlite:///{path}"


@pytest.fixture
def first_database(template_database: str) -> str:
    """Migrated, without rows."""
    return template_database


class WorkedIn:
    """The PostgreSQL database of test after test, and a connection that knows its tables by now."""

    def __init__(self, url: str, connection: Connection) -> None:
        self.url, self._connection = url, connection
        # Guards and foreign keys look away; a forgotten transaction is an error.
        connection.exec_driver_sql(
            "SET lock_timeout = '5s'; SET session_replication_role = replica"
        )

    def empty(self) -> None:
        deletes = [f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables]  # noqa: S608 - our own table names
        self._connection.exec_driver_sql("; ".join(deletes))


@pytest.fixture(scope="session")
def worked_in(new_engine: Callable[[], Engine]) -> Iterator[WorkedIn]:
    url = new_engine().url.render_as_string(hide_password=False)
    with open_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        yield WorkedIn(url, connection)


@pytest.fixture
def live_folder(one_folder: Path) -> Path:
    """Where the files of the running test lie; empty at its beginning."""
    for leftover in one_folder.iterdir():
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    return one_folder


@pytest.fixture(scope="session")
def one_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture
def bare_database_url(tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    with _new_database(tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with _new_database(tmp_path_factory.mktemp("template")) as url:
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def told_database(new_engine: Callable[[], Engine]) -> Engine:
    """A database with the whole of tests/story.py in it; whoever changes it rolls back."""
    engine = new_engine()
    with make_sessions(engine)() as session, write(session):
        tell_story(session)
    return engine


@pytest.fixture(scope="session")
def new_engine(
    template_database: str,
    engine_of: Callable[[str], Engine],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Engine]]:
    """Makes migrated databases that are kept for many tests."""
    with ExitStack() as kept:

        def make() -> Engine:
            folder = tmp_path_factory.mktemp("kept")
            engine = engine_of(kept.enter_context(_new_database(folder, like=template_database)))
            kept.callback(engine.dispose)
            return engine

        yield make


@contextmanager
def _new_database(folder: Path, *, like: str = "") -> Iterator[str]:
    """Its address; without any table, or a copy of another that nobody has open."""
    if not POSTGRES_URL:
        path = folder / "rakor.sqlite3"
        if like:
            shutil.copyfile(make_url(like).database or "", path)
        yield f"sqlite:///{path}"
        return
    url = make_url(POSTGRES_URL).set(database=f"rakor_{secrets.token_hex(8)}")
    template = f"TEMPLATE {make_url(like).database}" if like else ""
    _on_server(POSTGRES_URL, f"CREATE DATABASE {url.database} {template}")
    yield url.render_as_string(hide_password=False)
    _on_server(POSTGRES_URL, f"DROP DATABASE {url.database} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    engine = open_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
