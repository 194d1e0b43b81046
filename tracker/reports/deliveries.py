"""What became of each mail of a meeting, and of what belongs to no meeting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, text
from sqlalchemy.orm import Session

from tracker.models.deliveries import Channel, Delivery, DeliveryKind, DeliveryState
from tracker.models.documents import Document
from tracker.models.meetings import Meeting
from tracker.models.paper_links import PaperLink
from tracker.reports.editions import is_replaced


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """error: why the last try failed. until: how long the link in it lasts, None without one.

    replaced: its paper has a later edition, so the link leads nowhere any more.
    """

    delivery_id: int
    kind: DeliveryKind
    name: str
    address: str
    state: DeliveryState
    attempts: int
    error: str
    queued_at: datetime
    sent_at: datetime | None
    until: datetime | None
    withdrawn_at: datetime | None
    read_on: date | None
    replaced: bool

    def is_open(self, at: datetime) -> bool:
        """Its link still leads somewhere."""
        stands = self.withdrawn_at is None and not self.replaced
        return self.until is not None and stands and at < self.until


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    waiting: int = 0
    sent: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.sent + self.failed


def delivery_log(
    session: Session,
    meeting: Meeting,
    kinds: Collection[DeliveryKind],
    *,
    limit: int,
    before: int | None = None,
) -> list[DeliveryLine]:
    """The newest first; before: only those asked for earlier than this one."""
    query: Select[*tuple[Any, ...]] = (
        select(
            *(Delivery.id, Delivery.kind, Delivery.recipient_name, Delivery.address),
            *(Delivery.state, Delivery.attempts, Delivery.error),
            *(Delivery.queued_at, Delivery.sent_at),
            *(PaperLink.expires_at, PaperLink.withdrawn_at, PaperLink.read_on),
            is_replaced(),
        )
        .outerjoin(PaperLink, PaperLink.key == Delivery.key)
        .outerjoin(Document, Document.id == Delivery.document_id)
        .where(_of(meeting, kinds))
        .order_by(Delivery.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Delivery.id < before)
    return [DeliveryLine(*row) for row in session.execute(query)]


def delivery_counts(
    session: Session, meeting: Meeting, kinds: Collection[DeliveryKind]
) -> DeliveryCounts:
    query = select(Delivery.state, func.count()).where(_of(meeting, kinds)).group_by(Delivery.state)
    counts = {row[0]: row[1] for row in session.execute(query)}
    return DeliveryCounts(*(counts.get(state, 0) for state in DeliveryState))


@dataclass(frozen=True, slots=True)
class SentLine:
    """What went out without a meeting; its words are not shown."""

    delivery_id: int
    kind: DeliveryKind
    channel: Channel
    name: str
    address: str
    state: DeliveryState
    error: str
    queued_at: datetime
    sent_at: datetime | None

    @property
    def place(self) -> list[int]:
        """Where it stands in the log."""
        return [0 if self.state is DeliveryState.FAILED else 1, self.delivery_id]


def general_log(
    session: Session, *, limit: int, after: tuple[int, int] | None = None
) -> list[SentLine]:
    """What belongs to no meeting: the failures first, then the newest (two statements at most).

    after: the place of the last line of the page before.
    """
    group, row_id = after or (0, None)
    failed = _general(Delivery.state == DeliveryState.FAILED)
    others = _general(Delivery.state != DeliveryState.FAILED)
    lines: list[SentLine] = []
    if group == 0:
        lines = _sent_lines(session, failed, row_id, limit)
        row_id = None
    if len(lines) < limit:
        lines += _sent_lines(session, others, row_id, limit - len(lines))
    return lines


def general_counts(session: Session) -> dict[DeliveryState, int]:
    """How much of it has not gone out, by state (one statement); what went out is not counted."""
    unsent = text("meeting_id IS NULL AND state <> 'sent'")  # word for word as its index says
    query = select(Delivery.state, func.count()).where(unsent).group_by(Delivery.state)
    return {row[0]: row[1] for row in session.execute(query)}


def _general(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Delivery.id, Delivery.kind, Delivery.channel),
            *(Delivery.recipient_name, Delivery.address, Delivery.state, Delivery.error),
            *(Delivery.queued_at, Delivery.sent_at),
        )
        .where(Delivery.meeting_id.is_(None), which)
        .order_by(Delivery.id.desc())
    )


def _sent_lines(
    session: Session, query: Select[*tuple[Any, ...]], before: int | None, limit: int
) -> list[SentLine]:
    if before is not None:
        query = query.where(Delivery.id < before)
    return [SentLine(*row) for row in session.execute(query.limit(limit))]


def is_distributed(session: Session, document_id: int) -> bool:
    """Whether a paper was sent to anyone at all; what still waits or failed does not count."""
    sent = and_(Delivery.document_id == document_id, Delivery.state == DeliveryState.SENT)
    return session.scalar(select(Delivery.id).where(sent).limit(1)) is not None


def _of(meeting: Meeting, kinds: Collection[DeliveryKind]) -> ColumnElement[bool]:
    return and_(Delivery.meeting_id == meeting.id, Delivery.kind.in_(kinds))
