"""Uploads and records all the time, until it is killed: `python -m tests.drills.writer`."""

import os
import secrets
import time
from itertools import count

from tests import factories
from tracker.config import Settings
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.storage import open_store

PAUSE = 0.1  # seconds; faster, and copying what they wrote is all a long drill does


def main() -> None:
    factories._numbers = count(os.getpid() * 1_000_000)  # names unlike those of other writers
    settings = Settings.from_env()
    sessions = make_sessions(open_engine(settings.database_url))
    store = open_store(settings.store_url)
    while True:
        content = secrets.token_bytes(20_000)
        store.put_bytes(content)
        with sessions() as session, write(session):
            meeting = factories.make_meeting(session)
            factories.make_file(session, meeting=meeting, content=content)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
