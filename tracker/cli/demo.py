"""`rakor demo`: data to try the program with, on a loopback installation only."""

import os

import click

from tracker.cli.install import make_installation
from tracker.cli.migrate import migrate
from tracker.cli.opened import opened
from tracker.cli.readiness import require_ready
from tracker.config import Settings
from tracker.demo import load
from tracker.infra import clock


@click.command()
def command() -> None:
    """Set up what is missing, load the demonstration data and print its sign-ins.

    A second time the data is left as it is.
    """
    make_installation()
    settings = Settings.from_env({**os.environ, "RAKOR_DEMO": "1"})
    migrate(settings)
    require_ready(settings)
    with opened(settings) as (sessions, store):
        sign_ins = load(sessions, store, settings, at=clock.now())
    for sign_in in sign_ins:
        click.echo(f"  {sign_in.login:<14}{sign_in.password:<16}{sign_in.who}")
