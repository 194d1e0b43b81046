"""Who may sign in, in which role for which organisation, and the acting user as verbs see it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Row,
    Select,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship, validates

from tracker.infra.orm import Base, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Appointment, Person, Position, Post, titled

if TYPE_CHECKING:
    from tracker.models.sign_ins import SignIn


class Role(Labelled):
    ADMIN = "admin", N_("Admin")
    SECRETARIAT = "secretariat", N_("Sekretariat")
    AGENCY = "agency", N_("Perangkat daerah")
    LEADER = "leader", N_("Pimpinan")


class User(Editable):
    """A sign-in. password_hash is empty until the one-time link has been used."""

    __tablename__ = "users"
    noun: ClassVar[str] = "user"
    __table_args__ = (CheckConstraint("login <> '' AND name <> ''", name="named"),)

    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", order_by="Membership.id"
    )
    sign_ins: Mapped[list["SignIn"]] = relationship(back_populates="user")

    @validates("login")
    def _normalise_login(self, _key: str, login: str) -> str:
        return normalise_login(login)

    def deactivate(self, *, by: int, at: datetime, on: date) -> None:
        """Shut the account; its sign-ins end with it. on: the office's day.

        Raises DomainError for one's own account and for the last admin's.
        """
        if by == self.id:
            raise DomainError("own_account", N_("Anda tidak dapat menonaktifkan akun sendiri."))
        _keep_an_admin(self, self.memberships, on=on)
        self.active = False
        for sign_in in self.sign_ins:
            sign_in.end(at=at)
        record(self, "user:deactivated", by=by, at=at)

    def activate(self, *, by: int, at: datetime) -> None:
        self.active = True
        record(self, "user:activated", by=by, at=at)

    def set_password(self, password_hash: str, *, at: datetime) -> None:
        """Store a new hash, made outside the transaction by infra/passwords."""
        self.password_hash = password_hash
        record(self, "user:password_set", by=self.id, at=at)

    def join(
        self, organisation: Organisation, role: Role, *, by: int | None, at: datetime, since: date
    ) -> "Membership":
        """Give a role in an organisation. Raises DomainError when it is already held.

        A role given back on the day it was ended goes on, as if it had never been ended.
        """
        same = [m for m in self.memberships if (m.organisation, m.role) == (organisation, role)]
        if any(m.until is None for m in same):
            raise DomainError("already_member", N_("Akun ini sudah memiliki peran tersebut."))
        membership = next((m for m in same if m.since == since), None)
        if membership is None:
            membership = Membership(organisation=organisation, role=role, since=since)
            self.memberships.append(membership)
        membership.until = None
        record(
            self,
            "user:joined",
            by=by,
            at=at,
            data={"role": role, "organisation_id": organisation.id},
        )
        return membership

    def leave(self, membership: "Membership", *, by: int, at: datetime, on: date) -> None:
        """End a membership; from the next request on it counts no more. on: the office's day.

        Raises DomainError when it has ended already, and for the last admin's.
        """
        if membership.until is not None and membership.until <= on:
            raise DomainError("already_left", N_("Peran ini sudah berakhir."))
        _keep_an_admin(self, [membership], on=on)
        membership.until = max(on, membership.since)
        record(self, "user:left", by=by, at=at, data={"membership_id": membership.id})


class Membership(Audited, Base):
    """A role in an organisation from `since` to before `until` (local dates)."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("user_id", "organisation_id", "role", "since"),
        CheckConstraint("until IS NULL OR until >= since", name="period"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    since: Mapped[date]
    until: Mapped[date | None]

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()

    @classmethod
    def held_on(cls, day: date | BindParameter[date]) -> ColumnElement[bool]:
        return (cls.since <= day) & (cls.until.is_(None) | (cls.until > day))


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with the roles held today: what policy asks about and what verbs are done by.

    Each set holds organisation ids. leads_all: Governor, Wakil and Sekda (a leader's membership
    at the regional secretariat); secretariat_all likewise covers every bureau. posts: what the
    register of officials says he holds; who heads an organisation there works as one of its own.
    """

    user_id: int
    name: str
    office: str
    person_id: int | None
    is_admin: bool
    secretariat: frozenset[int]
    agencies: frozenset[int]
    leads: frozenset[int]
    secretariat_all: bool
    leads_all: bool
    posts: frozenset[Post]

    @property
    def organisations(self) -> frozenset[int]:
        return self.secretariat | self.agencies | self.leads

    @property
    def is_secretariat(self) -> bool:
        return bool(self.secretariat)

    @property
    def is_leader(self) -> bool:
        return bool(self.leads)

    @property
    def is_agency(self) -> bool:
        return bool(self.agencies)

    def serves(self, unit_id: int) -> bool:
        """Is part of the secretariat that records and verifies for this organising unit."""
        return self.secretariat_all or unit_id in self.secretariat

    def heads(self, unit_id: int) -> bool:
        return self.leads_all or unit_id in self.leads

    @property
    def link_id(self) -> None:
        """An account acts by itself, and by no link."""

    def title_at(self, organisation_id: int) -> str:
        """The capacity in which he acts for this organisation today; empty when he has none."""
        held = [post for post in self.posts if post.organisation_id == organisation_id]
        held.sort(key=lambda post: (not post.heads_it, post.position_id))
        return held[0].title if held else ""


@cache
def roles_held() -> Select[*tuple[Any, ...]]:
    """The rows of users that `acting` reads: one a role held on the day `:today`, or one in all.

    A leader's also name the units below: an Asisten leads the bureaus placed under him. Each stands
    once for every position the user's person holds that day, Plt. and Plh. within their period.
    """
    below = aliased(Organisation)
    today = bindparam("today", type_=Date())
    return (
        select(
            *(User.id.label("user_id"), User.name, User.person_id, Membership.role),
            *(Organisation.id, Organisation.kind, Organisation.name.label("office")),
            below.id.label("below"),
            *(Position.id.label("position_id"), Position.title, Position.level),
            *(Position.organisation_id.label("seat"), Appointment.capacity),
        )
        .outerjoin(Membership, (Membership.user_id == User.id) & Membership.held_on(today))
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(below, (below.parent_id == Organisation.id) & (Membership.role == Role.LEADER))
        .outerjoin(
            Appointment, (Appointment.person_id == User.person_id) & Appointment.held_on(today)
        )
        .outerjoin(Position, Position.id == Appointment.position_id)
        .order_by(Membership.id)
    )


def acting(rows: Sequence[Row[*tuple[Any, ...]]]) -> Actor:
    """The user of these rows of `roles_held`, as he may act on their day."""
    held = {role: frozenset(row.id for row in rows if row.role is role) for role in Role}
    below = frozenset(row.below for row in rows if row.below is not None)
    posts = frozenset(
        Post(row.position_id, row.seat, titled(row.capacity, row.title), row.level)
        for row in rows
        if row.position_id is not None
    )
    headed = frozenset(post.organisation_id for post in posts if post.heads_it)
    central = {row.role for row in rows if row.kind is OrganisationKind.REGIONAL_SECRETARIAT}
    return Actor(
        user_id=rows[0].user_id,
        name=rows[0].name,
        office=rows[0].office or min((post.title for post in posts), default=""),
        person_id=rows[0].person_id,
        is_admin=bool(held[Role.ADMIN]),
        secretariat=held[Role.SECRETARIAT],
        agencies=held[Role.AGENCY] | headed,
        leads=held[Role.LEADER] | below,
        secretariat_all=Role.SECRETARIAT in central,
        leads_all=Role.LEADER in central,
        posts=posts,
    )


def actor_of(session: Session, user: User, *, today: date) -> Actor:
    """The user as he may act today (one statement)."""
    query = roles_held().where(User.id == user.id)
    return acting(session.execute(query, {"today": today}).all())


def leaders_of(unit_id: int, *, on: date) -> Select[int]:
    """Ids of the users who head the unit on that day: the select beside `Actor.heads`."""
    unit = aliased(Organisation)
    above = select(unit.parent_id).where(unit.id == unit_id, unit.parent_id.is_not(None))
    return (
        select(Membership.user_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.role == Role.LEADER, Membership.held_on(on))
        .where(
            (Organisation.id == unit_id)
            | Organisation.id.in_(above)
            | (Organisation.kind == OrganisationKind.REGIONAL_SECRETARIAT)
        )
    )


def _keep_an_admin(user: User, ending: list[Membership], *, on: date) -> None:
    """Somebody who can sign in must remain to make accounts; of two rivals one waits here."""
    admins = session_of(user).scalars(
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == Role.ADMIN, Membership.since <= on, Membership.until.is_(None))
        .where(User.active, User.password_hash.is_not(None))
        .order_by(Membership.id)
        .with_for_update()
    )
    left = set(admins)
    if left and left <= {membership.id for membership in ending}:
        raise DomainError(
            "last_admin", N_("Akun ini satu-satunya admin. Angkat admin lain lebih dahulu.")
        )


def normalise_login(login: str) -> str:
    """One spelling of a login: NFKC, trimmed, casefolded, so that look-alikes meet."""
    return unicodedata.normalize("NFKC", login).strip().casefold()
