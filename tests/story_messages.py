"""The part of the story that is told without a meeting and without an account."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tests.factories import NOW, make_assignment
from tracker.models.action_links import issue_action_link
from tracker.models.deliveries import DeliveryKind, Recipient, queue_mail


def tell_of_messages(session: Session, *, by: int, later: datetime) -> None:
    office = Recipient("Dinas Contoh", "dinas@contoh.example")
    lone = queue_mail(
        session,
        DeliveryKind.TASK_REMINDER,
        None,
        office,
        subject="Pengingat",
        body="Dengan hormat …",
        key="cerita:tanpa-rapat",
        at=NOW,
    )
    lone.mark_sent(at=later)
    share, lasts = make_assignment(session), timedelta(days=7)
    issue_action_link(session, share, office, lasts=lasts, at=NOW, by=by)
