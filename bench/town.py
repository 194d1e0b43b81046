"""An installation with many assignments, written by bulk insert: only the size is of interest."""

import random
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from tracker.app import create_app
from tracker.config import Settings
from tracker.infra.db import make_sessions, open_engine, write
from tracker.infra.migrate import upgrade
from tracker.models.actions import Action, ActionState, Origin, Priority
from tracker.models.assignment_states import AssignmentState, Part, Report, place_of
from tracker.models.assignments import NO_DUE, Assignment
from tracker.models.meetings import Meeting, MeetingState, SecurityClass, Urgency
from tracker.models.organisations import Organisation, OrganisationKind, load_known_organisations
from tracker.models.sign_ins import start_sign_in
from tracker.models.updates import StatusUpdate
from tracker.models.users import Role, User

AT = datetime.now(UTC)
STATES = (
    (AssignmentState.DONE, 70),
    (AssignmentState.IN_PROGRESS, 12),
    (AssignmentState.NOT_STARTED, 8),
    (AssignmentState.AWAITING, 5),
    (AssignmentState.NOT_FEASIBLE, 5),
)
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Town:
    """An installation of `size` assignments. cookies: signed-in browsers by role."""

    size: int
    settings: Settings
    cookies: dict[str, str]
    csrf: str
    open_assignment: int

    @property
    def environment(self) -> dict[str, str]:
        return {
            "RAKOR_DATA": str(self.settings.data_dir),
            "RAKOR_SECRET_KEY": self.settings.secret_key,
            "RAKOR_DATABASE_URL": self.settings.database_url,
            "RAKOR_STORE_URL": self.settings.store_url,
            "RAKOR_BASE_URL": self.settings.base_url,
        }


def build(folder: Path, size: int) -> Town:
    print(f"building {size:,} assignments …", file=sys.stderr)
    folder.mkdir(parents=True, mode=0o700)
    settings = Settings(
        base_url="http://127.0.0.1:8000",
        secret_key=secrets.token_hex(32),
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'rakor.sqlite3'}",
        store_url=f"file://{folder / 'store'}",
    )
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with make_sessions(engine)() as session:
        with write(session):
            load_known_organisations(session, at=AT)
        with write(session):
            _fill(session.connection(), size)
        with write(session):
            tokens = _people(session)
        with write(session):
            _claim(session)
        with write(session):
            session.connection().exec_driver_sql("ANALYZE")
        open_one = session.scalars(
            select(Assignment.id)
            .join(Organisation, Organisation.id == Assignment.organisation_id)
            .where(Organisation.code == "disnaker", Assignment.state == AssignmentState.NOT_STARTED)
            .limit(1)
        ).one()
    engine.dispose()
    cookies, csrf = _browsers(settings, tokens)
    return Town(size, settings, cookies, csrf, open_one)


def _browsers(settings: Settings, tokens: dict[str, str]) -> tuple[dict[str, str], str]:
    """Cookies as the application signs them, and the form token that goes with them."""
    app = create_app(settings)
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("the application has no secret key")
    raw, name = secrets.token_hex(20), app.config["SESSION_COOKIE_NAME"]
    content = {"_fresh": True, "csrf_token": raw}
    cookies = {
        role: f"{name}={signer.dumps({**content, '_user_id': token})}"
        for role, token in tokens.items()
    }
    forms = URLSafeTimedSerializer(settings.secret_key, salt="wtf-csrf-token")
    return cookies, str(forms.dumps(raw))


def _people(session: Session) -> dict[str, str]:
    tokens = {}
    for role, code in (
        (Role.SECRETARIAT, "biro-kesra"),
        (Role.AGENCY, "disnaker"),
        (Role.LEADER, "setda"),
    ):
        office = session.scalars(select(Organisation).where(Organisation.code == code)).one()
        user = User.add(session, by=None, at=AT, login=role.value, name=role.label, created_at=AT)
        user.join(office, role, by=None, at=AT, since=AT.date())
        tokens[role.value] = start_sign_in(
            session, user, at=AT, device="bench", network="127.0.0.1"
        )
    return tokens


def _claim(session: Session) -> None:
    """The reports by which the awaiting ones came to await."""
    agency = session.scalars(select(User).where(User.login == Role.AGENCY.value)).one()
    awaiting = session.execute(
        select(Assignment.id, Assignment.claimed_at).where(
            Assignment.state == AssignmentState.AWAITING
        )
    ).all()
    rows = (
        {
            "assignment_id": row.id,
            "report": Report.DONE,
            "from_state": AssignmentState.IN_PROGRESS,
            "to_state": AssignmentState.AWAITING,
            "note": "Sudah selesai, bukti terlampir.",
            "by": agency.id,
            "by_name": agency.name,
            "at": row.claimed_at,
        }
        for row in awaiting
    )
    _insert(session.connection(), StatusUpdate, rows)


def _fill(connection: Connection, assignments: int) -> None:
    dice = random.Random(7)
    offices = connection.scalars(
        select(Organisation.id).where(
            Organisation.kind.in_((OrganisationKind.DEPARTMENT, OrganisationKind.BOARD))
        )
    ).all()
    unit = connection.scalar(select(Organisation.id).where(Organisation.code == "biro-kesra"))
    meetings = max(1, assignments // 10)
    start = date.today() - timedelta(days=1500)  # noqa: DTZ011 - only a spread of dates
    rows = (
        _meeting(i, unit, start + timedelta(days=i * 1400 // meetings), sealed=i < meetings * 0.98)
        for i in range(meetings)
    )
    _insert(connection, Meeting, rows)
    first = connection.scalar(select(func.min(Meeting.id)))
    _insert(
        connection, Action, (_action(i, unit, first + i % meetings) for i in range(assignments))
    )
    first = connection.scalar(select(func.min(Action.id)))
    _insert(
        connection,
        Assignment,
        (_assignment(first + i, i % meetings + 1, offices, unit, dice) for i in range(assignments)),
    )


def _insert(connection: Connection, table, rows) -> None:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def _meeting(i: int, unit: int, day: date, *, sealed: bool) -> dict:
    return {
        "organising_unit_id": unit,
        "subject": f"Rapat koordinasi percepatan program daerah ke-{i}",
        "starts_on": day,
        "zone": "Asia/Jakarta",
        "security_class": SecurityClass.OPEN,
        "urgency": Urgency.NORMAL,
        "state": MeetingState.HELD,
        "locked": sealed,
        "created_at": AT,
        "version": 1,
    }


def _action(i: int, unit: int, meeting: int) -> dict:
    return {
        "reference": f"TL-2025-{i:06d}",
        "meeting_id": meeting,
        "unit_id": unit,
        "security_class": SecurityClass.OPEN,
        "origin": Origin.AGREEMENT,
        "sentence": f"Menyelesaikan verifikasi dan validasi data program nomor {i} sampai tuntas",
        "priority": Priority.NORMAL,
        "state": ActionState.OPEN,
        "created_at": AT,
        "version": 1,
    }


def _assignment(action: int, meeting: int, offices, unit: int, dice: random.Random) -> dict:
    state = dice.choices([s for s, _ in STATES], [weight for _, weight in STATES])[0]
    claimed = AT - timedelta(minutes=dice.randint(1, 40_000))
    due = AT.date() + timedelta(days=dice.randint(-60, 90)) if dice.random() < 0.9 else None
    return {
        "action_id": action,
        "meeting_id": meeting,
        "organisation_id": dice.choice(offices),
        "unit_id": unit,
        "security_class": SecurityClass.OPEN,
        "part": Part.LEAD,
        "state": state,
        "due_on": due,
        "first_due_on": due,
        "due_sort": due or NO_DUE,
        "place": place_of(state, came_back=False),
        "reported_at": claimed if state is AssignmentState.AWAITING else None,
        "claimed_at": claimed if state is AssignmentState.AWAITING else None,
        "created_at": AT,
        "version": 1,
    }
