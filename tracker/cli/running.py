"""Who is using the installation now: a restore must be alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.config import ConfigError, Settings


@contextmanager
def in_use(settings: Settings) -> Iterator[None]:
    """Among any number of others."""
    with (settings.data_dir / "in-use.lock").open("a") as file:
        _lock(file.fileno(), fcntl.LOCK_SH)
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    with (settings.data_dir / "in-use.lock").open("a") as file:
        _lock(file.fileno(), fcntl.LOCK_EX)
        yield


def _lock(file: int, kind: int) -> None:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ConfigError("Rakor is running, or being restored: stop it first") from error
