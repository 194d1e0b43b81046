"""`rakor migrate`: the database brought to this program's schema."""

import click

from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.migrate import pending, upgrade
from tracker.models.evidence_types import load_known_evidence_types
from tracker.models.organisations import load_known_organisations


@click.command()
def command() -> None:
    """Bring the database to the newest schema, and the list of organisations with it."""
    changed, added = migrate(Settings.from_env())
    click.echo("The schema is at its newest now." if changed else "The schema was at its newest.")
    if added:
        click.echo(f"{added} organisations were added.")


def migrate(settings: Settings) -> tuple[bool, int]:
    """Returns whether the schema changed, and how many known organisations were added."""
    engine = open_engine(settings.database_url)
    try:
        changed = pending(engine)
        upgrade(engine)  # even without a step to take it sets the guards anew
        with make_sessions(engine)() as session, write(session):
            added = load_known_organisations(session, at=clock.now())
            load_known_evidence_types(session, at=clock.now())
    finally:
        engine.dispose()
    return changed, added
