"""The worker: each job is done once, a failing one is tried again later and stays visible."""

import threading
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import NOW
from tracker.infra.clock import now as clock_now
from tracker.infra.db import write
from tracker.jobs.worker import Chore, Later, do_chores, run_worker, work_one
from tracker.models.jobs import LEASE, MAX_ATTEMPTS, RETRY_AFTER, Job, claim_next, enqueue


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def ask(sessions: sessionmaker[Session], *payloads: dict[str, int]) -> None:
    with sessions() as session, write(session):
        for payload in payloads:
            enqueue(session, "print", payload, at=NOW)


def only_job(sessions: sessionmaker[Session]) -> Job:
    with sessions() as session:
        return session.scalars(select(Job)).one()


def test_jobs_are_done_in_turn_and_once(sessions):
    ask(sessions, {"n": 1}, {"n": 2})
    done: list[int] = []
    while work_one(sessions, {"print": lambda payload: done.append(payload["n"])}):
        pass
    assert done == [1, 2]


def test_the_same_request_twice_is_one_job(sessions):
    with sessions() as session, write(session):
        enqueue(session, "print", {}, at=NOW, key="paper:1")
        enqueue(session, "print", {}, at=NOW, key="paper:1")
    assert only_job(sessions).key == "paper:1"


def test_a_job_that_is_not_due_waits(sessions):
    with sessions() as session, write(session):
        enqueue(session, "print", {}, at=NOW + timedelta(seconds=1))
    assert not work_one(sessions, {"print": print})


def test_a_failing_job_is_tried_again_with_growing_pauses_and_given_up_visibly(sessions, clock):
    def break_down(_payload: dict[str, int]) -> None:
        raise OSError("kertas habis")

    ask(sessions, {})
    for pause in RETRY_AFTER:
        assert work_one(sessions, {"print": break_down})
        assert not work_one(sessions, {"print": break_down}), "it must wait first"
        assert only_job(sessions).error == "OSError: kertas habis"
        clock.shift(pause)
    assert work_one(sessions, {"print": break_down})

    job = only_job(sessions)
    assert (job.attempts, job.failed_at, job.done_at) == (MAX_ATTEMPTS, NOW + total_pause(), None)
    clock.shift(timedelta(days=1))
    assert not work_one(sessions, {"print": break_down})


def test_a_later_success_clears_the_error(sessions, clock):
    ask(sessions, {})
    work_one(sessions, {"print": lambda payload: payload["n"]})
    assert "KeyError" in only_job(sessions).error
    clock.shift(RETRY_AFTER[0])
    work_one(sessions, {"print": lambda _payload: None})
    job = only_job(sessions)
    assert job.done_at
    assert not job.error


def test_a_job_whose_worker_died_is_taken_up_again_but_not_for_ever(sessions, clock):
    ask(sessions, {})
    for _ in range(MAX_ATTEMPTS):
        with sessions() as session, write(session):
            assert claim_next(session, ["print"], at=NOW), "and nobody finishes it"
        assert not work_one(sessions, {"print": print})
        with sessions() as session, write(session):
            session.scalars(select(Job)).one().due_at = NOW

    assert not work_one(sessions, {"print": print})
    assert only_job(sessions).failed_at
    assert "every attempt" in only_job(sessions).error


def test_a_worker_takes_only_what_it_can_do(sessions):
    ask(sessions, {})
    assert not work_one(sessions, {"deliver": print})
    assert (only_job(sessions).attempts, only_job(sessions).failed_at) == (0, None)
    assert work_one(sessions, {"print": lambda _payload: None})


def test_a_job_that_can_wait_is_the_same_job_again_for_as_long_as_it_takes(sessions, clock):
    def wait(_payload: dict[str, int]) -> None:
        raise Later(clock_now() + timedelta(hours=1))

    ask(sessions, {})
    for _ in range(MAX_ATTEMPTS + 5):
        assert work_one(sessions, {"print": wait})
        assert not work_one(sessions, {"print": wait})
        clock.shift(timedelta(hours=1))
    assert only_job(sessions).failed_at is None


def test_while_a_kind_rests_none_of_it_is_tried_but_other_work_goes_on(sessions, clock):
    def wait(_payload: dict[str, int]) -> None:
        tried.append("print")
        raise Later(clock_now(), rest_until=clock_now() + timedelta(minutes=1))

    tried: list[str] = []
    resting: dict[str, datetime] = {}
    ask(sessions, {}, {})
    with sessions() as session, write(session):
        enqueue(session, "file", {}, at=NOW)
    handlers = {"print": wait, "file": lambda _payload: tried.append("file")}
    while work_one(sessions, handlers, resting):
        pass
    assert tried == ["print", "file"]
    clock.shift(timedelta(minutes=1))
    assert work_one(sessions, handlers, resting)
    assert tried == ["print", "file", "print"]


def test_a_job_being_done_is_not_offered_to_another_worker(sessions, clock):
    ask(sessions, {})

    def look_elsewhere(_payload: dict[str, int]) -> None:
        assert not work_one(sessions, {"print": print})

    work_one(sessions, {"print": look_elsewhere})
    clock.shift(LEASE)
    assert only_job(sessions).error == ""


def test_several_workers_share_the_jobs_without_doing_one_twice(sessions):
    ask(sessions, *({"n": n} for n in range(20)))
    done: list[int] = []

    def work() -> None:
        while work_one(sessions, {"print": lambda payload: done.append(payload["n"])}):
            pass

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done) == list(range(20))


def test_the_job_at_hand_is_finished_before_the_worker_stops(sessions):
    ask(sessions, {"n": 1}, {"n": 2})
    stop = threading.Event()
    run_worker(sessions, {"print": lambda _payload: stop.set()}, [], stop.is_set)
    with sessions() as session:
        assert [bool(job.done_at) for job in session.scalars(select(Job).order_by(Job.id))] == [
            True,
            False,
        ]


def test_a_failing_chore_does_not_hold_up_the_others_and_each_waits_its_time():
    done: list[str] = []
    chores = [Chore(60, lambda: 1 / 0), Chore(60, lambda: done.append("seal"))]
    do_chores(chores)
    do_chores(chores)
    assert done == ["seal"]


def total_pause() -> timedelta:
    return timedelta(seconds=sum(RETRY_AFTER))
