"""Demonstration accounts, with invented officials and passwords made for this installation."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.infra.passwords import hash_password
from tracker.models.organisations import Organisation
from tracker.models.people import Appointment, Capacity, Person, Position, PositionLevel
from tracker.models.users import Role, User

FILE = "demo-accounts.json"
OFFICE_SINCE = date(2025, 1, 1)
HEAD_OF_DINSOS = ("Kepala Dinas Sosial", PositionLevel.HEAD, "dinsos")
HEAD_OF_DISNAKER = ("Kepala Dinas Tenaga Kerja", PositionLevel.HEAD, "disnaker")
_ACTING_SINCE, _ACTING_STILL = timedelta(days=60), timedelta(days=45)


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """A sign-in to print at start."""

    login: str
    password: str
    who: str


@dataclass(frozen=True, slots=True)
class _Account:
    """Without a role: whose rights follow from the register of officials."""

    login: str
    name: str
    who: str
    organisation: str = ""
    role: Role | None = None
    email: str = ""


_ACCOUNTS = (
    _Account(
        "sekretariat",
        "Sekretariat Contoh",
        "Sekretariat, Biro Kesra",
        "biro-kesra",
        Role.SECRETARIAT,
    ),
    _Account("notulis", "Notulis Contoh", "Notulis, Biro Kesra", "biro-kesra", Role.SECRETARIAT),
    _Account("disnaker", "Petugas Disnaker Contoh", "Dinas Tenaga Kerja", "disnaker", Role.AGENCY),
    _Account(
        "bpkad",
        "Petugas BPKAD Contoh",
        "BPKAD",
        "bpkad",
        Role.AGENCY,
        "petugas.bpkad@contoh.example",
    ),
    _Account("bappeda", "Petugas Bappeda Contoh", "Bappeda", "bappeda", Role.AGENCY),
    _Account("dinsos", "Hasan Contoh", "Plt. Kepala Dinas Sosial, selama masa tugasnya"),
    _Account("setda", "Sekretariat Setda Contoh", "Sekretariat, Setda", "setda", Role.SECRETARIAT),
    _Account("karo", "Kepala Biro Contoh", "Kepala Biro Kesra", "biro-kesra", Role.LEADER),
    _Account("sekda", "Sekda Contoh", "Sekretaris Daerah", "setda", Role.LEADER),
    _Account("admin", "Admin Contoh", "Admin aplikasi", "setda", Role.ADMIN),
)


def sign_ins(data_dir: Path) -> list[DemoSignIn]:
    """The accounts with their passwords; made once, kept in a file only the owner can read."""
    path = data_dir / FILE
    if not path.exists():
        made = [DemoSignIn(a.login, secrets.token_urlsafe(9), a.who) for a in _ACCOUNTS]
        path.touch(mode=0o600)
        path.write_text(json.dumps([asdict(sign_in) for sign_in in made], indent=1))
    return [DemoSignIn(**entry) for entry in json.loads(path.read_text())]


def hashes(made: list[DemoSignIn]) -> dict[str, str]:
    """Password hashes by login; slow on purpose, so made before the transaction."""
    return {sign_in.login: hash_password(sign_in.password) for sign_in in made}


def add_accounts(session: Session, hashed: dict[str, str], *, at: datetime, today: date) -> None:
    head = Person.add(
        session,
        by=None,
        at=at,
        title_front="Dra.",
        name="Sri Contoh",
        title_back="M.M.",
        employee_number="197001011995012001",
    )
    secretary = Person.add(
        session, by=None, at=at, title_front="Dr.", name="Budi Contoh", title_back="M.Si."
    )
    acting = Person.add(
        session,
        by=None,
        at=at,
        title_front="Drs.",
        name="Hasan Contoh",
        title_back="M.Si.",
        email="plt.kadinsos@contoh.example",
    )
    head_of_bureau = ("Kepala Biro Kesejahteraan Rakyat", PositionLevel.HEAD, "biro-kesra")
    regional_secretary = ("Sekretaris Daerah", PositionLevel.REGIONAL_SECRETARY, "setda")
    add_official(session, head, head_of_bureau, "Pembina Utama Muda (IV/c)", at=at)
    add_official(session, secretary, regional_secretary, "", at=at)
    add_official(
        session,
        acting,
        HEAD_OF_DINSOS,
        "Pembina Tingkat I (IV/b)",
        Capacity.ACTING,
        at=at,
        period=(today - _ACTING_SINCE, today + _ACTING_STILL),
    )
    manpower = Person.add(session, by=None, at=at, name="Ratna Contoh", title_back="S.Sos., M.M.")
    add_official(session, manpower, HEAD_OF_DISNAKER, "Pembina Utama Muda (IV/c)", at=at)
    officials = {"karo": head, "sekda": secretary, "dinsos": acting}
    for account in _ACCOUNTS:
        person = officials.get(account.login)
        user = User.add(
            session,
            by=None,
            at=at,
            login=account.login,
            name=account.name,
            email=account.email or None,
            password_hash=hashed[account.login],
            person_id=person.id if person else None,
            demo=True,
            created_at=at,
        )
        if account.role:
            office = organisation(session, account.organisation)
            user.join(office, account.role, by=None, at=at, since=OFFICE_SINCE)


def organisation(session: Session, code: str) -> Organisation:
    return session.scalars(select(Organisation).where(Organisation.code == code)).one()


def position(session: Session, post: tuple[str, PositionLevel, str]) -> Position:
    """That of an official added before."""
    title, _level, _office = post
    return session.scalars(select(Position).where(Position.title == title)).one()


def add_official(
    session: Session,
    person: Person,
    post: tuple[str, PositionLevel, str],
    rank_grade: str,
    capacity: Capacity = Capacity.DEFINITIVE,
    *,
    at: datetime,
    period: tuple[date, date | None] = (OFFICE_SINCE, None),
) -> Position:
    """The person in a new position. post: its title and level, and the code of its office."""
    title, level, office = post
    position = Position.add(
        session,
        by=None,
        at=at,
        title=title,
        level=level,
        organisation_id=organisation(session, office).id,
    )
    Appointment.add(
        session,
        by=None,
        at=at,
        person_id=person.id,
        position_id=position.id,
        capacity=capacity,
        rank_grade=rank_grade,
        since=period[0],
        until=period[1],
    )
    return position
