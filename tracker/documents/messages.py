"""Telling an office something by every way it has: mail, and a message where there is a gateway."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.models.deliveries import Delivery, DeliveryKind, Recipient, queue_mail, queue_message
from tracker.models.meetings import Meeting


def tell(
    session: Session,
    kind: DeliveryKind,
    meeting: Meeting | None,
    recipient: Recipient,
    *,
    subject: str,
    body: str,
    text: str,
    url: str,
    key: str,
    settings: Settings,
    at: datetime,
    by: int | None = None,
) -> list[Delivery]:
    """Queue a mail where there is an address, and a message where number and gateway are there.

    body: of the mail. text: of the message, shorter, without the link, which is `url`. key: the
    same act again tells nobody twice. Without a meeting nothing above Biasa may be told. Raises
    DomainError for who can be reached by neither way.
    """
    by_message = has_message(recipient, settings)
    told = []
    if recipient.address or not by_message:
        told.append(
            queue_mail(
                session, kind, meeting, recipient, subject=subject, body=body, key=key, at=at, by=by
            )
        )
    if by_message:
        told.append(
            queue_message(
                session,
                kind,
                meeting,
                recipient,
                subject=subject,
                text=text,
                url=url,
                key=f"{key}:message",
                at=at,
                by=by,
            )
        )
    return told


def is_reached(recipient: Recipient, settings: Settings) -> bool:
    """Whether `tell` has any way to this recipient."""
    return bool(recipient.address and not recipient.problem) or has_message(recipient, settings)


def has_message(recipient: Recipient, settings: Settings) -> bool:
    return bool(recipient.number and settings.webhook_url)
