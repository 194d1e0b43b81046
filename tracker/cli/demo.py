"""`rakor demo`: data to try the program with, on a loopback installation only."""

import click

from tracker.cli.opened import opened
from tracker.config import ConfigError, Settings
from tracker.demo import DemoSignIn, load
from tracker.infra import clock


@click.command()
def command() -> None:
    """Load the demonstration data and print its sign-ins; a second time only prints them."""
    settings = Settings.from_env()
    if not settings.demo:
        raise ConfigError("set RAKOR_DEMO=1 to allow demonstration accounts here")
    show(load_demo(settings))


def load_demo(settings: Settings) -> list[DemoSignIn]:
    with opened(settings) as (sessions, store):
        return load(sessions, store, settings, at=clock.now())


def show(sign_ins: list[DemoSignIn]) -> None:
    for sign_in in sign_ins:
        click.echo(f"  {sign_in.login:<14}{sign_in.password:<16}{sign_in.who}")
