"""Pengiriman: one message to one recipient, from when it was asked for until it went out."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Base, Labelled, Versioned, choice, session_of
from tracker.infra.text import N_, clean_line
from tracker.models.addresses import checked_address
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.jobs import enqueue
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.phones import checked_number

DELIVER = "deliver"
DELIVER_MESSAGE = "deliver_message"
# A mail server may be away over a weekend; what is older than this nobody expects any more.
GIVE_UP_AFTER = timedelta(days=3)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
# Fixed, so that a second try is the same mail to the server that took the first.
MESSAGE_HOST = "rakor.internal"


_UNSENT = text("meeting_id IS NULL AND state <> 'sent'")


class Channel(Labelled):
    """By which way a message goes out; one that is down does not hold up the other."""

    MAIL = "mail", N_("Surel")
    WEBHOOK = "webhook", N_("Pesan")


class DeliveryKind(Labelled):
    """What a message is about; whoever sends a new sort adds its member."""

    INVITATION = "invitation", N_("Undangan")
    INVITATION_REMINDER = "invitation_reminder", N_("Pengingat undangan")
    MEETING_CHANGED = "meeting_changed", N_("Perubahan rapat")
    MEETING_CANCELLED = "meeting_cancelled", N_("Pembatalan rapat")
    UPDATE_REQUEST = "update_request", N_("Permintaan laporan kemajuan")
    REVIEW = "review", N_("Permintaan pemeriksaan notula")
    MINUTES = "minutes", N_("Notula")
    TASK_REMINDER = "task_reminder", N_("Pengingat tugas")
    TASK_LINK = "task_link", N_("Tautan tugas")
    DIRECTIVE = "directive", N_("Arahan")
    ESCALATION = "escalation", N_("Teguran")
    TEST = "test", N_("Pesan uji")
    ACCESS_CODE = "access_code", N_("Kode akses")


class DeliveryState(Labelled):
    WAITING = "waiting", N_("Menunggu dikirim")
    SENT = "sent", N_("Terkirim")
    FAILED = "failed", N_("Gagal dikirim")


class Attached(TypedDict):
    """A file of the store that goes with a mail, under the name the recipient sees."""

    key: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail goes to. problem: why it cannot, as one Indonesian sentence, else empty.

    number: the official one for messages, where there is one.
    """

    name: str
    address: str
    organisation_id: int | None = None
    problem: str = ""
    number: str = ""


class Delivery(Audited, Versioned, Base):
    """A message as it was composed when asked for, so that a later try is the same message.

    meeting_id: None for what belongs to no meeting; it tells nothing that is classed. address: a
    mail address, or a number for messages. key: what this is, given once: the same act tells a
    recipient once. calendar: an iCalendar text with its method, or both empty. url: where a
    message leads. error: why the last try did not succeed. queued_at: when it was asked for, by
    hand once more counts anew.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_meeting_id_id", "meeting_id", "id"),
        Index(
            "ix_deliveries_unsent",
            *("state", "id"),
            sqlite_where=_UNSENT,
            postgresql_where=_UNSENT,
        ),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        CheckConstraint("address <> ''", name="addressed"),
    )

    # Its members grow with the program; the database would need a migration for each.
    kind: Mapped[DeliveryKind] = mapped_column(
        Enum(
            DeliveryKind,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        )
    )
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    recipient_name: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="")
    calendar_method: Mapped[str] = mapped_column(default="")
    attachments: Mapped[list[Attached]] = mapped_column(JSON, default=list)
    message_id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    queued_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(
        choice(DeliveryState, "state"), default=DeliveryState.WAITING
    )
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    channel: Mapped[Channel] = mapped_column(
        choice(Channel, "channel"),
        default=Channel.MAIL,
        server_default=Channel.MAIL.value,
        info=LATER,
    )
    url: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)

    meeting: Mapped[Meeting | None] = relationship()

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class if self.meeting else SecurityClass.OPEN

    def hold(self) -> None:
        """See the row as it is now, and keep others from changing it until this act is stored."""
        session_of(self).refresh(self, with_for_update={"key_share": True})

    def mark_sent(self, *, at: datetime) -> None:
        """The mail server took it. A mail that was taken twice was the same mail."""
        if self.state is DeliveryState.SENT:
            return
        self.state, self.sent_at, self.error = DeliveryState.SENT, at, ""
        self.attempts += 1
        record(self, "delivery:sent", by=None, at=at)

    def put_off(self, error: str, *, at: datetime) -> datetime | None:
        """A try that may succeed later; returns when to try again, None once it is given up."""
        if at - self.queued_at >= GIVE_UP_AFTER:
            self.fail(error, at=at)
            return None
        pause = PAUSES[min(self.attempts, len(PAUSES) - 1)]
        self.attempts, self.error = self.attempts + 1, error
        record(self, "delivery:put_off", by=None, at=at)
        return at + pause

    def fail(self, error: str, *, at: datetime) -> None:
        """Given up, visibly; `retry` is the way on."""
        self.state, self.error = DeliveryState.FAILED, error
        self.attempts += 1
        record(self, "delivery:failed", by=None, at=at)

    def retry(self, *, by: int, at: datetime) -> None:
        """Send once more what was given up. Raises DomainError unless it was."""
        self.hold()
        if self.state is not DeliveryState.FAILED:
            raise DomainError(
                "not_failed", N_("Kiriman ini tidak gagal, jadi tidak dikirim ulang.")
            )
        self.state, self.queued_at, self.attempts = DeliveryState.WAITING, at, 0
        _ask(self, at=at)
        record(self, "delivery:retried", by=by, at=at)


def queue_mail(
    session: Session,
    kind: DeliveryKind,
    meeting: Meeting | None,
    recipient: Recipient,
    *,
    subject: str,
    body: str,
    key: str,
    at: datetime,
    by: int | None = None,
    calendar: str = "",
    calendar_method: str = "",
    attachments: Iterable[Attached] = (),
    document: Document | None = None,
) -> Delivery:
    """Ask for one mail in the running transaction; with a key known already, that very mail.

    meeting: None for a mail that belongs to no meeting; whoever asks for it then answers for
    telling nothing above Biasa. body: plain text. attachments: bytes the store holds already.
    Writes `delivery:queued`. Raises DomainError for a recipient who cannot be reached or whose
    address is none.
    """
    known = _known(session, key)
    if known is not None:
        return known
    if recipient.problem or not recipient.address:
        raise DomainError(
            "no_address", recipient.problem or N_("Penerima ini tidak mempunyai alamat surel.")
        )
    delivery = Delivery(
        kind=kind,
        meeting_id=meeting.id if meeting else None,
        document_id=document.id if document else None,
        organisation_id=recipient.organisation_id,
        recipient_name=clean_line(recipient.name),
        address=checked_address(recipient.address),
        subject=clean_line(subject),
        body=body,
        calendar=calendar,
        calendar_method=calendar_method,
        attachments=list(attachments),
        message_id=f"<{secrets.token_hex(16)}@{MESSAGE_HOST}>",
        key=key,
        queued_at=at,
    )
    return _queued(session, delivery, by=by, at=at)


def queue_message(
    session: Session,
    kind: DeliveryKind,
    meeting: Meeting | None,
    recipient: Recipient,
    *,
    subject: str,
    text: str,
    url: str,
    key: str,
    at: datetime,
    by: int | None = None,
) -> Delivery:
    """The same by the gateway for messages, to the number of the recipient's office.

    url: where the message leads, apart from its text. Raises DomainError without a number.
    """
    known = _known(session, key)
    if known is not None:
        return known
    if not recipient.number:
        raise DomainError("no_number", N_("Penerima ini tidak mempunyai nomor untuk pesan."))
    delivery = Delivery(
        channel=Channel.WEBHOOK,
        kind=kind,
        meeting_id=meeting.id if meeting else None,
        organisation_id=recipient.organisation_id,
        recipient_name=clean_line(recipient.name),
        address=checked_number(recipient.number),
        subject=clean_line(subject),
        body=text,
        url=url,
        message_id=f"<{secrets.token_hex(16)}@{MESSAGE_HOST}>",
        key=key,
        queued_at=at,
    )
    return _queued(session, delivery, by=by, at=at)


def _known(session: Session, key: str) -> Delivery | None:
    return session.scalar(select(Delivery).where(Delivery.key == key))


def _queued(session: Session, delivery: Delivery, *, by: int | None, at: datetime) -> Delivery:
    session.add(delivery)
    session.flush()
    _ask(delivery, at=at)
    record(delivery, "delivery:queued", by=by, at=at)
    return delivery


def _ask(delivery: Delivery, *, at: datetime) -> None:
    job = DELIVER if delivery.channel is Channel.MAIL else DELIVER_MESSAGE
    enqueue(session_of(delivery), job, {"delivery_id": delivery.id}, at=at)
