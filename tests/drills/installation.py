"""A whole installation in processes of its own, and visitors who talk to it over the network."""

import http.cookiejar
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tracker.config import PROJECT, Settings
from tracker.infra import clock
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.storage import Store, open_store
from tracker.models.jobs import LEASE, Job

START_SECONDS = 120
JOBS_SECONDS = 120


class Gone(Exception):
    """No answer: whether the act happened is unknown."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    location: str = ""


class Installation:
    """project: the release that runs, changed to one of later in the midst of a drill."""

    def __init__(self, data_dir: Path) -> None:
        self.project = PROJECT
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._data_dir, self._mail = data_dir, data_dir / "mail"
        self._database, self._kept = data_dir / "rakor.sqlite3", data_dir.with_name("kept.sqlite3")
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(data_dir.parent),
            "RAKOR_DATA": str(data_dir),
            "RAKOR_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.passwords: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self.environ)

    def run(self, *arguments: str | Path | int) -> subprocess.CompletedProcess[str]:
        """`rakor …` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "tracker.cli", *map(str, arguments)],
            cwd=self.project,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def set_up(self) -> None:
        for command in ("init", "migrate"):
            done = self.run(command)
            assert done.returncode == 0, done.stderr

    def copied_to(self, data_dir: Path) -> "Installation":
        """Another one in the same state; while this one does not serve."""
        shutil.copytree(self._data_dir, data_dir)
        return Installation(data_dir)

    def load_demonstration(self) -> None:
        loaded = self.run("demo")
        assert loaded.returncode == 0, loaded.stderr
        lines = [line.split() for line in loaded.stdout.splitlines() if line.startswith("  ")]
        self.passwords = {login: password for login, password, *_who in lines}

    @contextmanager
    def opened(self) -> Iterator[tuple[sessionmaker[Session], Store]]:
        engine = open_engine(self.settings.database_url)
        yield make_sessions(engine), open_store(self.settings.store_url)
        engine.dispose()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tracker.cli", "serve", "--port", str(self.port)],
            cwd=self.project,
            env=self.environ,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self._process.poll() is None, "it ended instead of serving"
            assert time.monotonic() < deadline, "it does not answer"
            time.sleep(0.1)

    def stop(self) -> int | None:
        """End it as an operator would; returns its exit status, None when it was not running."""
        if self._process is None:
            return None
        self._process.terminate()
        status, self._process = self._process.wait(60), None
        return status

    def finish_jobs(self) -> None:
        """Wait until no job is due and none is being worked at."""
        deadline = time.monotonic() + JOBS_SECONDS
        waiting = select(Job.id).where(Job.done_at.is_(None), Job.failed_at.is_(None))
        with self.opened() as (sessions, _), sessions() as session:
            while session.scalar(waiting.where(Job.due_at <= clock.now() + LEASE)):
                assert time.monotonic() < deadline, "the worker does not come to an end"
                session.rollback()
                time.sleep(0.1)

    def keep(self) -> None:
        """Remember all rows and letters as they are, once nothing is left to do."""
        self.finish_jobs()
        _copy_rows(self._database, self._kept)
        self._letters = {*self._mail.glob("*")}

    def put_back(self) -> None:
        """Rows and letters as they were kept; it goes on serving, and files without rows stay."""
        self.finish_jobs()
        _copy_rows(self._kept, self._database)
        for letter in {*self._mail.glob("*")} - self._letters:
            letter.unlink()

    def answers(self) -> bool:
        try:
            return Visitor(self.port).get("/healthz").status == 200
        except Gone:
            return False

    def kill_web(self, rng: random.Random, *, master: bool) -> None:
        """`kill -9` one of the processes that answer, or the one that started them."""
        processes = self.processes("gunicorn")
        os.kill(processes[0] if master else rng.choice(processes[1:]), signal.SIGKILL)

    def processes(self, words: str) -> list[int]:
        """Ours with these words in their command line, parents before children."""
        assert self._process
        below = [self._process.pid]
        for pid in below:
            below += _children(pid)
        return [pid for pid in below if words in _command_line(pid)]


class Visitor:
    """A browser without scripts: keeps cookies, sends tokens back, follows no redirect."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), _Stay()
        ).open
        self._token = ""

    def get(self, path: str) -> Answer:
        return self._ask(path)

    def post(self, path: str, **fields: str) -> Answer:
        data = urllib.parse.urlencode({**fields, "csrf_token": self._token}).encode()
        return self._ask(path, data)

    def download(self, path: str) -> bytes:
        with self._open(self._address + path, timeout=30) as response:
            body: bytes = response.read()
            return body

    def sign_in(self, login: str, password: str) -> Answer:
        self.get("/masuk")
        answer = self.post("/masuk", login=login, password=password)
        self.get("/")
        return answer

    def _ask(self, path: str, data: bytes | None = None) -> Answer:
        try:
            answer = self._answer(path, data)
        except (OSError, HTTPException) as error:
            raise Gone(str(error)) from error
        if token := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text):
            self._token = token[1]
        return answer

    def _answer(self, path: str, data: bytes | None) -> Answer:
        try:
            response = self._open(self._address + path, data, timeout=30)
        except urllib.error.HTTPError as refusal:
            response = refusal
        with response:  # read out here, since the server may die between status and text
            where = response.headers.get("Location", "")
            return Answer(response.status, response.read().decode(), where)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object, **_named: object) -> None:
        return None


def _copy_rows(source: Path, target: Path) -> None:
    """In one transaction, whoever else has the target open."""
    engines = [open_engine(f"sqlite:///{path}") for path in (source, target)]
    rows, copy = (engine.raw_connection() for engine in engines)
    cast(Any, rows.driver_connection).backup(cast(Any, copy.driver_connection))
    for engine, connection in zip(engines, (rows, copy), strict=True):
        connection.close()
        engine.dispose()


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
