"""`kill -9` among writes: what was acknowledged is there, and nothing is there by halves."""

import random
import threading
import time
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import func, select, text

from tests.drills.figures import figure
from tests.drills.installation import Gone, Installation, Visitor
from tests.factories import make_assignment, make_user
from tracker.infra.db import write
from tracker.infra.passwords import hash_password
from tracker.jobs.audit import seal_events
from tracker.jobs.integrity import verify
from tracker.models.events import Event
from tracker.models.updates import StatusUpdate
from tracker.models.users import Role

pytestmark = pytest.mark.drill
KILLS = figure(short=2, full=20)
CLIENTS = 4
PASSWORD = "kopi pahit di teluk"


@dataclass
class Agency:
    """One agency's representative, reporting again and again; keeps a ledger of its own."""

    login: str
    assignment_id: int
    acknowledged: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def report_until(self, stop: threading.Event, port: int) -> None:
        visitor = Visitor(port)
        signed_in = False
        for number in count():
            if stop.is_set():
                return
            note = f"{self.login} laporan {number}"
            try:
                if not signed_in:
                    signed_in = visitor.sign_in(self.login, PASSWORD).status == 303
                    visitor.get(f"/tugas/{self.assignment_id}")
                    continue
                answer = visitor.post(
                    f"/tugas/{self.assignment_id}/perkembangan", report="progress", note=note
                )
            except Gone:
                if signed_in:
                    self.unanswered.append(note)
                time.sleep(0.05)
                continue
            (self.acknowledged if answer.status == 303 else self.refused).append(note)


def test_no_acknowledged_report_is_lost_and_none_is_half_there(installation):
    agencies = hire(installation)
    installation.start()
    stop, rng = threading.Event(), random.Random(1)
    reporting = [
        threading.Thread(target=agency.report_until, args=(stop, installation.port))
        for agency in agencies
    ]
    for thread in reporting:
        thread.start()
    try:
        for number in range(KILLS):
            wait_for_progress(agencies)
            installation.kill_web(master=number % 4 == 3, rng=rng)
        wait_for_progress(agencies)
    finally:
        stop.set()
        for thread in reporting:
            thread.join()
    assert installation.stop() == 0

    acknowledged = [note for agency in agencies for note in agency.acknowledged]
    unanswered = {note for agency in agencies for note in agency.unanswered}
    assert [note for agency in agencies for note in agency.refused] == []
    with installation.opened() as (sessions, store), sessions() as session:
        stored = list(session.scalars(select(StatusUpdate.note)))
        told = session.scalar(select(func.count()).where(Event.verb.like("assignment:%")))
        sound = session.scalar(text("PRAGMA integrity_check"))
        session.rollback()
        seal_events(sessions)
        report = verify(session, store)
    assert len(stored) == len(set(stored))
    assert set(acknowledged) - set(stored) == set()
    assert set(stored) - set(acknowledged) - unanswered == set()
    assert (sound, report.problems) == ("ok", [])
    assert told
    assert len(acknowledged) >= CLIENTS * KILLS


def hire(installation: Installation) -> list[Agency]:
    """An agency a client, each with an assignment of its own."""
    hashed = hash_password(PASSWORD)
    with installation.opened() as (sessions, _), sessions() as session, write(session):
        agencies = []
        for number in range(CLIENTS):
            assignment = make_assignment(session)
            login = f"petugas{number}"
            make_user(
                session, Role.AGENCY, assignment.organisation, login=login, password_hash=hashed
            )
            agencies.append(Agency(login, assignment.id))
        return agencies


def wait_for_progress(agencies: list[Agency]) -> None:
    """Until every agency has had some more reports acknowledged, so that each kill meets writes."""
    goals = [len(agency.acknowledged) + 3 for agency in agencies]
    deadline = time.monotonic() + 60
    while any(len(a.acknowledged) < goal for a, goal in zip(agencies, goals, strict=True)):
        assert time.monotonic() < deadline, "the service did not come back"
        time.sleep(0.02)
