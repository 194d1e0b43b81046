"""What became of each mail of a meeting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from tracker.models.deliveries import Delivery, DeliveryKind, DeliveryState
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


def is_distributed(session: Session, document_id: int) -> bool:
    """Whether a paper was sent to anyone at all; what still waits or failed does not count."""
    sent = and_(Delivery.document_id == document_id, Delivery.state == DeliveryState.SENT)
    return session.scalar(select(Delivery.id).where(sent).limit(1)) is not None


def _of(meeting: Meeting, kinds: Collection[DeliveryKind]) -> ColumnElement[bool]:
    return and_(Delivery.meeting_id == meeting.id, Delivery.kind.in_(kinds))
