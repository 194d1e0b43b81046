"""The way up, the way down, and what a migration may never do to the rows it passes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, func, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from tests.story import tell_story
from tracker.config import PROJECT
from tracker.infra import migrate
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.migrate import downgrade, pending, upgrade
from tracker.infra.orm import Base
from tracker.models.guards import drop_guards, missing_guards

REBUILD = """
    with op.batch_alter_table("organisations") as table:
        table.alter_column("short_name", new_column_name="abbreviation")
"""
ORPHAN = """
    op.execute("DELETE FROM organisations")
"""
STUMBLE = """
    op.create_table("half_done", sa.Column("id", sa.Integer()))
    op.execute("DELETE FROM event_seals")
    raise OSError("the disk is full")
"""


@pytest.fixture
def bare_engine(bare_database_url: str):
    engine = open_engine(bare_database_url)
    yield engine
    engine.dispose()


def test_no_table_gives_an_id_twice(bare_engine: Engine) -> None:
    """PostgreSQL's sequences never do."""
    upgrade(bare_engine)
    if bare_engine.dialect.name == "sqlite":
        with bare_engine.connect() as connection:
            tables = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            ).all()
        ours = {name: sql for name, sql in tables if name in Base.metadata.tables}
        assert ours.keys() == Base.metadata.tables.keys()
        assert [name for name, sql in ours.items() if "AUTOINCREMENT" not in sql] == []


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Adds a revision after our newest, in a copy of the migrations."""

    def add(steps: str) -> None:
        copy = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, copy)
        (newest,) = ScriptDirectory(str(copy)).get_heads()
        (copy / "versions" / "next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision, down_revision = 'next', {newest!r}\n"
            f"def upgrade():{steps}\ndef downgrade():\n    pass\n"
        )
        monkeypatch.setattr(migrate, "MIGRATIONS", copy)

    return add


def test_a_bare_database_is_brought_to_the_newest_schema(bare_engine: Engine):
    assert pending(bare_engine)
    upgrade(bare_engine)
    assert not pending(bare_engine)
    with bare_engine.connect() as connection:
        assert missing_guards(connection) == []


def test_at_the_newest_schema_the_guards_are_set_anew(bare_engine: Engine):
    upgrade(bare_engine)
    with bare_engine.begin() as connection:
        drop_guards(connection)
    upgrade(bare_engine)
    with bare_engine.connect() as connection:
        assert missing_guards(connection) == []


def test_the_migrations_lead_to_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_set_the_very_constraints_of_the_models(
    new_engine: Callable[[], Engine], bare_engine: Engine
):
    """On a database of its own: one that was restored spells the same checks another way."""
    Base.metadata.create_all(bare_engine)
    assert shape(new_engine()) == shape(bare_engine)


def test_every_constraint_has_a_name_of_ours():
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            assert str(constraint.name).startswith(("pk_", "fk_", "uq_", "ck_")), constraint


def test_down_and_up_again_with_rows_in_every_table(
    engine: Engine, sessions: sessionmaker[Session]
):
    with sessions() as session, write(session):
        tell_story(session)
    downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    assert pending(engine)
    upgrade(engine)
    with sessions() as session, write(session):
        tell_story(session)


def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(bare_engine: Engine, next_revision: Any):
    """SQLite's batch mode drops the old table, and its triggers with it."""
    upgrade(bare_engine)
    with make_sessions(bare_engine)() as session, write(session):
        tell_story(session)
    before = counts(bare_engine)
    next_revision(REBUILD)
    upgrade(bare_engine)
    assert counts(bare_engine) == before
    with bare_engine.connect() as connection:
        assert missing_guards(connection) == []
        assert connection.scalar(text("SELECT count(abbreviation) FROM organisations"))
        assert foreign_keys_hold(connection)


@pytest.mark.parametrize("steps", [ORPHAN, STUMBLE], ids=["orphans", "stumbles"])
def test_a_migration_that_fails_leaves_everything_as_it_was(
    steps: str, bare_engine: Engine, next_revision: Any
):
    upgrade(bare_engine)
    with make_sessions(bare_engine)() as session, write(session):
        tell_story(session)
    before = counts(bare_engine)
    next_revision(steps)
    with pytest.raises(Exception, match=r"parent|foreign key|full"):
        upgrade(bare_engine)
    assert counts(bare_engine) == before
    assert "half_done" not in inspect(bare_engine).get_table_names()
    with bare_engine.connect() as connection:
        assert missing_guards(connection) == []


def test_two_processes_that_migrate_at_once_do_it_once(bare_database_url: str, bare_engine: Engine):
    program = (
        "import sys; from tracker.infra.db import open_engine;"
        "from tracker.infra.migrate import upgrade; upgrade(open_engine(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, bare_database_url]
    started = [subprocess.Popen(command, cwd=PROJECT) for _ in range(2)]
    assert [process.wait() for process in started] == [0, 0]
    assert not pending(bare_engine)


def shape(engine: Engine) -> dict[str, Any]:
    """All that constrains rows, table by table, in one order."""
    seen = inspect(engine)
    return {table.name: _shape(seen, table.name) for table in Base.metadata.sorted_tables}


def _shape(seen: Inspector, table: str) -> dict[str, Any]:
    columns = [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)]
    constraints = [
        *(seen.get_check_constraints(table)),
        *(seen.get_unique_constraints(table)),
        *(seen.get_foreign_keys(table)),
        *(seen.get_indexes(table)),
    ]
    return {
        "columns": sorted(columns),
        "key": seen.get_pk_constraint(table),
        "constraints": sorted(map(_words, constraints)),
    }


def _words(constraint: Any) -> str:
    options = {key: str(value) for key, value in constraint.pop("dialect_options", {}).items()}
    return str(sorted({**constraint, **options}.items()))


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def foreign_keys_hold(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        return True  # they cannot be switched off there
    return connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
