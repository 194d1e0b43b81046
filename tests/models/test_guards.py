"""What the database refuses by itself, tried with bare SQL as a bug or a stranger would."""

from typing import Any

import pytest
from sqlalchemy import (
    Connection,
    Executable,
    delete,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, make_meeting, make_minutes, make_user
from tracker.infra.db import write
from tracker.infra.orm import Base
from tracker.models.agreements import Agreement
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.files import FileKind, StoredFile
from tracker.models.guards import GUARDS, Guard, install_guards, missing_guards
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.statements import Statement, StatementKind

ONLY_ADDED = ("approvals", "section_revisions", "invitation_replies")
SEALED_PARTS = [g.table for g in GUARDS if g.act == "INSERT" and g.table not in ONLY_ADDED]
SEALED = {
    "documents": Document.code.is_not(None),
    "minutes": Minutes.state == MinutesState.APPROVED,
    "meetings": Meeting.locked,
    "stored_files": StoredFile.kind == FileKind.PHOTO,
}


FOR_EVER = (
    "events",
    "event_notes",
    "event_seals",
    "verifications",
    "minutes_authors",
    "acceptances",
    "acknowledgements",
    "due_changes",
    "signings",
    "withdrawals",
)
ONCE_SEALED = ("meetings", "minutes", "documents")
WITH_THE_MEETING = (
    *("legal_references", "agenda_items", "invitees", "attendances", "statements"),
    *("agreements", "measurements", "minutes_sections", "meeting_sources", "stored_files"),
    *("approvals", "section_revisions", "remarks"),
    *("invitations", "invitation_replies"),
)


@pytest.fixture
def connection(told_database: Engine):
    """A bare connection to a house with a sealed meeting and all that belongs to it."""
    with told_database.connect() as connection:
        yield connection


def test_nothing_that_must_stay_is_left_without_its_guards():
    wanted = {(t, act) for t in FOR_EVER + ONCE_SEALED for act in ("UPDATE", "DELETE")}
    wanted |= {(t, act) for t in WITH_THE_MEETING for act in ("INSERT", "UPDATE", "DELETE")}
    assert {(g.table, g.act) for g in GUARDS} == wanted


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_every_guard_refuses_what_it_is_set_against(guard: Guard, connection: Connection):
    row_id = one_row(connection, guard.table)
    with pytest.raises(IntegrityError, match=guard.reason):
        attempt(connection, guard.table, guard.act, row_id)
    connection.rollback()
    assert one_row(connection, guard.table) == row_id


@pytest.mark.parametrize("name", SEALED_PARTS)
def test_an_open_correction_lets_the_parts_change_again(name: str, connection: Connection):
    connection.execute(text("UPDATE meetings SET locked = false WHERE locked"))
    table, row_id = Base.metadata.tables[name], one_row(connection, name)
    row = connection.execute(select(table).where(table.c.id == row_id)).one()
    attempt(connection, name, "UPDATE", row_id)
    attempt(connection, name, "DELETE", row_id)
    connection.execute(insert(table).values(row._asdict()))
    assert one_row(connection, name) == row_id


@pytest.mark.parametrize("column", ["kind", "meeting_id", "minutes_id", "edition", "code"])
def test_a_paper_keeps_what_it_was_sealed_with(column: str, connection: Connection):
    papers = Base.metadata.tables["documents"]
    sealed = papers.c.code.is_not(None)
    with pytest.raises(IntegrityError, match="never changes"):
        connection.execute(update(papers).where(sealed).values({column: None}))


def test_a_paper_receives_its_bytes_once(session: Session):
    make_minutes(session, state=MinutesState.APPROVED)
    document = session.query(Document).one()
    once = text("UPDATE documents SET pdf_key = :key, pdf_size = 1")
    session.execute(once, {"key": "a"})
    with pytest.raises(IntegrityError, match="never changes"):
        session.execute(once, {"key": "b"})
    assert document.code is not None


def test_a_drafted_paper_may_go(connection: Connection):
    deleted = connection.execute(text("DELETE FROM documents WHERE code IS NULL"))
    assert deleted.rowcount == 1


def test_a_note_may_be_emptied(connection: Connection):
    connection.execute(text("UPDATE event_notes SET text = '', salt = ''"))
    assert connection.scalar(text("SELECT max(text) FROM event_notes")) == ""


def test_a_part_moves_neither_into_a_sealed_meeting_nor_out_of_it(session: Session):
    sealed = make_meeting(session)
    said: dict[str, Any] = {
        "by": make_user(session).id,
        "at": NOW,
        "kind": StatementKind.DIRECTIVE,
        "text": "x",
    }
    moved_in = Statement.append(make_meeting(session), **said)
    moved_out = Statement.append(sealed, **said)
    make_minutes(session, sealed, state=MinutesState.APPROVED)
    move = text("UPDATE statements SET meeting_id = :to WHERE id = :id")
    for part, to in ((moved_in, sealed.id), (moved_out, moved_in.meeting_id)):
        with pytest.raises(IntegrityError, match="sealed"), session.begin_nested():
            session.execute(move, {"id": part.id, "to": to})


def test_a_meeting_is_not_sealed_while_a_part_of_it_is_being_changed(
    sessions: sessionmaker[Session], engine: Engine
):
    with sessions() as session, write(session):
        meeting_id, by = make_meeting(session).id, make_user(session).id
    impatient = {"sqlite": "PRAGMA busy_timeout=0", "postgresql": "SET lock_timeout='100ms'"}
    with sessions() as editor, engine.connect() as sealer:
        sealer.execute(text(impatient[engine.dialect.name]))
        with write(editor):
            Agreement.append(editor.get_one(Meeting, meeting_id), by=by, at=NOW, text="x")
            with pytest.raises(OperationalError, match="lock"):
                sealer.execute(text("UPDATE meetings SET locked = true"))
            sealer.rollback()
        sealer.execute(text("UPDATE meetings SET locked = true"))


def test_replacing_a_row_counts_as_deleting_it(session: Session):
    make_meeting(session)
    session.commit()
    event = session.query(Event).first()
    assert event is not None
    if session.get_bind().dialect.name == "postgresql":
        replace = "INSERT INTO events SELECT * FROM events ON CONFLICT (id) DO UPDATE SET verb = ''"
    else:
        replace = "REPLACE INTO events SELECT * FROM events"
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(replace))


def test_a_guard_that_is_gone_switched_off_or_changed_is_named(session: Session):
    connection = session.connection()
    assert missing_guards(connection) == []
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER guard_events_update"))
        changed = (
            "CREATE OR REPLACE FUNCTION guard_events_delete() RETURNS trigger "
            "LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$"
        )
        gone = "DROP TRIGGER guard_meetings_delete ON meetings"
    else:
        connection.execute(text("DROP TRIGGER guard_events_update"))
        connection.execute(text("DROP TRIGGER guard_events_delete"))
        changed = "CREATE TRIGGER guard_events_delete BEFORE DELETE ON events BEGIN SELECT 1; END"
        gone = "DROP TRIGGER guard_meetings_delete"
    connection.execute(text(changed))
    connection.execute(text(gone))
    assert set(missing_guards(connection)) == {
        "guard_events_update",
        "guard_events_delete",
        "guard_meetings_delete",
    }
    install_guards(connection)
    assert missing_guards(connection) == []


def one_row(connection: Connection, name: str) -> int:
    """The id of a row that the table's guards concern."""
    condition = SEALED.get(name, true())
    table = Base.metadata.tables[name]
    found = connection.scalar(select(func.max(table.c.id)).where(condition))
    assert isinstance(found, int)
    return found


def attempt(connection: Connection, name: str, act: str, row_id: int) -> None:
    table = Base.metadata.tables[name]
    this = table.c.id == row_id
    columns = [column for column in table.c if column.name != "id"]
    change = {"event_notes": {"text": "x"}, "documents": {"snapshot_key": "x"}}
    statements: dict[str, Executable] = {
        "UPDATE": update(table).where(this).values(change.get(name, {"id": table.c.id})),
        "DELETE": delete(table).where(this),
        "INSERT": insert(table).from_select(columns, select(*columns).where(this)),
    }
    assert connection.execute(statements[act]).rowcount == 1
