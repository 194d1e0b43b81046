"""Sending: each message goes out once, or again with the same id, or is given up visibly."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tracker.documents.mails import mail_page
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.mail import Mail, Mailer, MailFile, Refused, Unreached
from tracker.infra.orm import session_of
from tracker.infra.storage import Damaged, Store
from tracker.infra.text import N_
from tracker.infra.webhook import Gateway
from tracker.jobs.worker import Handler, Later
from tracker.models.action_links import CODE_LASTS
from tracker.models.deliveries import (
    DELIVER,
    DELIVER_MESSAGE,
    Delivery,
    DeliveryKind,
    DeliveryState,
)
from tracker.models.jobs import Job
from tracker.models.meetings import NAMED_ACCESS, MeetingState, SecurityClass
from tracker.models.message_templates import filled, message_template, places_of
from tracker.models.paper_links import PaperLink

# How long a channel rests once its server was away: then one message tries for all of them.
REST = timedelta(minutes=1)
LOST_FILE = N_("Lampiran surel ini hilang atau rusak di penyimpanan.")
CLASSED = N_("Klasifikasi rapat dinaikkan sesudah surel ini diminta, jadi tidak dikirim.")
WITHDRAWN = N_("Tautan dalam surel ini dicabut sebelum surelnya terkirim.")
CALLED_OFF = N_("Rapat ini ditunda atau dibatalkan sebelum surel ini terkirim.")
STALE = N_("Kode ini sudah tidak berlaku sebelum sempat terkirim.")
STUCK = N_("Pengiriman berhenti di tengah jalan berulang kali. Hubungi pengelola aplikasi.")

_CALLS = {
    DeliveryKind.INVITATION,
    DeliveryKind.INVITATION_REMINDER,
    DeliveryKind.MEETING_CHANGED,
}
_OFF = {MeetingState.POSTPONED, MeetingState.CANCELLED}

Outcome = TypeVar("Outcome")
Sending = Callable[[], None]


def mail_deliverer(
    sessions: sessionmaker[Session], store: Store, mailer: Mailer, *, base_url: str
) -> Handler:
    """The handler of DELIVER jobs: `{"delivery_id": 12}`. Doing one twice is harmless.

    What ends between the server's "taken" and our commit is sent again with the same Message-ID.
    Raises Later when the mail is to be tried again.
    """

    return _deliverer(sessions, lambda delivery: _mailing(delivery, store, mailer, base_url))


def message_deliverer(sessions: sessionmaker[Session], gateway: Gateway) -> Handler:
    """The same for DELIVER_MESSAGE jobs, which go through the gateway for messages."""
    return _deliverer(sessions, lambda delivery: _posting(delivery, gateway))


def _deliverer(sessions: sessionmaker[Session], prepare: Callable[[Delivery], Sending]) -> Handler:
    """prepare: reads all that is needed, so that nothing is held open while the network waits."""

    def deliver(payload: dict[str, Any]) -> None:
        delivery_id: int = payload["delivery_id"]
        with sessions() as session:
            delivery = session.get_one(Delivery, delivery_id)
            if delivery.state is not DeliveryState.WAITING:
                return
            try:
                _require_sendable(delivery)
                send = prepare(delivery)
            except _Held as held:
                return _fail(sessions, delivery_id, str(held))
        try:
            send()
        except Refused as refused:
            _fail(sessions, delivery_id, refused.reason)
        except Unreached as unreached:
            _try_again(sessions, delivery_id, unreached)
        else:
            _settle(sessions, delivery_id, lambda d: d.mark_sent(at=clock.now()))

    return deliver


def give_up_stuck(sessions: sessionmaker[Session]) -> None:
    """A message whose job was given up is given up too, so that somebody sees it."""
    stuck = select(Job).where(
        Job.kind.in_((DELIVER, DELIVER_MESSAGE)), Job.failed_at.is_not(None), Job.done_at.is_(None)
    )
    with sessions() as session:
        if not session.scalars(stuck.limit(1)).first():
            return
        with write(session):
            for job in session.scalars(stuck):
                delivery = session.get_one(Delivery, job.payload["delivery_id"])
                delivery.hold()
                if delivery.state is DeliveryState.WAITING:
                    delivery.fail(STUCK, at=clock.now())
                job.finish(at=clock.now())


class _Held(Exception):
    """This mail may not or cannot go out as it was asked for; says why."""


def _require_sendable(delivery: Delivery) -> None:
    """Raises _Held for what may not go out any more: its link was withdrawn, its code is over, it
    calls to a meeting that is off, or it tells what the meeting's class, raised meanwhile, keeps
    back.
    """
    if _tells_too_much(delivery):
        raise _Held(CLASSED)
    if _is_withdrawn(delivery):
        raise _Held(WITHDRAWN)
    if delivery.kind in _CALLS and delivery.meeting and delivery.meeting.state in _OFF:
        raise _Held(CALLED_OFF)
    code = delivery.kind is DeliveryKind.ACCESS_CODE
    if code and clock.now() - delivery.queued_at >= CODE_LASTS:
        raise _Held(STALE)


def _mailing(delivery: Delivery, store: Store, mailer: Mailer, base_url: str) -> Sending:
    """Raises _Held for a lost file."""
    try:
        files = [
            MailFile(store.get(f["key"]), f["name"], f["media_type"]) for f in delivery.attachments
        ]
    except Damaged as damage:
        raise _Held(LOST_FILE) from damage
    mail = Mail(
        name=delivery.recipient_name,
        address=delivery.address,
        subject=delivery.subject,
        text=delivery.body,
        html=mail_page(delivery.subject, delivery.body, base_url=base_url),
        message_id=delivery.message_id,
        date=delivery.queued_at,
        calendar=delivery.calendar,
        calendar_method=delivery.calendar_method,
        files=tuple(files),
    )
    return lambda: mailer.send(mail)


def _posting(delivery: Delivery, gateway: Gateway) -> Sending:
    template, _version = message_template(session_of(delivery))
    message_id = delivery.message_id
    body = filled(template, places_of(delivery))
    return lambda: gateway.send(body, message_id=message_id)


def _tells_too_much(delivery: Delivery) -> bool:
    """What was composed since the class was raised names nothing and brings nothing."""
    if delivery.kind is DeliveryKind.MINUTES and delivery.attachments:
        return delivery.security_class is not SecurityClass.OPEN
    if delivery.meeting is None:
        return False
    named = delivery.meeting.subject in f"{delivery.subject}\n{delivery.body}"
    return delivery.security_class in NAMED_ACCESS and (named or bool(delivery.attachments))


def _is_withdrawn(delivery: Delivery) -> bool:
    link = select(PaperLink.withdrawn_at).where(PaperLink.key == delivery.key)
    return session_of(delivery).scalar(link) is not None


def _fail(sessions: sessionmaker[Session], delivery_id: int, reason: str) -> None:
    _settle(sessions, delivery_id, lambda delivery: delivery.fail(reason, at=clock.now()))


def _try_again(sessions: sessionmaker[Session], delivery_id: int, why: Unreached) -> None:
    at = clock.now()
    again = _settle(sessions, delivery_id, lambda delivery: delivery.put_off(why.reason, at=at))
    if why.away:
        raise Later(again or at, rest_until=at + REST)
    if again is not None:
        raise Later(again)


def _settle(
    sessions: sessionmaker[Session], delivery_id: int, act: Callable[[Delivery], Outcome]
) -> Outcome | None:
    """Act on a mail that still waits, in a write of its own."""
    with sessions() as session, write(session):
        delivery = session.get_one(Delivery, delivery_id)
        delivery.hold()
        return act(delivery) if delivery.state is DeliveryState.WAITING else None
