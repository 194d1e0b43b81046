"""A whole database at one moment, taken while others write, and put back into an empty place."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tracker.infra.db import make_sessions, open_engine
from tracker.infra.durable import fsync

SET_ASIDE = "set-aside-"


class CopyFailed(Exception):
    """The database could not be copied or put back; the message is one line."""


@contextmanager
def consistent_copy(url: str, target: Path) -> Iterator[Session]:
    """Copy the database to the file `target`; yields a session that reads that same moment.

    The file is complete when the block ends. Raises CopyFailed.
    """
    copy = _copy_sqlite if make_url(url).get_backend_name() == "sqlite" else _copy_postgres
    with copy(url, target) as session:
        yield session


def is_empty(url: str) -> bool:
    """Whether there is no table yet."""
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and not Path(path or "").exists():
        return True
    with _engine(url) as engine:
        return not inspect(engine).get_table_names()


def put_back(url: str, source: Path, *, aside: str) -> None:
    """Make `source` the database; one that is there is kept, named with `aside`. Raises CopyFailed.

    Nobody else may be using the database.
    """
    if make_url(url).get_backend_name() == "sqlite":
        _put_back_sqlite(Path(make_url(url).database or ""), source, aside)
    else:
        _put_back_postgres(url, source, aside)


def check_copy(url: str, source: Path) -> None:
    """Look whether the file is a sound database of the kind of `url`. Raises CopyFailed."""
    if make_url(url).get_backend_name() != "sqlite":
        _run(["pg_restore", "--list", str(source)], make_url(url))
        return
    try:
        with _engine(f"sqlite:///{source}") as engine, engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    except DatabaseError as error:
        raise CopyFailed("the database in the archive cannot be opened") from error
    if verdict != "ok":
        raise CopyFailed("the database in the archive is damaged")


@contextmanager
def _copy_sqlite(url: str, target: Path) -> Iterator[Session]:
    with _engine(url) as engine, closing(engine.raw_connection()) as connection:
        # Reads one snapshot and lets writers go on; the backup API would start over each time
        # another process commits.
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    with _engine(f"sqlite:///{target}") as engine, make_sessions(engine)() as session:
        yield session


@contextmanager
def _copy_postgres(url: str, target: Path) -> Iterator[Session]:
    with _engine(url) as engine, make_sessions(engine)() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        snapshot = session.scalar(text("SELECT pg_export_snapshot()"))
        command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
        command.append(f"--exclude-schema={SET_ASIDE}*")
        _run([*command, f"--snapshot={snapshot}", f"--file={target}"], make_url(url), names_it=True)
        yield session


def _put_back_sqlite(path: Path, source: Path, aside: str) -> None:
    beside = path.with_name(
        f"{path.name}.{aside}.new"
    )  # on the same disk, so that it can be renamed
    shutil.copyfile(source, beside)
    beside.chmod(0o600)
    fsync(beside)
    for ending in ("", "-wal", "-shm"):
        if (old := Path(f"{path}{ending}")).exists():
            old.rename(f"{path}.{aside}{ending}")
    beside.rename(path)
    fsync(path.parent)


def _put_back_postgres(url: str, source: Path, aside: str) -> None:
    """The old tables stay in a schema of their own, which later copies leave out."""
    schema = f'"{SET_ASIDE}{aside}"'
    with _engine(url) as engine:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER SCHEMA public RENAME TO {schema}"))
            connection.execute(text("CREATE SCHEMA public"))
        command = ["pg_restore", "--exit-on-error", "--single-transaction", "--no-owner"]
        try:
            _run([*command, str(source)], make_url(url), names_it=True)
        except CopyFailed:
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text(f"ALTER SCHEMA {schema} RENAME TO public"))
            raise


def _run(command: list[str], url: URL, *, names_it: bool = False) -> None:
    """Run a PostgreSQL tool; the password travels in the environment, never on the command line."""
    if shutil.which(command[0]) is None:
        raise CopyFailed(f"{command[0]} is not on the PATH: install postgresql-client")
    if names_it:
        plain = url.set(drivername="postgresql", password=None)
        command = [*command, f"--dbname={plain.render_as_string()}"]
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run(  # noqa: S603 - no shell; the operator's own address and file names
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it did not say why"]
        raise CopyFailed(f"{command[0]} failed: {lines[0]}")


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
