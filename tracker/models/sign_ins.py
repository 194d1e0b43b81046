"""Sign-ins that can be ended from the server, one-time links, and the throttle."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, bindparam, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.users import Actor, User, acting, roles_held

IDLE_LIMIT = timedelta(hours=12)
ABSOLUTE_LIMIT = timedelta(days=7)
SEEN_STEP = timedelta(minutes=5)
LINK_LIFETIME = timedelta(days=3)
THROTTLE_WINDOW = timedelta(minutes=15)
THROTTLE_ACCOUNT = 8
THROTTLE_NETWORK = 60
GUESS_WINDOW = timedelta(minutes=1)
THROTTLE_GUESSES = 30
# Which codes are guessed at.
PAPERS, DESKS, LINKS = "check", "desk", "link"


def token_hash(token: str) -> str:
    """What is stored of a secret token: it has 256 random bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignIn(Base):
    """One browser's sign-in. The cookie holds the token, the table its hash."""

    __tablename__ = "sign_ins"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")
    network: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship(back_populates="sign_ins", lazy="joined", innerjoin=True)

    def end(self, *, at: datetime) -> None:
        self.ended_at = self.ended_at or at


@dataclass(frozen=True, slots=True)
class Visit:
    """A live sign-in, and who acts by it."""

    sign_in_id: int
    seen_at: datetime
    actor: Actor

    def seen_long_ago(self, *, at: datetime) -> bool:
        return at - self.seen_at >= SEEN_STEP


class AccountLink(Base):
    """A one-time link by which a user sets a password; made by the admin, shown once."""

    __tablename__ = "account_links"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    def is_good(self, *, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at and self.user.active

    def use(self, password_hash: str, *, at: datetime) -> None:
        """Set the password and end every sign-in. Raises DomainError when used or too old."""
        self.user.hold()  # a sign-in with the old password is over by now, or waits for the new one
        session_of(self).refresh(self)
        if not self.is_good(at=at):
            raise DomainError(
                "link_spent",
                N_("Tautan ini sudah dipakai atau kedaluwarsa. Mintalah tautan baru kepada admin."),
            )
        self.used_at = at
        end_sign_ins(session_of(self), self.user_id, at=at)
        self.user.set_password(password_hash, at=at)


class SignInAttempt(Base):
    """A failed attempt, counted for the account tried and for the network it came from.

    Unknown codes on the public pages are counted here too, those of papers, of check-in desks and
    of links in mails apart.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_bucket_at", "bucket", "at"),)

    bucket: Mapped[str]
    at: Mapped[datetime]


def account_of(session: Session, login: str, password_hash: str) -> User | None:
    """The active account of this login, held until the act is stored, if its password is still
    the one that was checked before: a password set meanwhile wins.

    login: normalised.
    """
    return session.scalar(
        select(User)
        .where(User.login == login, User.active, User.password_hash == password_hash)
        .with_for_update(key_share=True)
    )


def start_sign_in(session: Session, user: User, *, at: datetime, device: str, network: str) -> str:
    """A new sign-in; returns the token for the cookie, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        user_id=user.id,
        token_hash=token_hash(token),
        created_at=at,
        seen_at=at,
        device=device[:200],
        network=network,
    )
    session.add(row)
    record(user, "user:signed_in", by=user.id, at=at)
    return token


def find_sign_in(session: Session, token: str) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))


def find_visit(session: Session, token: str, *, at: datetime, today: date) -> Visit | None:
    """What every request asks first: is this sign-in live, and who is it? (one statement)."""
    rows = session.execute(
        _live_visit(), {"token_hash": token_hash(token), "today": today, **_live_since(at)}
    ).all()
    return Visit(rows[0].sign_in_id, rows[0].seen_at, acting(rows)) if rows else None


def sign_out(user: User, *, by: int, at: datetime, but: int | None = None) -> None:
    """End every sign-in at the wish of the user or the admin, but the one of this id."""
    end_sign_ins(session_of(user), user.id, at=at, but=but)
    record(user, "user:signed_out", by=by, at=at)


def end_sign_ins(session: Session, user_id: int, *, at: datetime, but: int | None = None) -> None:
    """End the live sign-ins of a user as part of another act."""
    session.execute(
        update(SignIn)
        .where(
            SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.id.is_distinct_from(but)
        )
        .values(ended_at=at)
    )


def live_sign_ins(session: Session, user_id: int, *, at: datetime) -> list[SignIn]:
    """Where the account is signed in now, the one used last first."""
    rows = session.scalars(
        select(SignIn)
        .where(SignIn.user_id == user_id, _LIVE)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc()),
        _live_since(at),
    )
    return list(rows)


def make_account_link(session: Session, user: User, *, by: int | None, at: datetime) -> str:
    """A fresh link token (older unused ones die); returns it once."""
    session.execute(
        update(AccountLink)
        .where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
        .values(expires_at=at)
    )
    token = secrets.token_urlsafe(32)
    session.add(
        AccountLink(
            user_id=user.id,
            token_hash=token_hash(token),
            created_at=at,
            expires_at=at + LINK_LIFETIME,
        )
    )
    record(user, "user:link_made", by=by, at=at)
    return token


def find_account_link(session: Session, token: str) -> AccountLink | None:
    return session.scalar(select(AccountLink).where(AccountLink.token_hash == token_hash(token)))


def throttled(session: Session, *, account: str, network: str, at: datetime) -> bool:
    """Too many failures lately for this account or network. Never a lasting lock."""
    since = at - THROTTLE_WINDOW
    rows = session.execute(
        select(SignInAttempt.bucket, func.count())
        .where(SignInAttempt.bucket.in_([_account(account), _network(network)]))
        .where(SignInAttempt.at > since)
        .group_by(SignInAttempt.bucket)
    )
    counts = {row[0]: row[1] for row in rows}
    return (
        counts.get(_account(account), 0) >= THROTTLE_ACCOUNT
        or counts.get(_network(network), 0) >= THROTTLE_NETWORK
    )


def note_failure(session: Session, *, account: str, network: str, at: datetime) -> None:
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= at - THROTTLE_WINDOW))
    for bucket in (_account(account), _network(network)):
        session.add(SignInAttempt(bucket=bucket, at=at))


def forget_failures(session: Session, *, account: str) -> None:
    session.execute(delete(SignInAttempt).where(SignInAttempt.bucket == _account(account)))


def guesses_exhausted(session: Session, *, network: str, at: datetime, of: str = PAPERS) -> bool:
    """Too many unknown codes of this kind tried from this network within the last minute."""
    tried = session.scalar(
        select(func.count())
        .where(SignInAttempt.bucket == _guesses(of, network))
        .where(SignInAttempt.at > at - GUESS_WINDOW)
    )
    return (tried or 0) >= THROTTLE_GUESSES


def note_guess(session: Session, *, network: str, at: datetime, of: str = PAPERS) -> None:
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= at - THROTTLE_WINDOW))
    session.add(SignInAttempt(bucket=_guesses(of, network), at=at))


def note_check(session: Session, *, network: str, known: bool, at: datetime) -> None:
    """The same for a paper's code, whether anybody has it or not: one that is right is written
    down as well, of no network, so that it neither counts nor can be told by its time.
    """
    note_guess(session, network="" if known else network, at=at, of=PAPERS)


def _account(account: str) -> str:
    return f"account:{token_hash(account)}"


def _network(network: str) -> str:
    return f"network:{network}"


def _guesses(of: str, network: str) -> str:
    return f"{of}:{network}"


def _live_since(at: datetime) -> dict[str, datetime]:
    return {"seen_after": at - IDLE_LIMIT, "begun_after": at - ABSOLUTE_LIMIT}


_LIVE = (
    SignIn.ended_at.is_(None)
    & (SignIn.seen_at > bindparam("seen_after"))
    & (SignIn.created_at > bindparam("begun_after"))
)


@cache
def _live_visit() -> Select[*tuple[Any, ...]]:
    """Put together once: every request asks it."""
    return (
        roles_held()
        .add_columns(SignIn.id.label("sign_in_id"), SignIn.seen_at)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == bindparam("token_hash"), _LIVE, User.active)
    )
