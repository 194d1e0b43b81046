"""The installation's database and store, open for as long as one command runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session, sessionmaker

from tracker.config import Settings
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.storage import Store, open_store


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[sessionmaker[Session], Store]]:
    engine = open_engine(settings.database_url)
    try:
        yield make_sessions(engine), open_store(settings.store_url)
    finally:
        engine.dispose()
