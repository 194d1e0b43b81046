"""Sending mail: what the server takes is sent, what it never takes is said, the rest is tried."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW, approve, make_chair, make_meeting, make_minutes, someone
from tests.smtp_sink import SmtpSink
from tracker.infra.db import write
from tracker.infra.mail import Mailer
from tracker.infra.storage import Store
from tracker.jobs.clean_up import GRACE, sweep_store
from tracker.jobs.deliveries import REST, give_up_stuck, mail_deliverer
from tracker.jobs.worker import Handler, work_one
from tracker.models.deliveries import (
    DELIVER,
    GIVE_UP_AFTER,
    Attached,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Recipient,
    queue_mail,
)
from tracker.models.documents import Document
from tracker.models.jobs import MAX_ATTEMPTS, Job, claim_next
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.paper_links import issue_link

BASE_URL = "https://rakor.contoh.example"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@dataclass
class Post:
    """A worker's mail, over a real server that can be told to fail."""

    sessions: sessionmaker[Session]
    store: Store
    sink: SmtpSink

    def __post_init__(self) -> None:
        self.resting: dict[str, datetime] = {}

    @property
    def handlers(self) -> dict[str, Handler]:
        mailer = Mailer(self.sink.url, sender="rakor@contoh.example")
        return {
            DELIVER: mail_deliverer(self.sessions, self.store, mailer, base_url=BASE_URL),
        }

    def queue(
        self,
        *names: str,
        body: str = "Isi",
        files: tuple[Attached, ...] = (),
        kind: DeliveryKind = DeliveryKind.INVITATION,
        state: MeetingState = MeetingState.HELD,
    ) -> None:
        with self.sessions() as session, write(session):
            meeting = make_meeting(session, state=state)
            for name in names:
                queue_mail(
                    session,
                    kind,
                    meeting,
                    Recipient(name, f"{name}@contoh.example"),
                    subject="Undangan",
                    body=body,
                    key=f"undangan:{name}",
                    at=NOW,
                    attachments=files,
                )

    def work(self) -> int:
        """Do all that is due; returns how many jobs that were."""
        count = 0
        while work_one(self.sessions, self.handlers, self.resting):
            count += 1
        return count

    def deliveries(self) -> list[Delivery]:
        with self.sessions() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.id)))

    def only(self) -> Delivery:
        (delivery,) = self.deliveries()
        return delivery


@pytest.fixture
def post(sessions: sessionmaker[Session], store: Store, clock: object) -> Iterator[Post]:
    with SmtpSink() as sink:
        yield Post(sessions, store, sink)


def test_a_mail_goes_out_once_with_its_file(post: Post) -> None:
    kept = post.store.put_bytes(b"%PDF")
    files = (Attached(key=kept.key, name="notula.pdf", media_type="application/pdf"),)
    post.queue("dinkes", files=files)
    assert post.work() == 1
    assert post.work() == 0

    delivery = post.only()
    assert (delivery.state, delivery.sent_at, delivery.attempts) == (DeliveryState.SENT, NOW, 1)
    (taken,) = post.sink.taken
    assert taken.recipients == ("dinkes@contoh.example",)
    assert taken.message["Message-ID"] == delivery.message_id
    assert [part.get_filename() for part in taken.message.iter_attachments()] == ["notula.pdf"]


def test_in_the_html_words_stay_words_and_only_our_addresses_are_links(post: Post) -> None:
    post.queue("dinkes", body=f"<script>\nhttp://lain.example/x\n\n{BASE_URL}/naskah/abc\n")
    post.work()
    html = post.sink.taken[0].message.get_body(("html",))
    assert html
    text = html.get_content()
    assert "<script>" not in text
    assert text.count("href=") == 1
    assert f'href="{BASE_URL}/naskah/abc"' in text


def test_an_address_nobody_knows_fails_at_once_and_says_why(post: Post) -> None:
    post.sink.refused = frozenset({"salah@contoh.example"})
    post.queue("salah", "benar")
    post.work()
    wrong, right = post.deliveries()
    assert (wrong.state, right.state) == (DeliveryState.FAILED, DeliveryState.SENT)
    assert "550 5.1.1 Tidak dikenal" in wrong.error


def test_a_corrected_server_is_reached_by_retrying(post: Post, sessions) -> None:
    post.sink.refused = frozenset({"salah@contoh.example"})
    post.queue("salah")
    post.work()
    post.sink.refused = frozenset()
    with sessions() as session, write(session):
        session.get_one(Delivery, post.only().id).retry(by=someone(session), at=NOW)
    post.work()
    assert post.only().state is DeliveryState.SENT


def test_while_the_server_is_away_one_mail_a_minute_asks_for_all(post: Post, clock) -> None:
    post.sink.failing = 1.0
    post.sink.plan = lambda: "connect"  # type: ignore[method-assign]  # the server is told to fail
    post.queue(*(f"dinas{n}" for n in range(5)))
    assert post.work() == 1
    assert post.work() == 0
    assert [d.attempts for d in post.deliveries()] == [1, 0, 0, 0, 0]

    post.sink.plan = lambda: ""  # type: ignore[method-assign]  # it is back
    clock.shift(REST)
    assert post.work() == 5
    assert {d.state for d in post.deliveries()} == {DeliveryState.SENT}


def test_after_days_without_a_server_everyone_is_given_up_visibly(post: Post, clock) -> None:
    post.sink.plan = lambda: "connect"  # type: ignore[method-assign]  # the server is told to fail
    post.queue("dinkes", "disnaker")
    clock.shift(GIVE_UP_AFTER)
    while post.work():
        clock.shift(REST)
    assert {d.state for d in post.deliveries()} == {DeliveryState.FAILED}
    assert "tidak dapat dihubungi" in post.deliveries()[0].error


def test_a_lost_file_is_said_and_nothing_is_sent_without_it(post: Post) -> None:
    files = (Attached(key="0" * 64, name="notula.pdf", media_type="application/pdf"),)
    post.queue("dinkes", files=files)
    post.work()
    assert post.only().state is DeliveryState.FAILED
    assert "Lampiran" in post.only().error
    assert post.sink.taken == []


def test_a_paper_whose_meeting_was_classed_higher_meanwhile_stays(post: Post, sessions) -> None:
    kept = post.store.put_bytes(b"%PDF")
    files = (Attached(key=kept.key, name="notula.pdf", media_type="application/pdf"),)
    post.queue("dinkes", files=files, kind=DeliveryKind.MINUTES)
    with sessions() as session, write(session):
        meeting = session.scalars(select(Meeting)).one()
        values = {"security_class": SecurityClass.RESTRICTED}
        meeting.revise(by=someone(session), at=NOW, version=meeting.version, **values)
    post.work()
    assert post.only().state is DeliveryState.FAILED
    assert "Klasifikasi" in post.only().error
    assert post.sink.taken == []


@pytest.mark.parametrize("raised", [SecurityClass.SECRET, SecurityClass.TOP_SECRET])
def test_what_names_a_meeting_that_was_made_rahasia_meanwhile_stays(post: Post, sessions, raised):
    post.queue("dinkes", body="Rapat koordinasi UCJ, Ruang Sakai")
    post.queue("dinsos", body="Rapat yang bersifat tertutup")
    with sessions() as session, write(session):
        for meeting in session.scalars(select(Meeting)):
            version, values = meeting.version, {"security_class": raised}
            meeting.revise(by=someone(session), at=NOW, version=version, **values)
    post.work()
    named, closed = post.deliveries()
    assert (named.state, closed.state) == (DeliveryState.FAILED, DeliveryState.SENT)
    assert "Klasifikasi" in named.error
    assert len(post.sink.taken) == 1


def test_nobody_is_called_to_a_meeting_that_is_off_but_told_that_it_is(post: Post, sessions):
    post.queue("dinkes", state=MeetingState.CANCELLED)
    told = DeliveryKind.MEETING_CANCELLED
    post.queue("dinsos", kind=told, state=MeetingState.CANCELLED)
    post.work()
    called, off = post.deliveries()
    assert (called.state, off.state) == (DeliveryState.FAILED, DeliveryState.SENT)
    assert "ditunda atau dibatalkan" in called.error


def test_a_link_withdrawn_while_its_mail_waits_is_not_sent(post: Post, sessions) -> None:
    """It was going to the wrong person, say; the paper goes no more than the link."""
    kept = post.store.put_bytes(b"%PDF")
    files = (Attached(key=kept.key, name="notula.pdf", media_type="application/pdf"),)
    post.queue("dinkes", files=files, kind=DeliveryKind.MINUTES)
    with sessions() as session, write(session):
        minutes = make_minutes(session, state=MinutesState.SUBMITTED)
        approve(minutes, by=make_chair(session, minutes.meeting))
        session.flush()
        link = issue_link(
            session,
            session.scalars(select(Document)).one(),
            key="undangan:dinkes",
            recipient_name="dinkes",
            organisation_id=None,
            by=someone(session),
            at=NOW,
        )
        session.flush()
        link.withdraw(by=someone(session), at=NOW)
    post.work()
    assert post.only().state is DeliveryState.FAILED
    assert "dicabut" in post.only().error
    assert post.sink.taken == []


def test_what_a_mail_still_has_to_carry_is_not_swept_away(post: Post) -> None:
    kept, lost = (post.store.put_bytes(data) for data in (b"dibawa", b"sisa"))
    files = (Attached(key=kept.key, name="a.pdf", media_type="application/pdf"),)
    post.queue("dinkes", files=files)
    later = NOW + timedelta(days=10_000)  # files bear the machine's own date
    assert sweep_store(post.sessions, post.store, at=later + GRACE) == 1
    assert post.store.exists(kept.key)
    assert not post.store.exists(lost.key)


def test_a_mail_whose_worker_died_every_time_is_given_up_visibly(post: Post, clock) -> None:
    post.queue("dinkes")
    for _ in range(MAX_ATTEMPTS):
        with post.sessions() as session, write(session):
            assert claim_next(session, [DELIVER], at=NOW), "and the worker dies"
            session.scalars(select(Job)).one().due_at = NOW
    assert post.work() == 0
    give_up_stuck(post.sessions)
    give_up_stuck(post.sessions)
    assert post.only().state is DeliveryState.FAILED
    assert "berulang kali" in post.only().error


def test_two_workers_send_no_mail_twice(post: Post) -> None:
    post.queue(*(f"dinas{n}" for n in range(20)))
    workers = [threading.Thread(target=post.work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = [taken.recipients for taken in post.sink.taken]
    assert len(sent) == len(set(sent)) == 20
