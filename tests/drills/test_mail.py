"""A mail server that fails three times in ten, workers that die: nobody missed, nobody bothered.

Whoever gets a mail twice gets the same one, by its Message-ID.
"""

import random
import threading
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.drills.figures import figure
from tests.drills.installation import Installation
from tests.factories import NOW, make_meeting
from tests.smtp_sink import STAGES, SmtpSink
from tracker.infra.db import write
from tracker.infra.mail import Mail, Mailer
from tracker.infra.storage import Store
from tracker.jobs.deliveries import mail_deliverer
from tracker.jobs.worker import work_one
from tracker.models.deliveries import (
    DELIVER,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Recipient,
    queue_mail,
)
from tracker.models.jobs import Job

pytestmark = pytest.mark.drill

RECIPIENTS = figure(short=40, full=400)
UNKNOWN = frozenset({"dinas3@contoh.example", "dinas17@contoh.example"})
WORKERS = 2


class Killed(BaseException):
    """The worker process ended here, between the server's "taken" and the commit."""


class MortalMailer(Mailer):
    """Of a worker that is killed after one mail in twenty."""

    dice = random.Random(7)

    def send(self, mail: Mail) -> None:
        super().send(mail)
        if self.dice.random() < 0.05:
            raise Killed


def test_nobody_is_missed_and_nobody_gets_two_different_mails(installation: Installation) -> None:
    with (
        installation.opened() as (sessions, store),
        time_machine.travel(NOW, tick=False) as clock,
        SmtpSink(failing=0.3, seed=42, refused=UNKNOWN) as sink,
    ):
        queue(sessions)
        while remaining(sessions):
            run_workers(sessions, store, sink)
            clock.shift(timedelta(minutes=1))
        judge(sessions, sink)


def queue(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, write(session):
        meeting = make_meeting(session)
        for number in range(RECIPIENTS):
            queue_mail(
                session,
                DeliveryKind.INVITATION,
                meeting,
                Recipient(f"Dinas {number}", f"dinas{number}@contoh.example"),
                subject="Undangan rapat koordinasi",
                body="Dengan hormat, mohon kehadiran Saudara.",
                key=f"undangan:{number}",
                at=NOW,
            )


def remaining(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        open_jobs = select(func.count(Job.id)).where(Job.done_at.is_(None))
        return session.scalar(open_jobs) or 0


def run_workers(sessions: sessionmaker[Session], store: Store, sink: SmtpSink) -> None:
    """Each works until nothing is due for it; one that is killed is started again."""

    def work() -> None:
        mailer = MortalMailer(sink.url, sender="rakor@contoh.example")
        handlers = {DELIVER: mail_deliverer(sessions, store, mailer, base_url="http://127.0.0.1")}
        resting: dict[str, datetime] = {}
        while True:
            try:
                if not work_one(sessions, handlers, resting):
                    return
            except Killed:
                resting = {}

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def judge(sessions: sessionmaker[Session], sink: SmtpSink) -> None:
    with sessions() as session:
        deliveries = session.scalars(select(Delivery)).all()
    got: dict[str, list[str]] = defaultdict(list)
    for taken in sink.taken:
        (recipient,) = taken.recipients
        got[recipient].append(str(taken.message["Message-ID"]))

    failed = {d.address for d in deliveries if d.state is DeliveryState.FAILED}
    assert failed == UNKNOWN
    assert {d.address for d in deliveries if d.state is DeliveryState.SENT} == set(got)
    assert len(got) == RECIPIENTS - len(UNKNOWN)
    for delivery in deliveries:
        assert set(got[delivery.address]) <= {delivery.message_id}

    assert set(sink.failures) == set(STAGES), "every stage failed at least once"
    assert len(sink.taken) > len(got), "some were taken twice, so that the drill proves something"
