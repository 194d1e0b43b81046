"""`rakor restore`: a backup put in place, once all of it has been checked."""

import sys
from pathlib import Path

import click

from tracker.cli.opened import opened
from tracker.cli.running import alone
from tracker.cli.verify import show
from tracker.config import ConfigError, Settings
from tracker.infra import clock
from tracker.infra.archive import BadArchive
from tracker.infra.database_copy import CopyFailed
from tracker.infra.db import open_engine
from tracker.infra.migrate import pending
from tracker.infra.storage import open_store
from tracker.jobs.backup import Contents, NotEmpty, restore_backup
from tracker.jobs.integrity import verify


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is here; it is kept beside.")
def command(file: Path, force: bool) -> None:
    """Put the backup FILE in place. Rakor must not be running."""
    settings = Settings.from_env()
    with alone(settings):
        contents = _restore(file, settings, force)
        click.echo(f"Restored what was backed up at {contents.made_at}: {contents.files} files.")
        if _is_pending(settings):
            click.echo("It is of another version of this program. Next: rakor migrate")
            return
        with opened(settings) as (sessions, store), sessions() as session:
            report = verify(session, store)
    show(report)
    sys.exit(1 if report.problems else 0)


def _restore(file: Path, settings: Settings, force: bool) -> Contents:
    try:
        return restore_backup(
            file,
            database_url=settings.database_url,
            store=open_store(settings.store_url),
            at=clock.now(),
            force=force,
        )
    except OSError as error:
        reason = error.strerror or error
        raise ConfigError(f"nothing was changed: {error.filename or file}: {reason}") from error
    except (BadArchive, CopyFailed, NotEmpty) as error:
        raise ConfigError(f"nothing was changed: {error}") from error


def _is_pending(settings: Settings) -> bool:
    engine = open_engine(settings.database_url)
    try:
        return pending(engine)
    finally:
        engine.dispose()
