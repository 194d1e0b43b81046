"""The accounts as the admin looks through them: roles held, how far opened, last sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.events import Event
from tracker.models.organisations import Organisation
from tracker.models.users import Membership, Role, User


class AccountStanding(Labelled):
    """How an account stands; its password is set by the one-time link."""

    OPENED = "aktif", N_("Aktif")
    UNOPENED = "belum-dibuka", N_("Tautan belum dipakai")
    SHUT = "nonaktif", N_("Nonaktif")


@dataclass(frozen=True, slots=True)
class Account:
    """roles: held today, each with the name of its organisation."""

    id: int
    login: str
    name: str
    standing: AccountStanding
    roles: Sequence[tuple[Role, str]]
    last_sign_in: datetime | None


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Every condition is optional."""

    words: str = ""
    role: Role | None = None
    standing: AccountStanding | None = None


def accounts(
    session: Session, wanted: AccountFilter, *, today: date, limit: int, after: str = ""
) -> list[Account]:
    """By login, from behind the login `after` (three statements)."""
    users = session.execute(
        select(User.id, User.login, User.name, User.active, User.password_hash.is_not(None))
        .where(User.login > after, *_conditions(wanted, today))
        .order_by(User.login)
        .limit(limit)
    ).all()
    ids = [user.id for user in users]
    roles, seen = _roles(session, ids, today), _last_sign_ins(session, ids)
    return [
        Account(id, login, name, standing(active, opened), roles.get(id, []), seen.get(id))
        for id, login, name, active, opened in users
    ]


def standing(active: bool, opened: bool) -> AccountStanding:
    """opened: a password was set."""
    if not active:
        return AccountStanding.SHUT
    return AccountStanding.OPENED if opened else AccountStanding.UNOPENED


def _conditions(wanted: AccountFilter, today: date) -> list[ColumnElement[bool]]:
    names = (User.name, User.login)
    found = [or_(*(n.icontains(wanted.words, autoescape=True) for n in names))]
    if wanted.role:
        held = Membership.held_on(today) & (Membership.role == wanted.role)
        found.append(User.memberships.any(held))
    if wanted.standing:
        found.append(User.active.is_(wanted.standing is not AccountStanding.SHUT))
    if wanted.standing in {AccountStanding.OPENED, AccountStanding.UNOPENED}:
        opened = User.password_hash.is_not(None)
        found.append(opened if wanted.standing is AccountStanding.OPENED else ~opened)
    return found


def _roles(session: Session, ids: Sequence[int], today: date) -> dict[int, list[tuple[Role, str]]]:
    rows = session.execute(
        select(Membership.user_id, Membership.role, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.user_id.in_(ids), Membership.held_on(today))
        .order_by(Membership.id)
    )
    held: dict[int, list[tuple[Role, str]]] = {}
    for user_id, role, organisation in rows:
        held.setdefault(user_id, []).append((role, organisation))
    return held


def _last_sign_ins(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    """From the events: rows of sign-ins that are over are taken away."""
    rows = session.execute(
        select(Event.subject_id, func.max(Event.at))
        .where(Event.subject_type == User.__tablename__, Event.subject_id.in_(ids))
        .where(Event.verb == "user:signed_in")
        .group_by(Event.subject_id)
    )
    return {row[0]: row[1] for row in rows}
