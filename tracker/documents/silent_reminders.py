"""Reminding in one act all who have not reported on an action: one mail to each, once a day.

Of what is Terbatas only the number stands in it; of Rahasia nobody is reminded by mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.documents.action_links import task_addresses
from tracker.documents.mails import mail_text
from tracker.documents.messages import tell
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.deliveries import Delivery, DeliveryKind, Recipient
from tracker.models.errors import DomainError
from tracker.models.meetings import NAMED_ACCESS, SecurityClass
from tracker.reports.grid import silent_shares
from tracker.reports.recipients import Office, recipients_for


@dataclass(frozen=True, slots=True)
class Silent:
    """One organisation that has not reported. reminded: it was mailed about this today already."""

    organisation: str
    recipient: Recipient
    assignment_id: int
    due_on: date | None
    key: str
    reminded: bool

    @property
    def to_mail(self) -> bool:
        return not self.reminded and not self.recipient.problem


def silent_on(session: Session, action: Action, *, today: date) -> list[Silent]:
    """Who is silent on an action, by name, and how each is reached (five statements)."""
    shares = silent_shares(session, action.id)
    offices = recipients_for(session, [Office(row.organisation_id) for row in shares], on=today)
    keys = [f"silent:{row.id}:{today.isoformat()}" for row in shares]
    mailed = set(session.scalars(select(Delivery.key).where(Delivery.key.in_(keys))))
    return [
        Silent(row.name, office, row.id, row.due_on, key, key in mailed)
        for row, office, key in zip(shares, offices, keys, strict=True)
    ]


def remind_silent(
    session: Session, action: Action, *, by: int, at: datetime, today: date, settings: Settings
) -> Sequence[Silent]:
    """Mail those that can be mailed and were not today; returns them. Call inside `write`.

    Raises DomainError when there is none, or the action is for named readers only.
    """
    if action.security_class in NAMED_ACCESS:
        raise DomainError("secret_by_mail", N_("Yang bersifat Rahasia tidak diingatkan per surel."))
    action.hold()
    chosen = [silent for silent in silent_on(session, action, today=today) if silent.to_mail]
    if not chosen:
        raise DomainError(
            "nobody_to_remind", N_("Tidak ada instansi yang masih perlu diingatkan hari ini.")
        )
    for silent in chosen:
        ids, who = [silent.assignment_id], silent.recipient
        urls = task_addresses(session, ids, who, settings=settings, at=at, on=today)
        url, subject = urls[silent.assignment_id], f"Laporan {action.reference} belum kami terima"
        tell(
            session,
            DeliveryKind.TASK_REMINDER,
            action.meeting,
            who,
            subject=f"Pengingat: {subject}",
            body=_body(action, silent, url),
            text=f"Yth. {who.name}\n\n{subject}. Mohon dilaporkan melalui tautan berikut.",
            url=url,
            key=silent.key,
            settings=settings,
            at=at,
            by=by,
        )
    return chosen


def _body(action: Action, silent: Silent, url: str) -> str:
    directive = action.directive
    return mail_text(
        "silent_reminder",
        name=silent.recipient.name,
        reference=action.reference,
        sentence=action.sentence if action.security_class is SecurityClass.OPEN else "",
        giver=directive.giver_position if directive else "",
        due_on=silent.due_on,
        url=url,
        unit=action.unit.name,
    )
