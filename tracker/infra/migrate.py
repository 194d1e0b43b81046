"""The schema's history: which revision a database stands at, and the way to another one."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from tracker.config import PROJECT

MIGRATIONS = PROJECT / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision` in one transaction; the guards are set anew at the head."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to `revision`, or to nothing with `base`."""
    command.downgrade(_config(engine), revision)


def pending(engine: Engine) -> bool:
    """Whether the database stands anywhere but at the newest revision."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads() != tuple(newest)


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config
