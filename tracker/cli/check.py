"""`rakor check`: may this installation start?"""

import click

from tracker.cli.readiness import require_ready
from tracker.config import Settings


@click.command()
def command() -> None:
    """Say in one line what keeps Rakor from starting here; silent when nothing does."""
    require_ready(Settings.from_env())
