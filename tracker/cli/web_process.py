"""gunicorn's settings and hooks: one worker process a core, loaded once, few threads each."""

import gc
from typing import cast

from flask import Flask
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from tracker.infra.db import db

wsgi_app = "wsgi:app"
worker_class = "gthread"
threads = 2
preload_app = True
control_socket_disable = True
limit_request_line = 8190  # the most gunicorn reads: a long address is answered by a page of ours
forwarded_allow_ips = ""  # what proxies say is believed by RAKOR_PROXIES alone, and no SCRIPT_NAME
loglevel = "warning"


def when_ready(_server: Arbiter) -> None:
    """What is loaded now stays: the collector need not look at it again, nor copy its pages."""
    gc.collect()
    gc.freeze()


def post_fork(_server: Arbiter, worker: Worker) -> None:
    """A database connection must never be shared by two processes."""
    app = cast("Flask", worker.app.wsgi())
    with app.app_context():
        db.engine.dispose(close=False)
