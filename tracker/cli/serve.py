"""`rakor serve`: web and worker processes together, for as long as this command runs."""

import os
import socket
import sys
from urllib.parse import urlsplit

import click

from tracker.cli.processes import Processes, run
from tracker.cli.running import in_use
from tracker.cli.stop import Stop
from tracker.config import ConfigError, Settings, is_loopback

DEFAULT_PORT = 8000


@click.command()
@click.option("--demo", is_flag=True, help="Set up what is missing, with data to try it with.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="That of RAKOR_BASE_URL where it is on loopback, or 8000.",
)
@click.option("--workers", default=len(os.sched_getaffinity(0)), show_default="one a core")
def command(demo: bool, host: str, port: int | None, workers: int) -> None:
    """Start Rakor and keep it running until Ctrl-C or SIGTERM."""
    port = port or _usual_port()
    os.environ.setdefault("RAKOR_BASE_URL", f"http://127.0.0.1:{port}")
    _require_private(host)
    _require_free(host, port)
    # In a process of its own: what it loads would stay here as long as we run.
    if status := run(["tracker.cli", "demo" if demo else "check"]):
        sys.exit(status)
    if demo:
        os.environ["RAKOR_DEMO"] = "1"
    sink = _catch_mail() if os.environ.get("RAKOR_DEMO") == "1" else {}
    settings, stop = Settings.from_env(), Stop()
    web = ["gunicorn", "--config", "python:tracker.cli.web_process"]
    web += ["--bind", f"{host}:{port}", "--workers", str(workers)]
    worker = ["tracker.cli", "worker"]
    with in_use(settings), Processes({**sink, "web": web, "worker": worker}) as processes:
        processes.wait_until(lambda: stop() or _answers(host, port))
        if not stop():
            click.echo(f"Rakor is at {settings.base_url} (Ctrl-C ends it).")
            if sink:
                click.echo(f"Its mail goes nowhere but to {settings.base_url}/kotak-surat-contoh")
        processes.keep_running_until(stop)


def _catch_mail() -> dict[str, list[str]]:
    """The process that takes all mail of a demonstration, whatever server was set."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["RAKOR_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
    os.environ["RAKOR_MAIL_FROM"] = "rakor@contoh.example"
    return {"mail": ["tracker.cli", "mail-sink", "--port", str(port)]}


def _usual_port() -> int:
    url = urlsplit(os.environ.get("RAKOR_BASE_URL", ""))
    return (url.port if is_loopback(url.hostname or "") else None) or DEFAULT_PORT


def _require_private(host: str) -> None:
    """What was made for this machine only is not shown to a network."""
    own = is_loopback(urlsplit(os.environ["RAKOR_BASE_URL"]).hostname or "")
    if own and not is_loopback(host):
        raise ConfigError(
            f"--host {host} is open to the network: it needs the https:// address of a proxy in "
            "front as RAKOR_BASE_URL"
        )


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
