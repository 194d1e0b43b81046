"""Start a WSGI application as Rakor itself is served, for as long as a block lasts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection

from tracker.config import PROJECT

OURS = "wsgi:app"
WORKERS = "2"


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[str]:
    """The host and port on which `module:callable` answers; stopped at the end of the block."""
    port = _free_port()
    config = "tracker.cli.web_process" if application == OURS else "bench.floor_process"
    address = ["--workers", WORKERS, "-b", f"127.0.0.1:{port}", application]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", f"python:{config}", *address],
        cwd=PROJECT,
        env={**os.environ, **environment},
    )
    try:
        _wait(port, process)
        yield f"127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


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
