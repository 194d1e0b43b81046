"""A store of each test's own."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.jobs.looking import Look
from tracker.config import Settings
from tracker.infra.storage import Store, open_store
from tracker.jobs.reminders import look_after_reminders


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path / 'store'}")


@pytest.fixture
def look(sessions: sessionmaker[Session], settings: Settings) -> Look:
    """The worker looks at what is to be reminded of; zone: of an office elsewhere."""

    def at(moment: datetime, zone: str = "") -> int:
        there = replace(settings, timezone=zone or settings.timezone)
        return look_after_reminders(sessions, moment, there)

    return at
