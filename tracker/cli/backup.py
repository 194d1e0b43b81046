"""`rakor backup`: one file that holds the whole installation, but not its secret key."""

import sys
from pathlib import Path

import click

from tracker.cli.opened import opened
from tracker.config import ConfigError, Settings
from tracker.infra import clock
from tracker.infra.database_copy import CopyFailed
from tracker.jobs.backup import make_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Write FILE, while people go on working. Exits 1 when a stored file was found damaged."""
    settings = Settings.from_env()
    try:
        with opened(settings) as (_, store):
            contents = make_backup(
                file, database_url=settings.database_url, store=store, at=clock.now()
            )
    except FileExistsError as error:
        raise ConfigError(f"{file} is there already") from error
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror or error}") from error
    except CopyFailed as error:
        raise ConfigError(str(error)) from error
    click.echo(f"{file}: the database and {contents.files} files.")
    for key in contents.damaged:
        click.echo(f"file:{key} is damaged or gone, so it is not in the backup", err=True)
    sys.exit(1 if contents.damaged else 0)
