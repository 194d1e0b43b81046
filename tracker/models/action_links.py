"""Tautan tugas: for staff without an account, the way to one task of their office only.

The token in a mail opens nothing by itself, for mails are forwarded and scanned. Whoever holds it
asks for a code, which goes to the address the link was made for; the code opens the task on that
device for some hours.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Versioned, choice, session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import PENDING_STATES
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Recipient
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.meetings import NAMED_ACCESS, SecurityClass
from tracker.models.organisations import Organisation

CODE_LASTS = timedelta(minutes=10)
VISIT_LASTS = timedelta(hours=4)
TRIES = 5
# Of a million codes, all that may ever be tried at one link: then it is closed.
MOST_WRONG = 15
# The n-th code makes the next one wait n minutes, up to this many.
LONGEST_PAUSE = 10


class ActionLink(Audited, Versioned, Base):
    """What a token stands for: one task, one organisation, one address known beforehand.

    channel, address: where the code that opens it is sent. issued_by: None when a reminder brought
    it. revoked_by: None for one that was guessed at too often.
    """

    __tablename__ = "action_links"
    __table_args__ = (CheckConstraint("address <> ''", name="addressed"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    address: Mapped[str]
    recipient_name: Mapped[str]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    revoked_at: Mapped[datetime | None]

    assignment: Mapped[Assignment] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.assignment.security_class

    @property
    def masked_address(self) -> str:
        """Enough of the address to know one's own: d***@contoh.example, +628***90."""
        name, at, host = self.address.partition("@")
        return f"{name[:1]}***@{host}" if at else f"{name[:4]}***{name[-2:]}"

    def is_live(self, at: datetime) -> bool:
        """Not over nor revoked, and the task still owed by this organisation and not Rahasia."""
        share = self.assignment
        owed = share.organisation_id == self.organisation_id and share.state in PENDING_STATES
        lasts = self.revoked_at is None and at < self.expires_at
        return owed and lasts and share.security_class not in NAMED_ACCESS

    def hold(self) -> None:
        session_of(self).refresh(self, with_for_update={"key_share": True})

    def revoke(self, *, by: int | None, at: datetime) -> None:
        """Dead from now on, and so is every device that opened it; twice changes nothing."""
        self.hold()
        if self.revoked_at is None:
            self.revoked_at, self.revoked_by = at, by
            record(self, "action_link:revoked", by=by, at=at)

    def new_code(self, *, secret_key: str, at: datetime) -> str:
        """Six digits for the address; the code before them is void. Writes `action_link:code_made`.

        Raises DomainError for a dead link, and while the pause after the last code lasts.
        """
        self.hold()
        if not self.is_live(at):
            raise dead_link()
        made = self._code()
        if made is None:
            made = ActionLinkCode(link_id=self.id, made=0, wrong=0)
            session_of(self).add(made)
        elif at < made.sent_at + timedelta(minutes=min(made.made, LONGEST_PAUSE)):
            raise DomainError(
                "code_pause",
                N_("Kode baru saja dikirim. Tunggu sebentar sebelum meminta kode lagi."),
            )
        code = f"{secrets.randbelow(1_000_000):06d}"
        made.digest = _digest(secret_key, self.id, code)
        made.sent_at, made.made, made.tries = at, made.made + 1, 0
        record(self, "action_link:code_made", by=None, at=at)
        return code

    def open_with(self, code: str, *, secret_key: str, device: str, at: datetime) -> str | None:
        """The token of a visit for this device; None for a wrong or worn-out code, and it counts.

        A code opens once. After MOST_WRONG wrong ones the link is closed. Writes
        `action_link:opened`. Raises DomainError for a dead link.
        """
        self.hold()
        if not self.is_live(at):
            raise dead_link()
        made = self._code()
        if made is None or not made.is_good(at):
            return None
        if not hmac.compare_digest(made.digest, _digest(secret_key, self.id, code)):
            made.tries, made.wrong = made.tries + 1, made.wrong + 1
            if made.wrong >= MOST_WRONG:
                self.revoke(by=None, at=at)
            return None
        made.tries = TRIES
        token = secrets.token_urlsafe(32)
        visit = ActionLinkVisit(
            link_id=self.id, token_hash=_hash(token), device=device[:200], opened_at=at
        )
        session_of(self).add(visit)
        record(self, "action_link:opened", by=None, at=at)
        return token

    def is_opened_by(self, token: str, at: datetime) -> bool:
        """Whether this token is of a visit to this very link that still lasts."""
        opened = session_of(self).scalar(
            select(ActionLinkVisit.opened_at).where(
                ActionLinkVisit.link_id == self.id, ActionLinkVisit.token_hash == _hash(token)
            )
        )
        return opened is not None and at < opened + VISIT_LASTS

    def has_code(self, at: datetime) -> bool:
        """A code is on its way that can still be used."""
        made = self._code()
        return made is not None and made.is_good(at)

    def _code(self) -> "ActionLinkCode | None":
        of_this = select(ActionLinkCode).where(ActionLinkCode.link_id == self.id)
        return session_of(self).scalar(of_this.with_for_update())


class ActionLinkCode(Base):
    """The code last made for a link. made, wrong: how many ever; tries: wrong ones at this code."""

    __tablename__ = "action_link_codes"

    link_id: Mapped[int] = mapped_column(ForeignKey("action_links.id"), unique=True)
    digest: Mapped[str]
    sent_at: Mapped[datetime]
    made: Mapped[int]
    tries: Mapped[int]
    wrong: Mapped[int]

    def is_good(self, at: datetime) -> bool:
        return self.tries < TRIES and at < self.sent_at + CODE_LASTS


class ActionLinkVisit(Base):
    """A device that opened a link. Its cookie holds the token, the table its hash."""

    __tablename__ = "action_link_visits"

    link_id: Mapped[int] = mapped_column(ForeignKey("action_links.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    opened_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class LinkBearer:
    """Who reports by a link, as the history names him: by the address that was known."""

    link_id: int
    name: str
    user_id: None = None

    def title_at(self, organisation_id: int) -> str:
        """A link says nothing of positions."""
        return ""


def bearer_of(link: ActionLink) -> LinkBearer:
    name = f"Tautan {link.masked_address} ({link.organisation.short_name})"
    return LinkBearer(link.id, name)


def issue_action_link(
    session: Session,
    assignment: Assignment,
    recipient: Recipient,
    *,
    lasts: timedelta,
    at: datetime,
    by: int | None,
    channel: Channel = Channel.MAIL,
) -> ActionLink:
    """A link for whom the recipient's address reaches. Writes `action_link:issued`.

    Raises DomainError for a task that is classed Rahasia or owed no longer, and for a recipient
    who has no address on this channel.
    """
    address = recipient.address if channel is Channel.MAIL else recipient.number
    if (recipient.problem and channel is Channel.MAIL) or not address:
        raise DomainError(
            "no_address", recipient.problem or N_("Instansi ini belum mempunyai nomor resmi.")
        )
    if assignment.security_class in NAMED_ACCESS:
        raise DomainError("link_secret", N_("Tugas Rahasia tidak dibuka lewat tautan."))
    if assignment.state not in PENDING_STATES:
        raise DomainError("link_ended", N_("Tugas ini sudah berakhir, jadi tidak perlu tautan."))
    link = ActionLink(
        assignment=assignment,
        organisation_id=assignment.organisation_id,
        channel=channel,
        address=address,
        recipient_name=recipient.name,
        issued_by=by,
        issued_at=at,
        expires_at=at + lasts,
    )
    session.add(link)
    record(link, "action_link:issued", by=by, at=at)
    return link


def dead_link() -> DomainError:
    return DomainError("link_dead", N_("Tautan ini sudah tidak berlaku."))


def _digest(secret_key: str, link_id: int, code: str) -> str:
    """Keyed, for a plain hash of six digits hides nothing from who reads the table."""
    words = f"action-link:{link_id}:{code}".encode()
    return hmac.new(secret_key.encode(), words, hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    """Of 256 random bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
