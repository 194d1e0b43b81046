"""What must hold even against a bug: triggers that refuse to touch what is sealed or append-only.

They are no part of a migration: SQLite's batch mode drops the triggers of a table it rebuilds.
So they are taken away before every migration, set anew after it, and compared at start-up.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from tracker.infra.orm import Base
from tracker.models.acceptances import Acceptance
from tracker.models.acknowledgements import Acknowledgement
from tracker.models.approvals import Approval
from tracker.models.approvers import MinutesAuthor
from tracker.models.documents import Document
from tracker.models.due_dates import DueChange
from tracker.models.events import Event, EventNote, EventSeal
from tracker.models.files import StoredFile
from tracker.models.invitations import Invitation
from tracker.models.invitees import InvitationReply
from tracker.models.meeting_parts import PARTS
from tracker.models.meetings import Meeting, MeetingSource
from tracker.models.minutes import Minutes
from tracker.models.minutes_sections import SectionRevision
from tracker.models.remarks import Remark
from tracker.models.signings import Signing
from tracker.models.updates import Verification
from tracker.models.withdrawals import Withdrawal

_LOCKED = "TRUE IN (SELECT locked FROM meetings WHERE id IN ({rows}){share})"
_SEALED_WITH_MEETING: tuple[type[Base], ...] = (
    *PARTS.values(),
    *(MeetingSource, StoredFile, Invitation, Remark),
)
_APPEND_ONLY: tuple[type[Base], ...] = (
    *(Event, EventSeal, Verification, Approval, MinutesAuthor, Acceptance),
    *(SectionRevision, Acknowledgement, DueChange, Signing, Withdrawal),
)
_FIXED_IN_DOCUMENT = (
    *("id", "kind", "meeting_id", "minutes_id", "edition", "code"),
    *("snapshot", "snapshot_key", "created_by", "created_at"),
)
_SET_ONCE_IN_DOCUMENT = ("pdf_key", "pdf_size", "rendered_at")


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses `act` (INSERT, UPDATE or DELETE) on a row of `table` while `when` is true."""

    table: str
    act: str
    when: str
    reason: str

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.act.lower()}"

    @property
    def sqlite_trigger(self) -> str:
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table} "
            f"WHEN {self.when.replace('{share}', '')} "
            f"BEGIN SELECT RAISE(ABORT, '{self.reason}'); END"
        )

    @property
    def postgres_trigger(self) -> str:
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        )

    @property
    def postgres_body(self) -> str:
        """FOR SHARE: who changes a part waits for who seals the meeting, and vice versa."""
        return (
            f"BEGIN IF {self.when.replace('{share}', ' FOR SHARE')} THEN "
            f"RAISE EXCEPTION '{self.reason}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {'OLD' if self.act == 'DELETE' else 'NEW'}; END"
        )


def install_guards(connection: Connection) -> None:
    """Set every guard anew, in the running transaction; an older schema has fewer tables."""
    drop_guards(connection)
    tables = set(inspect(connection).get_table_names())
    for guard in (guard for guard in GUARDS if guard.table in tables):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(guard.sqlite_trigger)
        else:
            connection.exec_driver_sql(
                f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql "
                f"AS $${guard.postgres_body}$$"
            )
            connection.exec_driver_sql(guard.postgres_trigger)


def drop_guards(connection: Connection) -> None:
    """Take every guard away, whichever version of the program set it."""
    for name in _present(connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql(f"DROP FUNCTION {name} CASCADE")


def missing_guards(connection: Connection) -> list[str]:
    """Names of the guards that are absent, switched off, or not as they should be."""
    present = _present(connection)
    if connection.dialect.name == "sqlite":
        return [g.name for g in GUARDS if present.get(g.name) != g.sqlite_trigger]
    return [
        g.name for g in GUARDS if present.get(g.name) != f"{g.postgres_body}\n{g.postgres_trigger}"
    ]


def _present(connection: Connection) -> dict[str, str]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
    else:
        query = """
            SELECT proname, concat(prosrc, E'\n', pg_get_triggerdef(t.oid, true))
            FROM pg_proc LEFT JOIN pg_trigger t ON tgfoid = pg_proc.oid AND tgenabled = 'O'
            WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'guard_%'
        """
    return {row[0]: row[1] for row in connection.execute(text(query))}


def _locked(act: str) -> str:
    rows = {
        "INSERT": "NEW.meeting_id",
        "UPDATE": "OLD.meeting_id, NEW.meeting_id",
        "DELETE": "OLD.meeting_id",
    }
    return _LOCKED.replace("{rows}", rows[act])


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


GUARDS: tuple[Guard, ...] = (
    *(
        Guard(noun.__tablename__, act, "TRUE", "append-only")
        for noun in _APPEND_ONLY
        for act in ("UPDATE", "DELETE")
    ),
    Guard(
        EventNote.__tablename__,
        "UPDATE",
        f"NEW.text <> '' OR {_changed('id', 'event_id')}",
        "a note may only be emptied",
    ),
    Guard(EventNote.__tablename__, "DELETE", "TRUE", "append-only"),
    Guard(
        Document.__tablename__,
        "UPDATE",
        f"{_changed(*_FIXED_IN_DOCUMENT)} OR "
        f"OLD.pdf_key IS NOT NULL AND {_changed(*_SET_ONCE_IN_DOCUMENT)}",
        "a paper never changes",
    ),
    Guard(Document.__tablename__, "DELETE", "OLD.code IS NOT NULL", "a sealed paper stays"),
    *(
        Guard(noun.__tablename__, act, _locked(act), "sealed with its meeting")
        for noun in _SEALED_WITH_MEETING
        for act in ("INSERT", "UPDATE", "DELETE")
    ),
    *(
        Guard(noun.__tablename__, "INSERT", _locked("INSERT"), "sealed with its meeting")
        for noun in (Approval, SectionRevision)
    ),
    Guard(InvitationReply.__tablename__, "UPDATE", "TRUE", "an answer never changes"),
    *(
        Guard(InvitationReply.__tablename__, act, _locked(act), "sealed with its meeting")
        for act in ("INSERT", "DELETE")
    ),
    Guard(Meeting.__tablename__, "UPDATE", "OLD.locked AND NEW.locked", "the meeting is sealed"),
    Guard(Meeting.__tablename__, "DELETE", "OLD.locked", "the meeting is sealed"),
    *(
        Guard(Minutes.__tablename__, act, "OLD.state = 'approved'", "approved minutes stay")
        for act in ("UPDATE", "DELETE")
    ),
)
