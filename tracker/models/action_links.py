"""Tautan tugas: for staff without an account, the way to one task of their office only."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Base, Versioned, choice
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Recipient
from tracker.models.events import Audited, record
from tracker.models.meetings import SecurityClass

CODE_LASTS = timedelta(minutes=10)


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

    @property
    def security_class(self) -> SecurityClass:
        return self.assignment.security_class


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
    """A link for whom the recipient's address reaches. Writes `action_link:issued`."""
    link = ActionLink(
        assignment=assignment,
        organisation_id=assignment.organisation_id,
        channel=channel,
        address=recipient.address,
        recipient_name=recipient.name,
        issued_by=by,
        issued_at=at,
        expires_at=at + lasts,
    )
    session.add(link)
    record(link, "action_link:issued", by=by, at=at)
    return link
