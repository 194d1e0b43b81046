"""`rakor verify`: an untouched installation is clean, and whatever was touched is named."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    NOW,
    make_agreement,
    make_assignment,
    make_file,
    make_meeting,
    make_minutes,
    make_user,
)
from tracker.infra.db import write
from tracker.infra.storage import Store, open_store
from tracker.jobs import audit
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import Report, verify
from tracker.models.assignment_states import AssignmentState
from tracker.models.documents import Document
from tracker.models.guards import drop_guards, install_guards
from tracker.models.minutes import MinutesState


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"file://{tmp_path / 'store'}")


@pytest.fixture
def office(sessions: sessionmaker[Session], session: Session, store: Store) -> Session:
    """A sealed meeting with its paper, a file, a verified and a reassigned assignment."""
    with write(session):
        meeting = make_meeting(session)
        make_agreement(session, meeting, "Menyandingkan data „pekerja” \u00e9.")
        minutes = make_minutes(session, meeting, state=MinutesState.APPROVED)
        paper = session.query(Document).filter_by(minutes_id=minutes.id).one()
        stored = store.put_bytes(b"%PDF-1.7 naskah", "application/pdf")
        paper.attach_pdf(stored.key, stored.size, at=NOW)
        make_assignment(session, state=AssignmentState.DONE)
        make_assignment(session, state=AssignmentState.REASSIGNED)
        make_assignment(session, state=AssignmentState.AWAITING)
        content = b"%PDF-1.7 undangan"
        store.put_bytes(content, "application/pdf")
        make_file(session, meeting=make_meeting(session), content=content)
    seal_events(sessions)
    return session


def subjects(report: Report) -> set[str]:
    return {problem.subject for problem in report.problems}


def first(session: Session, table: str) -> int:
    return int(session.scalar(text(f"SELECT min(id) FROM {table}")) or 0)  # noqa: S608 - a table


def tamper(session: Session, *statements: str) -> None:
    """What somebody with the database in hand can do: guards and foreign keys look away."""
    session.rollback()
    engine = session.get_bind().engine
    with engine.connect() as connection:
        connection.detach()
        if engine.dialect.name == "sqlite":
            raw: Any = connection.connection.dbapi_connection
            raw.executescript("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;")
        with connection.execution_options(rakor_write=True).begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            drop_guards(connection)
            for statement in statements:
                connection.exec_driver_sql(statement)
            install_guards(connection)


def test_what_only_the_verbs_wrote_is_clean(office, store):
    report = verify(office, store)
    assert report.problems == []
    assert report.counts["files"] == 2
    assert report.counts["assignments"] == 4
    assert len(report.head) == 64


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("meetings", "UPDATE meetings SET subject = subject || '.' WHERE id = {id}"),
        ("meetings", "UPDATE meetings SET version = version + 1 WHERE id = {id}"),
        ("agreements", "UPDATE agreements SET text = replace(text, 'e', 'E') WHERE id = {id}"),
        ("assignments", "UPDATE assignments SET state = 'in_progress' WHERE id = {id}"),
        ("users", "UPDATE users SET password_hash = 'x' WHERE id = {id}"),
        ("documents", "UPDATE documents SET code = 'ABCD' WHERE id = {id}"),
        ("agreements", "DELETE FROM agreements WHERE id = {id}"),
        ("agreements", "UPDATE agreements SET id = id + 77 WHERE id = {id}"),
        ("organisations", "DELETE FROM organisations WHERE id = {id}"),
        ("events", "UPDATE events SET verb = 'meeting:seen' WHERE id = {id}"),
        ("events", "UPDATE events SET data = digests WHERE id = {id}"),
        ("events", "DELETE FROM events WHERE id = {id}"),
        ("event_seals", "UPDATE event_seals SET chain_hash = 'a' WHERE id = {id}"),
        ("event_seals", "DELETE FROM event_seals WHERE id = {id}"),
        ("event_notes", "UPDATE event_notes SET text = 'lain' WHERE id = {id}"),
        ("event_notes", "UPDATE event_notes SET salt = 'lain' WHERE id = {id}"),
        ("event_notes", "DELETE FROM event_notes WHERE id = {id}"),
    ],
)
def test_a_change_past_the_verbs_is_named(office, store, table, change):
    row = first(office, table)
    tamper(office, change.format(id=row))
    assert f"{table}:{row}" in subjects(verify(office, store))


def test_a_row_that_no_act_wrote_is_named(office, store):
    columns = "organisation_id, role, since"
    tamper(
        office,
        f"INSERT INTO memberships (id, user_id, {columns}) "  # noqa: S608 - fixed words
        f"SELECT id + 900, user_id + 1, {columns} FROM memberships ORDER BY id LIMIT 1",
    )
    new = f"memberships:{first(office, 'memberships') + 900}"
    assert new in subjects(verify(office, store))


def test_json_that_means_the_same_but_is_spelled_otherwise_is_named(office, store):
    event = first(office, "events")
    as_json = "AS JSON" if office.get_bind().dialect.name == "postgresql" else "AS TEXT"
    tamper(
        office,
        f"UPDATE events SET digests = CAST(replace(CAST(digests AS TEXT), ': ', ':') {as_json}) "  # noqa: S608 - fixed words
        f"WHERE id = {event}",
    )
    assert f"events:{event}" in subjects(verify(office, store))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE meetings SET created_at = replace(created_at, ' ', 'T') WHERE id = 1", "meetings"),
        ("UPDATE meetings SET locked = 2 WHERE id = 1", "meetings"),
        ("UPDATE meetings SET subject = CAST(x'ff' AS TEXT) WHERE id = 1", "meetings"),
        ("UPDATE meetings SET mode = 'anywhere' WHERE id = 1", "meetings"),
        ("UPDATE organisations SET aliases = '[]x' WHERE id = 1", "organisations"),
        ("UPDATE organisations SET name = CAST(name AS BLOB) WHERE id = 1", "organisations"),
    ],
)
def test_what_sqlite_forgives_is_named(office, store, statement, named):
    """PostgreSQL's own column types refuse these."""
    if office.get_bind().dialect.name == "sqlite":
        tamper(office, statement)
        assert f"{named}:1" in subjects(verify(office, store))


def test_one_change_blames_nobody_else(office, store):
    tamper(office, "UPDATE agreements SET text = 'Lain'")
    assert subjects(verify(office, store)) == {f"agreements:{first(office, 'agreements')}"}


@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_a_changed_or_lost_file_is_named(office, store, damage):
    for key in list(store.all_keys()):
        path = Path(store.url.removeprefix("file://")) / key[:2] / key
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        if damage == "remove":
            path.unlink()
        else:
            path.write_bytes(data if damage == "flip" else data[:-1])
        assert f"file:{key}" in subjects(verify(office, store))


def test_a_switched_off_guard_is_named(office, store):
    office.rollback()
    with office.get_bind().engine.begin() as connection:
        drop_guards(connection)
    assert "guard:guard_events_update" in subjects(verify(office, store))
    with office.get_bind().engine.begin() as connection:
        install_guards(connection)


def test_a_trail_cut_at_its_end_lacks_the_head_noted_before(office, sessions, store):
    """Everything inside agrees with itself: only what was noted elsewhere can tell."""
    before = verify(office, store)
    with write(office):
        user = make_user(office)
    seal_events(sessions)
    noted = verify(office, store, head=before.head)
    assert noted.problems == []

    events = f"(SELECT id FROM events WHERE subject_type = 'users' AND subject_id = {user.id})"  # noqa: S608 - a number
    tamper(
        office,
        f"DELETE FROM event_seals WHERE event_id IN {events}",  # noqa: S608 - our own query
        f"DELETE FROM events WHERE id IN {events}",  # noqa: S608 - our own query
        f"DELETE FROM users WHERE id = {user.id}",  # noqa: S608 - a number
    )
    assert verify(office, store).problems == []
    assert subjects(verify(office, store, head=noted.head)) == {"chain"}


def test_events_wait_for_their_seal_visibly(office, store):
    with write(office):
        make_user(office)
    report = verify(office, store)
    assert (report.problems, report.counts["events not yet sealed"]) == ([], 1)


def test_a_sealed_event_whose_seal_was_led_astray_is_not_taken_for_one_that_waits(office, store):
    last = int(office.scalar(text("SELECT max(event_id) FROM event_seals")) or 0)
    with write(office):
        make_user(office)
    tamper(
        office,
        f"UPDATE event_seals SET event_id = {last + 900} WHERE event_id = {last}",  # noqa: S608 - numbers
        f"UPDATE events SET verb = 'meeting:seen' WHERE id = {last}",  # noqa: S608 - a number
    )
    named = subjects(verify(office, store))
    assert f"events:{last}" in named
    assert f"events:{last + 1}" not in named


def test_two_seals_changed_side_by_side_are_both_named(office, store):
    """The second takes the place of the first, so that each hides the other's gap."""
    tamper(
        office,
        "UPDATE event_seals SET id = 904 WHERE id = 4",
        "UPDATE event_seals SET id = 4 WHERE id = 3",
        "UPDATE event_seals SET event_id = 906 WHERE id = 6",
        "UPDATE event_seals SET event_id = 6 WHERE id = 5",
    )
    named = subjects(verify(office, store))
    assert {f"event_seals:{number}" for number in (3, 904, 5, 6)} <= named


def test_sealing_goes_on_where_it_stopped_in_batches(office, sessions, store):
    with write(office):
        for _ in range(audit.BATCH + 1):
            make_user(office)
    assert seal_events(sessions) == audit.BATCH + 1
    assert seal_events(sessions) == 0
    assert verify(office, store).problems == []


@pytest.mark.parametrize(
    "change", ["UPDATE counters SET last = last + 1", "UPDATE counters SET register = 'TL-1999'"]
)
def test_a_counter_that_is_not_at_the_last_number_is_named(office, store, change):
    tamper(office, change)
    assert f"counters:{first(office, 'counters')}" in subjects(verify(office, store))


def test_a_tally_that_is_not_the_count_is_named(office, store):
    with write(office):
        office.execute(text("UPDATE assignment_tallies SET number = number + 1"))
    named = subjects(verify(office, store))
    assert named
    assert all(subject.startswith("assignment_tallies:") for subject in named)
