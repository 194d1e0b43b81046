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
TOO_SOON = 5.0
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

    def keep_running_until(self, end: Callable[[], bool]) -> None:
        """Start again what dies. Raises ConfigError for what dies as soon as it was started."""
        while not end():
            self._look()
            time.sleep(LOOK_EVERY)

    def _look(self) -> None:
        for name, process in self._running.items():
            if process.poll() is None:
                continue
            if time.monotonic() - self._started[name] < TOO_SOON:
                raise ConfigError(f"the {name} process ended at once; its own words are above")
            log.warning("the %s process ended (%s); it is started again", name, process.returncode)
            self._start(name)

    def _start(self, name: str) -> None:
        self._started[name] = time.monotonic()
        command = [*_ENDS_WITH_US, *_python(self._commands[name])]
        self._running[name] = subprocess.Popen(command, cwd=PROJECT)  # noqa: S603 - our own modules and arguments


def run(arguments: list[str]) -> int:
    """Run `python -m` with these arguments to its end; returns its exit status."""
    return subprocess.run(_python(arguments), cwd=PROJECT, check=False).returncode  # noqa: S603 - our own modules and arguments


def _python(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", *arguments]
