"""`rakor read`: a pasted text to the draft a person would be asked to confirm."""

import json
import sys
from pathlib import Path

import click

from tracker.capture.reader import Unreadable, read_bytes
from tracker.capture.source import MAX_BYTES


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Print what FILE says of a meeting, as JSON; exits 2 when it cannot be read."""
    try:
        with file.open("rb") as stream:
            draft = read_bytes(stream.read(MAX_BYTES + 1))
    except (OSError, Unreadable) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        click.echo(f"{file}: {reason}", err=True)
        sys.exit(2)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # the real standard output
    click.echo(json.dumps(draft, ensure_ascii=False, indent=1))
