"""Three schedulers at once that die again and again while they remind: at any statement, or between
the mail server's "taken" and their own commit.

The ledger is that of one scheduler who never died. Nobody is missed, and who gets a mail twice gets
the same one, by its Message-ID.
"""

import random
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.drills.figures import figure
from tests.drills.installation import Installation
from tests.factories import (
    TODAY,
    make_action,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
)
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.mail import Mail, Mailer
from tracker.infra.storage import Store
from tracker.jobs.deliveries import mail_deliverer
from tracker.jobs.reminders import look_after_reminders
from tracker.jobs.worker import work_one
from tracker.models.deliveries import DELIVER, Delivery, DeliveryState
from tracker.models.digest_wishes import Frequency, save_wish
from tracker.models.digests import Digest, DigestLine
from tracker.models.escalations import EscalatedTask
from tracker.models.jobs import Job
from tracker.models.users import Role
from tracker.models.working_days import WorkCalendar

pytestmark = pytest.mark.drill

OFFICES = figure(short=8, full=40)
DAYS = figure(short=3, full=8)
KILLS = figure(short=15, full=100)
SCHEDULERS = 3
Ledger = set[tuple[Any, ...]]


class Killed(BaseException):
    """The scheduler's process ended here."""


@dataclass
class Reaper:
    """Kills whoever works, as often as it may. left: how often still."""

    left: int
    chance: float = 0.03
    dice: random.Random = field(default_factory=lambda: random.Random(11))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pass_by(self, *_told: Any) -> None:
        if threading.current_thread() is threading.main_thread():
            return
        with self.lock:
            struck = self.left > 0 and self.dice.random() < self.chance
            self.left -= struck
        if struck:
            raise Killed


class MortalMailer(Mailer):
    """May be killed once the server has taken a mail."""

    reaper = Reaper(0)

    def send(self, mail: Mail) -> None:
        super().send(mail)
        self.reaper.pass_by()


def test_no_reminder_is_missed_and_none_goes_out_as_two_mails(
    installation: Installation, set_up: Installation, tmp_path: Path
) -> None:
    calm = set_up.copied_to(tmp_path / "calm")
    expected, _mails, _left = remind(calm, schedulers=1, kills=0)
    ledger, sink, left = remind(installation, schedulers=SCHEDULERS, kills=KILLS)
    assert left == 0, "some kills were left over, so that the drill proves less than it says"
    assert ledger == expected
    assert len(ledger) > OFFICES * DAYS
    with installation.opened() as (sessions, _store):
        judge(sessions, sink)


def remind(
    installation: Installation, *, schedulers: int, kills: int
) -> tuple[Ledger, SmtpSink, int]:
    """So many days of the office; what its ledger says then, and what the mail server took."""
    start = datetime.combine(TODAY, time(7, 30), installation.settings.zone)
    calendar, reaper = WorkCalendar([2025], []), Reaper(kills)
    with (
        installation.opened() as (sessions, store),
        time_machine.travel(start, tick=False) as now,
        SmtpSink(failing=0.2 if kills else 0.0, seed=5) as sink,
    ):
        tell(sessions)
        event.listen(engine_of(sessions), "before_cursor_execute", reaper.pass_by)
        for number in range(DAYS):
            day = calendar.add(TODAY, number)
            now.move_to(datetime.combine(day, time(7, 30), installation.settings.zone))
            while True:
                run(sessions, store, sink, installation.settings, reaper, schedulers)
                if not remaining(sessions):
                    break
                now.shift(timedelta(minutes=1))
        return ledger_of(sessions), sink, reaper.left


def tell(sessions: sessionmaker[Session]) -> None:
    """Every office owes work due before, on and after each of the days; one user wants his own."""
    with sessions() as session, write(session):
        meeting = make_meeting(session)
        for number in range(OFFICES):
            address = f"kantor{number}@contoh.example"
            office = make_organisation(session, f"Kantor {number}", email=address)
            for ahead in (-8, -3, 0, 1, 5, 7):
                action = make_action(session, meeting, due_on=TODAY + timedelta(days=ahead))
                make_assignment(session, office, action=action)
        user = make_user(session, Role.AGENCY, office, email="petugas@contoh.example")
        wish = {"frequency": Frequency.DAILY, "weekday": None, "sends_at": time(7)}
        save_wish(session, user.id, at=clock.now(), on=TODAY, version=0, **wish)


def run(
    sessions: sessionmaker[Session],
    store: Store,
    sink: SmtpSink,
    settings: Settings,
    reaper: Reaper,
    schedulers: int,
) -> None:
    """Each looks and sends until nothing is due for it; one that was killed is started again."""

    def work() -> None:
        mailer = MortalMailer(sink.url, sender="rakor@contoh.example")
        mailer.reaper = reaper
        handlers = {DELIVER: mail_deliverer(sessions, store, mailer, base_url=settings.base_url)}
        resting: dict[str, datetime] = {}
        while True:
            try:
                looked = look_after_reminders(sessions, clock.now(), settings)
                if not (work_one(sessions, handlers, resting) or looked):
                    return
            except Killed:
                resting = {}

    threads = [threading.Thread(target=work) for _ in range(schedulers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def remaining(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        return session.scalar(select(func.count(Job.id)).where(Job.done_at.is_(None))) or 0


def ledger_of(sessions: sessionmaker[Session]) -> Ledger:
    """Who was told of what on which day, and what climbed."""
    with sessions() as session:
        told = session.execute(
            select(Digest.reader, Digest.day, DigestLine.assignment_id, DigestLine.mark).join(
                DigestLine, DigestLine.digest_id == Digest.id
            )
        )
        columns = (EscalatedTask.assignment_id, EscalatedTask.level, EscalatedTask.reached_on)
        climbed = session.execute(select(*columns))
        return {*map(tuple, told), *map(tuple, climbed)}


def judge(sessions: sessionmaker[Session], sink: SmtpSink) -> None:
    """One mail a digest, each of them taken, and by nobody under two names."""
    with sessions() as session:
        digests = session.scalars(select(Digest).where(Digest.told > 0)).all()
        sent = {d.message_id: d for d in session.scalars(select(Delivery))}
        assert {digest.delivery_id for digest in digests} == {d.id for d in sent.values()}
        assert {d.state for d in sent.values()} == {DeliveryState.SENT}
        subjects: dict[str, set[str]] = defaultdict(set)
        for taken in sink.taken:
            message = taken.message
            subjects[str(message["Message-ID"])].add(f"{message['To']} {message['Subject']}")
        assert set(subjects) == set(sent)
        assert all(len(said) == 1 for said in subjects.values())
        assert len(sink.taken) > len(sent), "some were taken twice, so that this proves something"


def engine_of(sessions: sessionmaker[Session]) -> Engine:
    bind = sessions.kw["bind"]
    assert isinstance(bind, Engine)
    return bind
