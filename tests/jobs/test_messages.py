"""Messages beside mail: the same states, a rest of their own, and each channel for itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW
from tests.gateway import GatewaySink
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.documents.messages import tell
from tracker.infra.db import write
from tracker.infra.mail import Mailer
from tracker.infra.storage import Store
from tracker.infra.webhook import Gateway
from tracker.jobs.deliveries import REST, mail_deliverer, message_deliverer
from tracker.jobs.worker import work_one
from tracker.models.action_links import CODE_LASTS
from tracker.models.deliveries import (
    DELIVER,
    DELIVER_MESSAGE,
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Recipient,
)

OFFICE = Recipient("Dinas Kesehatan", "dinkes@contoh.example", number="0812-3456-7890")


class Ways:
    """A worker with a mail server and a gateway, either of which can be told to fail."""

    def __init__(
        self, sessions: sessionmaker[Session], store: Store, sink: SmtpSink, gateway: GatewaySink
    ) -> None:
        self.sessions, self.sink, self.gateway = sessions, sink, gateway
        mailer = Mailer(sink.url, sender="rakor@contoh.example")
        posting = Gateway(gateway.url, secret="0123456789abcdef" * 2)
        self.handlers = {
            DELIVER: mail_deliverer(sessions, store, mailer, base_url="https://rakor.example"),
            DELIVER_MESSAGE: message_deliverer(sessions, posting),
        }
        self.resting: dict[str, datetime] = {}

    def tell(self, settings: Settings, who: Recipient = OFFICE, **values: Any) -> None:
        said = {
            "subject": "Pengingat",
            "body": "Surel",
            "text": "Pesan “pendek”",
            "url": "https://rakor.example/tugas",
            "key": "ingat:1",
            **values,
        }
        kind = said.pop("kind", DeliveryKind.TASK_REMINDER)
        with self.sessions() as session, write(session):
            tell(session, kind, None, who, settings=settings, at=NOW, **said)

    def work(self) -> None:
        while work_one(self.sessions, self.handlers, self.resting):
            pass

    def by(self, channel: Channel) -> Delivery:
        with self.sessions() as session:
            return session.scalars(select(Delivery).where(Delivery.channel == channel)).one()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ways(sessions, store, clock) -> Iterator[Ways]:
    with SmtpSink() as sink, GatewaySink() as gateway:
        yield Ways(sessions, store, sink, gateway)


@pytest.fixture
def attached(settings: Settings) -> Settings:
    """With a gateway, so that messages are asked for; the worker above knows where it is."""
    url = "https://gateway.example"
    return replace(settings, webhook_url=url, webhook_secret=settings.secret_key)


def test_an_office_with_a_number_is_told_by_both_ways_once(ways: Ways, attached: Settings) -> None:
    for _ in range(2):
        ways.tell(attached)
    ways.work()
    message = ways.by(Channel.WEBHOOK)
    assert (message.state, ways.by(Channel.MAIL).state) == (DeliveryState.SENT, DeliveryState.SENT)
    (posted,) = ways.gateway.taken
    assert posted.json == {
        "to": "+6281234567890",
        "message": "Pesan “pendek”\n\nhttps://rakor.example/tugas",
        "id": message.message_id.strip("<>"),
    }
    assert posted.headers["Idempotency-Key"] == posted.json["id"]


def test_without_a_gateway_or_a_number_mail_alone_tells(ways, settings, attached) -> None:
    ways.tell(settings, key="a")
    ways.tell(attached, Recipient("Dinas", "dinas@contoh.example"), key="b")
    with ways.sessions() as session:
        assert {d.channel for d in session.scalars(select(Delivery))} == {Channel.MAIL}


def test_a_gateway_that_is_down_holds_up_no_mail_and_rests_alone(ways, attached, clock) -> None:
    ways.gateway.answers = [503]
    ways.tell(attached)
    ways.tell(attached, key="ingat:2")
    ways.work()
    with ways.sessions() as session:
        states = {(d.channel, d.state) for d in session.scalars(select(Delivery))}
    assert states == {
        (Channel.MAIL, DeliveryState.SENT),
        (Channel.WEBHOOK, DeliveryState.WAITING),
    }
    assert len(ways.gateway.taken) == 1, "one message asks for all"
    ways.gateway.answers = [200]
    clock.shift(REST)
    ways.work()
    tries = [posted.json["id"] for posted in ways.gateway.taken]
    assert len(tries) == 3
    assert tries[0] in tries[1:], "a second try is the same message"


def test_what_the_gateway_never_takes_fails_with_its_words(ways, attached) -> None:
    ways.gateway.answers, ways.gateway.body = [422], b'{"error": "bukan nomor WhatsApp"}'
    ways.tell(attached)
    ways.work()
    message = ways.by(Channel.WEBHOOK)
    assert message.state is DeliveryState.FAILED
    assert "bukan nomor WhatsApp" in message.error


def test_a_code_that_is_over_is_not_sent_any_more(ways, attached, clock) -> None:
    ways.tell(attached, kind=DeliveryKind.ACCESS_CODE)
    clock.shift(CODE_LASTS)
    ways.work()
    assert (ways.gateway.taken, ways.sink.taken) == ([], [])
    assert ways.by(Channel.MAIL).state is DeliveryState.FAILED
