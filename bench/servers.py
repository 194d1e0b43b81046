"""Start a WSGI application as Rakor itself is served, for as long as a block lasts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tracker.config import PROJECT

OURS = "wsgi:app"
BEHIND_SIGN_IN = "bench.floors:behind_sign_in()"
WORKERS = "2"


@dataclass(frozen=True, slots=True)
class Server:
    """host: name and port."""

    host: str
    pid: int

    def processor_time(self) -> float:
        """Milliseconds its processes have computed so far, whatever else the machine did."""
        tasks = (Path(f"/proc/{pid}/task").iterdir() for pid in family(self.pid))
        spent = ((task / "schedstat").read_text().split()[0] for of in tasks for task in of)
        return sum(map(int, spent)) / 1e6


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """`module:callable`, answering until the end of the block."""
    port = _free_port()
    ours = application in {OURS, BEHIND_SIGN_IN}
    config = "tracker.cli.web_process" if ours else "bench.floor_process"
    address = ["--workers", WORKERS, "-b", f"127.0.0.1:{port}", application]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", f"python:{config}", *address],
        cwd=PROJECT,
        env={**os.environ, **environment},
    )
    try:
        _wait(port, process)
        yield Server(f"127.0.0.1:{port}", process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def family(pid: int) -> list[int]:
    """A process and all it started, and what those started."""
    found = [pid]
    for member in found:
        for task in Path(f"/proc/{member}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer")
