"""Links to one task: their addresses, the mail that brings one, and the code that opens it."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.documents.mails import mail_text
from tracker.infra.signed_links import read, sign
from tracker.models.action_link_rules import action_link_rules
from tracker.models.action_links import CODE_LASTS, ActionLink, issue_action_link
from tracker.models.assignment_states import OPEN_STATES
from tracker.models.assignments import Assignment
from tracker.models.deliveries import (
    Channel,
    Delivery,
    DeliveryKind,
    Recipient,
    queue_mail,
    queue_message,
)
from tracker.models.meetings import NAMED_ACCESS, SecurityClass
from tracker.models.users import Membership, Role, User

PURPOSE = "tugas"


def link_address(link: ActionLink, settings: Settings) -> str:
    return f"{settings.base_url}/tautan-tugas/{link_token(link.id, settings.secret_key)}"


def is_link(url: str, settings: Settings) -> bool:
    return url.startswith(f"{settings.base_url}/tautan-tugas/")


def link_token(link_id: int, secret_key: str) -> str:
    """What stands for a link in an address."""
    return sign(secret_key, PURPOSE, link_id)


def read_link_token(token: str, secret_key: str) -> int | None:
    """The link of a token; None for anything that we did not make."""
    link_id = read(secret_key, PURPOSE, token)
    return link_id if isinstance(link_id, int) else None


def send_link(
    session: Session,
    share: Assignment,
    recipient: Recipient,
    channel: Channel,
    *,
    settings: Settings,
    by: int,
    at: datetime,
) -> ActionLink:
    """Make a link and send it where its code will go too. Of Terbatas only the number is told.

    Raises DomainError as `issue_action_link`.
    """
    rules, _version = action_link_rules(session)
    link = issue_action_link(
        session, share, recipient, lasts=rules.lasts, at=at, by=by, channel=channel
    )
    open_class = share.security_class is SecurityClass.OPEN
    words = mail_text(
        "task_link",
        office=recipient.name,
        reference=share.action.reference,
        sentence=share.action.sentence if open_class else "",
        due_on=share.due_on,
        unit=share.action.unit.name,
        until=link.expires_at,
        zone=settings.timezone,
    )
    _send(
        session,
        link,
        DeliveryKind.TASK_LINK,
        subject=f"Laporan tugas {share.action.reference}",
        words=words,
        url=link_address(link, settings),
        key=f"task-link:{link.id}",
        by=by,
        at=at,
    )
    return link


def send_code(session: Session, link: ActionLink, *, settings: Settings, at: datetime) -> None:
    """Make a code and send it to the address of the link. Raises DomainError as `new_code`."""
    code = link.new_code(secret_key=settings.secret_key, at=at)
    words = mail_text("access_code", code=code, minutes=int(CODE_LASTS.total_seconds()) // 60)
    _send(
        session,
        link,
        DeliveryKind.ACCESS_CODE,
        subject="Kode akses Rakor",
        words=words,
        url="",
        key=f"task-code:{link.id}:{at.isoformat()}",
        by=None,
        at=at,
    )


def task_addresses(
    session: Session,
    share_ids: Collection[int],
    recipient: Recipient,
    *,
    settings: Settings,
    at: datetime,
    on: date,
) -> dict[int, str]:
    """Where a reminder leads for each share, by its id.

    A link for an office of which nobody has an account, where the admin lets reminders bring them;
    one that lasts for at least half its time yet serves again. For all others the page behind
    sign-in. Call inside `write`.
    """
    rules, _version = action_link_rules(session)
    plain = {share_id: f"{settings.base_url}/tugas/{share_id}" for share_id in share_ids}
    reached = recipient.organisation_id and recipient.address and not recipient.problem
    if not (rules.in_reminders and reached) or _has_account(session, recipient, on):
        return plain
    fitting = (
        select(ActionLink)
        .where(ActionLink.assignment_id.in_(plain), ActionLink.address == recipient.address)
        .where(ActionLink.organisation_id == recipient.organisation_id)
        .where(ActionLink.revoked_at.is_(None), ActionLink.expires_at >= at + rules.lasts / 2)
    )
    links = {link.assignment_id: link for link in session.scalars(fitting)}
    missing = select(Assignment).where(Assignment.id.in_(plain.keys() - links.keys()))
    for share in session.scalars(missing):
        if share.security_class not in NAMED_ACCESS and share.state in OPEN_STATES:
            links[share.id] = issue_action_link(
                session, share, recipient, lasts=rules.lasts, at=at, by=None
            )
    return plain | {share_id: link_address(link, settings) for share_id, link in links.items()}


def _has_account(session: Session, recipient: Recipient, on: date) -> bool:
    """Somebody of the office can sign in."""
    accounts = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id == recipient.organisation_id, Membership.held_on(on))
        .where(Membership.role == Role.AGENCY, User.active, User.password_hash.is_not(None))
    )
    return session.scalar(accounts.limit(1)) is not None


def _send(
    session: Session,
    link: ActionLink,
    kind: DeliveryKind,
    *,
    subject: str,
    words: str,
    url: str,
    key: str,
    by: int | None,
    at: datetime,
) -> Delivery:
    """To the address the link was made for, and to no other."""
    office = link.organisation_id
    if link.channel is Channel.WEBHOOK:
        to = Recipient(link.recipient_name, "", office, number=link.address)
        return queue_message(
            session, kind, None, to, subject=subject, text=words, url=url, key=key, at=at, by=by
        )
    to = Recipient(link.recipient_name, link.address, office)
    body = f"{words}\n{url}\n" if url else words
    return queue_mail(session, kind, None, to, subject=subject, body=body, key=key, at=at, by=by)
