"""`rakor account`: the first account, and a way in for who has lost the password."""

import click
from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.app import create_app
from tracker.cli.opened import opened
from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.organisations import Organisation
from tracker.models.sign_ins import make_account_link
from tracker.models.users import Role, User, normalise_login


@click.group()
def command() -> None:
    """Make an account, or a one-time link to set its password."""


@command.command()
@click.argument("login")
@click.option("--name", required=True, help="The person's name as others see it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.ADMIN.value)
@click.option("--organisation", default="setda", show_default=True, help="Its code.")
def add(login: str, name: str, role: str, organisation: str) -> None:
    """Make the account LOGIN and print the link by which its owner sets a password."""
    settings, at = Settings.from_env(), clock.now()
    with opened(settings) as (sessions, _), sessions() as session, write(session):
        if find(session, login):
            raise click.ClickException(f"there is an account {login!r} already")
        place = session.scalar(select(Organisation).where(Organisation.code == organisation))
        if place is None:
            raise click.ClickException(f"no organisation has the code {organisation!r}")
        user = User.add(session, by=None, at=at, login=login, name=name, created_at=at)
        user.join(place, Role(role), by=None, at=at, since=clock.today(settings.zone))
        token = make_account_link(session, user, by=None, at=at)
    show(settings, token)


@command.command()
@click.argument("login")
def link(login: str) -> None:
    """Print a new one-time link for the account LOGIN; older ones end."""
    settings = Settings.from_env()
    with opened(settings) as (sessions, _), sessions() as session, write(session):
        user = find(session, login)
        if user is None or not user.active:
            raise click.ClickException(f"there is no active account {login!r}")
        token = make_account_link(session, user, by=None, at=clock.now())
    show(settings, token)


def find(session: Session, login: str) -> User | None:
    return session.scalar(select(User).where(User.login == normalise_login(login)))


def show(settings: Settings, token: str) -> None:
    with create_app(settings).test_request_context(base_url=settings.base_url):
        click.echo(url_for("account_links.show", token=token, _external=True))
