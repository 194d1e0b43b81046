"""The rules of transactions: durable, checked, one writer at a time, none lost."""

import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import make_meeting, make_organisation
from tracker.config import PROJECT
from tracker.infra.db import make_sessions, open_engine, sqlite_too_old, write
from tracker.models.actions import Counter
from tracker.models.events import Event
from tracker.models.organisations import Organisation

ROUNDS = 25
COUNT_UP = f"""
import sys
from tracker.infra.db import make_sessions, open_engine, write
from tracker.models.actions import Counter
sessions = make_sessions(open_engine(sys.argv[1]))
for _ in range({ROUNDS}):
    with sessions() as session, write(session):
        counter = session.query(Counter).one()
        counter.last = counter.last + 1
"""


def pragma(session: Session, name: str) -> object:
    return session.execute(text(f"PRAGMA {name}")).scalar()


def test_what_fails_is_told_without_what_people_typed(session: Session):
    """The sentence goes into the log, where a subject classed Rahasia has no business."""
    with pytest.raises(IntegrityError) as refused:
        session.execute(
            text("INSERT INTO organisations (name) VALUES (:name)"), {"name": "Rapat sandi"}
        )
    assert "Rapat sandi" not in str(refused.value).partition("DETAIL")[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL: a commit survives a power cut
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 15_000),
        ("mmap_size", 0),
    ],
)
def test_every_connection_is_set_up_for_safety(name: str, value: object, database_url: str):
    sessions = make_sessions(open_engine(database_url))  # not the one tests share, which is quicker
    with sessions() as first, sessions() as second:  # two of the pool at once
        assert [pragma(first, name), pragma(second, name)] == [value, value]


def test_sqlite_is_free_of_the_wal_reset_bug(monkeypatch: pytest.MonkeyPatch):
    assert not sqlite_too_old()
    monkeypatch.setattr("tracker.infra.db.sqlite_driver.sqlite_version_info", (3, 51, 2))
    assert sqlite_too_old()


def test_what_the_block_wrote_is_stored_at_its_end(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        make_organisation(session, "Dinas Sosial")
    with sessions() as session:
        assert [o.name for o in session.query(Organisation)] == ["Dinas Sosial"]


def test_a_block_that_fails_leaves_nothing(sessions: sessionmaker[Session]):
    with sessions() as session:
        with pytest.raises(LookupError):
            fail_half_way(session)
        assert (session.query(Organisation).count(), session.query(Event).count()) == (0, 0)
        with write(session):
            make_organisation(session)
        assert session.query(Organisation).count() == 1


def fail_half_way(session: Session) -> None:
    with write(session):
        make_organisation(session)
        raise LookupError


def test_what_was_pending_before_the_block_is_not_written_by_it(sessions: sessionmaker[Session]):
    with sessions() as session:
        make_organisation(session, "Sebelum")
        with write(session):
            make_organisation(session, "Di dalam")
        assert [o.name for o in session.query(Organisation)] == ["Di dalam"]


def test_the_block_sees_what_others_stored_before_it_began(sessions: sessionmaker[Session]):
    with sessions() as mine, sessions() as other:
        assert mine.query(Organisation).count() == 0  # an old picture of the database
        with write(other):
            make_organisation(other)
        with write(mine):
            assert mine.query(Organisation).count() == 1


def test_reading_does_not_wait_for_a_writer(sessions: sessionmaker[Session]):
    with sessions() as writer, sessions() as reader, write(writer):
        make_organisation(writer)
        writer.flush()
        assert reader.query(Organisation).count() == 0


def test_the_block_holds_the_write_lock_from_its_first_line(
    sessions: sessionmaker[Session], engine: Engine
):
    with sessions() as session, write(session), engine.connect() as stranger:
        stranger.execute(text("PRAGMA busy_timeout=0"))
        with pytest.raises(OperationalError, match="locked"):
            stranger.execute(text("DELETE FROM jobs"))


def test_foreign_keys_are_checked(session: Session):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        session.execute(text("INSERT INTO account_links VALUES (1, 77, 'x', '2025', '2025', NULL)"))


def test_two_processes_lose_no_update(sessions: sessionmaker[Session], database_url: str):
    with sessions() as session, write(session):
        session.add(Counter(register="uji", last=0))
    command = [sys.executable, "-c", COUNT_UP, database_url]
    started = [subprocess.Popen(command, cwd=PROJECT) for _ in range(2)]
    assert [process.wait() for process in started] == [0, 0]
    with sessions() as session:
        assert session.query(Counter).one().last == 2 * ROUNDS


def test_an_edit_of_a_row_that_changed_meanwhile_is_refused(session: Session):
    meeting = make_meeting(session)
    session.execute(text("UPDATE meetings SET version = version + 1"))
    meeting.venue = "Aula"
    with pytest.raises(StaleDataError):
        session.flush()
