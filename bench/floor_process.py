"""gunicorn's settings for the floors: Rakor's own, but for what concerns its database."""

from tracker.cli.web_process import (
    control_socket_disable,
    loglevel,
    preload_app,
    threads,
    when_ready,
    worker_class,
)

__all__ = [
    "control_socket_disable",
    "loglevel",
    "preload_app",
    "threads",
    "when_ready",
    "worker_class",
]
