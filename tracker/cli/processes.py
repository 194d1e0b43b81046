"""Processes that run as one: started together, started again when one dies, ended together."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tracker.config import PROJECT, ConfigError

LOOK_EVERY = 0.2
PAUSE = 1.0
PATIENCE = 30.0
# Should this process be killed, nothing it started may go on and hold the port.
_ENDS_WITH_US = ["setpriv", "--pdeathsig", "TERM"]

log = logging.getLogger(__name__)


class Processes:
    """commands: by name, the arguments of `python -m`."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self._commands = commands
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}

    def __enter__(self) -> Self:
        for name in self._commands:
            self._start(name)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Raises ConfigError for what dies before: it would never work."""
        while not ready():
            for name, _status in self._ended():
                raise ConfigError(f"the {name} process ended at once; its own words are above")
            time.sleep(LOOK_EVERY)

    def keep_running_until(self, end: Callable[[], bool]) -> None:
        """Start again what dies, each at most once in a while."""
        while not end():
            for name, status in self._ended():
                if time.monotonic() - self._started[name] >= PAUSE:
                    log.warning("the %s process ended (%s); it is started again", name, status)
                    self._start(name)
            time.sleep(LOOK_EVERY)

    def _ended(self) -> list[tuple[str, int]]:
        """Names and exit statuses."""
        polled = [(name, process.poll()) for name, process in self._running.items()]
        return [(name, status) for name, status in polled if status is not None]

    def _start(self, name: str) -> None:
        self._started[name] = time.monotonic()
        command = [*_ENDS_WITH_US, *_python(self._commands[name])]
        self._running[name] = subprocess.Popen(command, cwd=PROJECT)  # noqa: S603 - our own modules and arguments


def run(arguments: list[str]) -> int:
    """Run `python -m` with these arguments to its end; returns its exit status."""
    return subprocess.run(_python(arguments), cwd=PROJECT, check=False).returncode  # noqa: S603 - our own modules and arguments


def _python(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", *arguments]
