"""`rakor demo`: data to try the program with, on a loopback installation only."""

import os

import click
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tracker.cli.install import make_installation
from tracker.cli.migrate import migrate
from tracker.cli.opened import opened
from tracker.cli.readiness import require_ready
from tracker.config import ConfigError, Settings
from tracker.demo import load
from tracker.infra import clock
from tracker.models.users import User


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
        _require_nobodys(sessions)
        sign_ins = load(sessions, store, settings, at=clock.now())
    for sign_in in sign_ins:
        click.echo(f"  {sign_in.login:<14}{sign_in.password:<16}{sign_in.who}")


def _require_nobodys(sessions: sessionmaker[Session]) -> None:
    """What people recorded is not mixed with what was invented. Raises ConfigError."""
    with sessions() as session:
        kinds = set(session.scalars(select(User.demo).distinct()))
    if kinds == {False}:
        raise ConfigError(
            "people have accounts here: the demonstration wants an installation of its own, in "
            "another RAKOR_DATA; `bin/rakor serve` starts this one"
        )
