"""The log of a meeting's mail, on whatever page it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for

from tracker.infra.db import db
from tracker.models.deliveries import DeliveryKind
from tracker.models.meetings import Meeting
from tracker.reports.deliveries import DeliveryCounts, DeliveryLine, delivery_counts, delivery_log
from tracker.web.context import now, settings
from tracker.web.paging import PAGE_SIZE, Page, after_id, page_of


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """url: answers with the log alone, as it is then. is_set: whether a mail server is known."""

    meeting: Meeting
    page: Page[DeliveryLine]
    counts: DeliveryCounts
    url: str
    back_url: str
    is_set: bool
    at: datetime


def delivery_page(
    meeting: Meeting, kinds: Collection[DeliveryKind], *, back_url: str | None = None
) -> DeliveryPage:
    """Two statements. back_url: where an act on one mail leads back to, else to this very page."""
    lines = delivery_log(db.session(), meeting, kinds, limit=PAGE_SIZE + 1, before=after_id())
    wanted = [kind.value for kind in kinds]
    return DeliveryPage(
        meeting=meeting,
        page=page_of(lines, lambda line: [line.delivery_id]),
        counts=delivery_counts(db.session(), meeting, kinds),
        url=url_for("deliveries.index", meeting_id=meeting.id, jenis=wanted),
        back_url=back_url or request.path,
        is_set=bool(settings().mail_url),
        at=now(),
    )
