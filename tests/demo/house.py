"""An installation with the demonstration in it, and who and what is found there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tracker.config import Settings
from tracker.demo import load
from tracker.demo.accounts import DemoSignIn
from tracker.infra.db import make_sessions, write
from tracker.infra.storage import Store, open_store
from tracker.models.evidence_types import load_known_evidence_types
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import load_known_organisations
from tracker.models.users import User, actor_of

AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # Wednesday, 09.00 WIB
TODAY = AT.date()


@dataclass(frozen=True)
class House:
    """An installation with the demonstration in it, loaded once for all tests."""

    sessions: sessionmaker[Session]
    store: Store
    settings: Settings
    sign_ins: list[DemoSignIn]


def make_house(engine, folder, *, at):
    settings = Settings(
        base_url="http://127.0.0.1:8000",
        secret_key="0123456789abcdef" * 4,
        data_dir=folder,
        database_url=engine.url.render_as_string(hide_password=False),
        store_url=f"file://{folder / 'store'}",
    )
    sessions, store = make_sessions(engine), open_store(settings.store_url)
    with sessions() as session, write(session):
        load_known_organisations(session, at=at)
        load_known_evidence_types(session, at=at)
    return House(sessions, store, settings, load(sessions, store, settings, at=at))


def about(session, words, *states):
    """The only meeting of that subject, in one of these states."""
    found = select(Meeting).where(Meeting.subject.contains(words))
    return session.scalars(found.where(Meeting.state.in_(states or list(MeetingState)))).one()


def actor(session, login):
    user = session.scalars(select(User).filter_by(login=login)).one()
    return actor_of(session, user, today=TODAY)
