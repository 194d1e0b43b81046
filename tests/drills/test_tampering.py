"""A hundred single bytes changed past the application, all of them named by one `verify`."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.drills.figures import figure
from tests.factories import make_file, make_meeting
from tests.story import tell_story
from tracker.infra.db import write
from tracker.infra.orm import Base
from tracker.infra.storage import Store, open_store
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import verify
from tracker.models.events import Event, EventNote, EventSeal, audited_classes
from tracker.models.guards import drop_guards, install_guards

pytestmark = pytest.mark.drill
CHANGES = 100
FILES = 20


@pytest.mark.parametrize("seed", range(figure(short=1, full=20)))
def test_a_hundred_changed_bytes_are_all_named(sessions, session, tmp_path, seed):
    rng = random.Random(seed)
    store = open_store(f"file://{tmp_path / 'store'}")
    fill(sessions, session, store)
    before = {problem.subject for problem in verify(session, store).problems}
    touched: list[set[str]] = []
    with tampering(session) as database:
        rows, files = rows_of(database), sorted(store.all_keys())
        rng.shuffle(rows)
        rng.shuffle(files)
        for key in files[: FILES // 2]:
            touched.append(change_file(store, key, rng))
        for table, row_id in rows:
            subjects = change_row(database, table, row_id, rng)
            if subjects and not subjects & before:
                touched.append(subjects)
            if len(touched) == CHANGES:
                break
    assert len(touched) == CHANGES

    named = {problem.subject for problem in verify(session, store).problems}
    assert [subjects for subjects in touched if not subjects & named] == []


def fill(sessions: sessionmaker[Session], session: Session, store: Store) -> None:
    """Rows in every audited table, and files with their bytes."""
    with write(session):
        tell_story(session)
        meeting = make_meeting(session)
        for number in range(FILES):
            content = random.Random(number).randbytes(2000)
            store.put_bytes(content)
            make_file(session, meeting=meeting, content=content)
    seal_events(sessions)


@contextmanager
def tampering(session: Session) -> Iterator[Any]:
    """The bare SQLite file: foreign keys and checks off, guards taken away and put back."""
    engine = session.get_bind().engine
    with engine.begin() as connection:
        drop_guards(connection)
    database = engine.dialect.loaded_dbapi.connect(engine.url.database, isolation_level=None)
    database.execute("PRAGMA ignore_check_constraints=ON")
    yield database
    database.close()
    with engine.begin() as connection:
        install_guards(connection)


def rows_of(database: Any) -> list[tuple[str, int]]:
    nouns: list[type[Base]] = [*audited_classes(), Event, EventNote, EventSeal]
    return [
        (noun.__tablename__, row_id)
        for noun in nouns
        for (row_id,) in database.execute(f"SELECT id FROM {noun.__tablename__}")  # noqa: S608 - our own tables
    ]


def change_file(store: Store, key: str, rng: random.Random) -> set[str]:
    path = Path(store.url.removeprefix("file://")) / key[:2] / key
    path.write_bytes(one_byte_other(path.read_bytes(), rng))
    return {f"file:{key}"}


def change_row(database: Any, table: str, row_id: int, rng: random.Random) -> set[str]:
    """Change one byte of one column; returns how the row may be named, nothing when refused.

    A changed id leaves one row missing and another that nobody wrote: either name will do.
    """
    columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
    rng.shuffle(columns)
    for column in columns:
        before = stored(database, table, column, row_id)
        if before is None or not before[1]:
            continue
        kind, data = before
        new: Any = one_byte_other(data, rng, digits=kind == "integer")
        if kind == "integer":
            new = int(new)
        value = "CAST(? AS TEXT)" if kind == "text" else "?"
        try:
            database.execute(f"UPDATE {table} SET {column} = {value} WHERE id = ?", (new, row_id))  # noqa: S608 - our own names
        except database.IntegrityError:
            continue
        now_id = new if column == "id" else row_id
        if stored(database, table, column, now_id) != before:
            return {f"{table}:{row_id}", f"{table}:{now_id}"}
    return set()


def stored(database: Any, table: str, column: str, row_id: int) -> tuple[str, bytes] | None:
    row: tuple[str, bytes] | None = database.execute(
        f"SELECT typeof({column}), CAST({column} AS BLOB) FROM {table} WHERE id = ?",  # noqa: S608 - our own names
        (row_id,),
    ).fetchone()
    return None if row is None or row[0] == "null" else row


def one_byte_other(data: bytes, rng: random.Random, *, digits: bool = False) -> bytes:
    place = rng.randrange(len(data))
    choices = set(b"123456789") if digits else set(range(256))
    byte = rng.choice(sorted(choices - {data[place]}))
    return data[:place] + bytes([byte]) + data[place + 1 :]
