"""`rakor serve`: web and worker processes together, for as long as this command runs."""

import os
import signal
import socket
import time

import click

from tracker.cli.demo import load_demo, show
from tracker.cli.install import make_installation
from tracker.cli.migrate import migrate
from tracker.cli.processes import LOOK_EVERY, Processes
from tracker.cli.readiness import require_ready
from tracker.cli.running import in_use
from tracker.config import ConfigError, Settings
from tracker.jobs.worker import Stop


@click.command()
@click.option("--demo", is_flag=True, help="Set up what is missing, with data to try it with.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=len(os.sched_getaffinity(0)), show_default="one a core")
def command(demo: bool, host: str, port: int, workers: int) -> None:
    """Start Rakor and keep it running until Ctrl-C or SIGTERM."""
    os.environ.setdefault("RAKOR_BASE_URL", f"http://127.0.0.1:{port}")
    if demo:
        os.environ["RAKOR_DEMO"] = "1"
        make_installation()
        migrate(Settings.from_env())
    settings, stop = Settings.from_env(), Stop()
    require_ready(settings)
    _require_free(host, port)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sign_ins = load_demo(settings) if demo else []
    web = ["gunicorn", "--config", "python:tracker.cli.web_process"]
    web += ["--bind", f"{host}:{port}", "--workers", str(workers)]
    worker = ["tracker.cli", "worker"]
    with in_use(settings), Processes({"web": web, "worker": worker}) as processes:
        while not (stop.requested or _answers(host, port)):
            processes.look()
            time.sleep(LOOK_EVERY)
        click.echo(f"Rakor is at {settings.base_url}")
        show(sign_ins)
        processes.keep_running(stop)


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(f"{host}:{port} cannot be used: {error.strerror}") from error


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
