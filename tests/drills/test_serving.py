"""`rakor serve`: one command starts everything, keeps it running and leaves nothing behind."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drills.installation import Visitor

pytestmark = pytest.mark.drill
PATIENCE = 60  # gunicorn gives its workers half of it to finish what they were asked


def test_it_serves_restarts_what_dies_and_ends_whole(installation):
    installation.start()
    until(lambda: len(installation.processes("gunicorn")) == 1 + len(os.sched_getaffinity(0)))
    until(lambda: len(installation.processes("render_process")) == 1)
    worker = installation.processes("tracker.cli worker")
    assert len(worker) == 1
    assert not list(Path(installation.environ["HOME"]).glob("**/*.ctl")), "no control socket"

    os.kill(worker[0], signal.SIGKILL)
    until(lambda: installation.processes("tracker.cli worker") not in ([], worker))

    everything = installation.processes("")
    assert installation.stop() == 0
    until(lambda: not any(alive(pid) for pid in everything))


def test_nothing_goes_on_when_the_command_is_killed(installation):
    installation.start()
    until(lambda: len(installation.processes("gunicorn")) == 1 + len(os.sched_getaffinity(0)))
    everything = installation.processes("")
    os.kill(everything[0], signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in everything))


def test_the_port_and_the_installation_are_taken_once(installation, tmp_path):
    installation.start()
    again = installation.run("serve", "--port", installation.port)
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    assert "cannot be used" in again.stderr

    installation.run("backup", tmp_path / "rakor.tar")
    restore = installation.run("restore", tmp_path / "rakor.tar", "--force")
    assert (restore.returncode, "is running" in restore.stderr) == (1, True)
    assert Visitor(installation.port).get("/healthz").status == 200


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
