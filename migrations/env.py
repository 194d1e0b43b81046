"""Runs migrations: from `rakor migrate` and the tests on an engine given, else on the settings'."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator, text

import tracker.models  # noqa: F401 - registers every table
from tracker.config import Settings
from tracker.infra.db import open_engine
from tracker.infra.orm import Base
from tracker.models.guards import drop_guards, install_guards
from tracker.models.tallies import drop_tallies, install_tallies

ONE_AT_A_TIME = 7_241_025  # any number, as long as every process asks for the same


def migrate() -> None:
    given = context.config.attributes.get("engine")
    engine = given or open_engine(Settings.from_env().database_url)
    with engine.connect() as connection:
        connection.detach()  # never to be used again: it goes without foreign keys
        if connection.dialect.name == "sqlite":
            _suspend_foreign_keys(connection)
        with connection.execution_options(rakor_write=True).begin():
            _run(connection)
    if not given:
        engine.dispose()


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=_render,
        transactional_ddl=True,
    )
    drop_guards(connection)  # they would refuse a migration of sealed rows, and break batch mode
    drop_tallies(connection)
    with context.begin_transaction():
        context.run_migrations()
    if _at_head():
        install_guards(connection)
        install_tallies(connection)
    if connection.dialect.name == "sqlite":
        _check_foreign_keys(connection)


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration names plain column types, so that it means the same after our code has moved."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def _suspend_foreign_keys(connection: Connection) -> None:
    """Batch mode rebuilds tables: with foreign keys on, it would delete every child row."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # within a transaction this would do nothing
    if raw.execute("PRAGMA foreign_keys").fetchone() != (0,):
        raise RuntimeError("foreign keys could not be suspended for the migration")


def _check_foreign_keys(connection: Connection) -> None:
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if orphans:
        raise RuntimeError(f"the migration left rows without their parent: {orphans[:5]}")


def _at_head() -> bool:
    return context.get_context().get_current_heads() == tuple(context.script.get_heads())


migrate()
