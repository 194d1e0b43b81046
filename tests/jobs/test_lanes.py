"""Workers side by side: none waits for another, and none goes on when one has failed."""

import threading

import pytest

from tracker.jobs.lanes import Stop, run_lanes


def test_what_takes_long_holds_up_no_other():
    done, over = threading.Event(), threading.Event()

    def long(stop: Stop) -> None:
        assert done.wait(10)
        over.set()

    def short(stop: Stop) -> None:
        done.set()
        while not stop():
            over.wait(0.01)

    run_lanes([long, short], over.is_set)
    assert over.is_set()


def test_all_end_when_one_fails_and_its_error_is_told():
    ended = threading.Event()

    def broken(_stop: Stop) -> None:
        raise KeyError("hilang")

    def patient(stop: Stop) -> None:
        while not stop():
            ended.wait(0.01)
        ended.set()

    with pytest.raises(KeyError):
        run_lanes([patient, broken], lambda: False)
    assert ended.is_set()
