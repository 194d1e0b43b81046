"""Backups taken while four others write: each is one moment, restores, serves and verifies."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from tests.drills.figures import figure
from tests.drills.installation import Installation, Visitor
from tests.factories import make_user
from tracker.config import PROJECT
from tracker.infra.db import write
from tracker.infra.passwords import hash_password
from tracker.models.files import Blob

pytestmark = pytest.mark.drill
BACKUPS = figure(short=1, full=20)
WRITERS = 4
PATIENCE_SECONDS = 60
PASSWORD = "kopi pahit di teluk"


@pytest.fixture
def writers(installation: Installation) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that upload and record all the time."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.drills.writer"], cwd=PROJECT, env=installation.environ
        )
        for _ in range(WRITERS)
    ]
    yield running
    for process in running:
        process.kill()
        process.wait()


def test_a_backup_among_writers_restores_whole(installation, writers, tmp_path):
    with installation.opened() as (sessions, _), sessions() as session, write(session):
        make_user(session, login="petugas", password_hash=hash_password(PASSWORD))
    before = 0
    for number in range(BACKUPS):
        archive = tmp_path / f"{number}.tar"
        wait_for_more(installation, than=before)
        done = installation.run("backup", archive)
        assert done.returncode == 0, done.stderr
        assert all(process.poll() is None for process in writers)

        restored = Installation(tmp_path / f"restored-{number}")
        restored.run("init")
        done = restored.run("restore", archive)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "All is as it was left." in done.stdout
        before = count_files(restored)
        archive.unlink()
    serves(restored)


def wait_for_more(installation: Installation, *, than: int) -> None:
    """Until the writers have gone on, so that no two backups hold the same."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with installation.opened() as (sessions, _), sessions() as session:
        while (session.scalar(select(func.count(Blob.id))) or 0) <= than:
            assert time.monotonic() < deadline, "the writers stand still"
            session.rollback()
            time.sleep(0.1)


def count_files(restored: Installation) -> int:
    """Every row has its file, and there is no file without a row."""
    with restored.opened() as (sessions, store), sessions() as session:
        rows = session.scalar(select(func.count(Blob.id))) or 0
        assert len(list(store.all_keys())) == rows
    return rows


def serves(restored: Installation) -> None:
    restored.start()
    try:
        assert Visitor(restored.port).sign_in("petugas", PASSWORD).status == 303
    finally:
        assert restored.stop() == 0
