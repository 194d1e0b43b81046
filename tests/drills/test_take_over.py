"""A matrix of thousands of rows: within a minute, never by halves, and never at others' cost."""

import io
import random
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from tests.drills.figures import figure
from tests.drills.installation import Installation
from tests.factories import TODAY, make_actor
from tests.matrices import long_matrix, workbook
from tracker.capture.matrix_columns import guess_all
from tracker.capture.matrix_drafts import choose_sheet, chosen_matrix, examine, store_outcome
from tracker.config import PROJECT
from tracker.infra import clock
from tracker.infra.db import write
from tracker.infra.spreadsheets import Unreadable, read_file
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import verify
from tracker.jobs.take_overs import matrix_taker
from tracker.jobs.worker import work_one
from tracker.models.actions import Action
from tracker.models.jobs import Job, enqueue
from tracker.models.organisations import Organisation, load_known_organisations
from tracker.models.take_overs import (
    TAKE_OVER,
    TakeOver,
    TakeOverSheet,
    TakeOverState,
    start_take_over,
)
from tracker.models.users import Role

pytestmark = pytest.mark.drill
ROWS = figure(short=300, full=5_000)
KILLS = figure(short=2, full=20)
MINUTE = 60
PATIENCE = 15  # seconds somebody else may wait at most, as long as SQLite itself would


def test_thousands_of_rows_are_taken_over_within_a_minute(installation):
    """From the bytes of the file to the last row, while somebody else keeps writing."""
    data = long_matrix(ROWS)
    with installation.opened() as (sessions, store):
        started = time.monotonic()
        take_over_id, expected = prepare(sessions, data)
        handlers = {TAKE_OVER: matrix_taker(sessions, installation.settings.zone)}
        with somebody_else(sessions) as waits:
            assert work_one(sessions, handlers)
        took = time.monotonic() - started
        assert outcome(sessions, take_over_id) == (TakeOverState.DONE, expected)
        assert took < MINUTE
        assert max(waits) < PATIENCE
        seal_events(sessions)
        with sessions() as session:
            assert verify(session, store).problems == []


def test_a_worker_killed_again_and_again_leaves_nothing_half_and_nothing_twice(installation):
    rng = random.Random(7)
    with installation.opened() as (sessions, _):
        take_over_id, expected = prepare(sessions, long_matrix(ROWS))
        for _ in range(KILLS):
            worker = start_worker(installation)
            time.sleep(rng.uniform(1.5, 4.0))
            worker.kill()
            worker.wait()
            state, opened = outcome(sessions, take_over_id)
            assert (state, opened) in {
                (TakeOverState.RUNNING, 0),
                (TakeOverState.DONE, expected),
            }
            with sessions() as session, write(session):  # its lease would last two minutes
                again = update(Job).where(Job.kind == TAKE_OVER, Job.done_at.is_(None))
                session.execute(again.values(due_at=clock.now(), attempts=0))
        worker = start_worker(installation)
        installation.finish_jobs()
        worker.terminate()
        worker.wait()
        assert outcome(sessions, take_over_id) == (TakeOverState.DONE, expected)


def test_a_bomb_ends_the_process_that_reads_it_and_no_other():
    with pytest.raises(Unreadable, match="terlalu besar"):
        read_file(bomb())


def prepare(sessions: sessionmaker[Session], data: bytes) -> tuple[int, int]:
    """Read, mapped, answered and started; returns its id and how many actions it promises."""
    (sheet,) = read_file(data)
    with sessions() as session:
        with write(session):
            load_known_organisations(session, at=clock.now())
            unit = session.scalars(select(Organisation).where(Organisation.code == "biro-kesra"))
            clerk = make_actor(session, Role.SECRETARIAT, unit.one())
            (unit_id,) = clerk.secretariat
            take_over = start_take_over(
                session,
                by=clerk.user_id,
                at=clock.now(),
                name="Rekap.xlsx",
                unit_id=unit_id,
                meeting_id=None,
            )
            kept = TakeOverSheet(
                take_over_id=take_over.id,
                name=sheet.name,
                rows=sheet.rows,
                merged=[],
                size=len(sheet.rows),
            )
            session.add(kept)
            session.flush()
            choose_sheet(take_over.draft, kept)
            matrix = chosen_matrix(session, take_over.draft)
            assert matrix
            assert matrix.head
            columns = [column.value for column in guess_all(matrix.head.heads)]
            answers = {"seluruh opd": "without"}
            take_over.draft.answer(columns=columns, answers=answers)
        report = examine(take_over, clerk, today=TODAY)
        with write(session):
            edition = take_over.draft.edition
            store_outcome(take_over, report, edition=edition, today=TODAY)
            take_over.start(by=clerk, at=clock.now())
        return take_over.id, len(report.plans)


def outcome(sessions: sessionmaker[Session], take_over_id: int) -> tuple[TakeOverState, int]:
    """Its state, and how many actions stand in the register."""
    with sessions() as session:
        opened = session.scalar(select(func.count()).select_from(Action)) or 0
        return session.get_one(TakeOver, take_over_id).state, opened


@contextmanager
def somebody_else(sessions: sessionmaker[Session]) -> Iterator[list[float]]:
    """Who writes all the time; gives how long each of the writings had to wait."""
    waits: list[float] = []
    stop = threading.Event()

    def write_on() -> None:
        while not stop.wait(0.05):
            begun = time.monotonic()
            with sessions() as session, write(session):
                enqueue(session, "nothing", {}, at=clock.now())
            waits.append(time.monotonic() - begun)

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def start_worker(installation: Installation) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tracker.cli", "worker"]
    return subprocess.Popen(command, cwd=PROJECT, env=installation.environ)


def bomb() -> bytes:
    """Unfolds to more than the memory that reading is given."""
    source = io.BytesIO(workbook(("Rekap", lambda sheet, _: sheet.write("A1", "a"))))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(source) as book,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for name in book.namelist():
            with copy.open(name, "w", force_zip64=True) as member:
                if name != "xl/sharedStrings.xml":
                    member.write(book.read(name))
                    continue
                member.write(
                    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                )
                for _ in range(200):
                    member.write(b"<si><t>" + b"a" * 4_000_000 + b"</t></si>")
                member.write(b"</sst>")
    return out.getvalue()
