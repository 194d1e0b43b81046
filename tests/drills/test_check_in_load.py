"""A full hall checks in at once: everybody is recorded, and nobody is sent away."""

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from tests.drills.figures import figure
from tests.drills.installation import Installation, Visitor
from tests.factories import make_meeting, someone
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Presence
from tracker.models.check_in_desks import CheckInDesk, open_desk
from tracker.models.meetings import MeetingState

log = logging.getLogger("drills")  # `--log-cli-level=INFO` shows the figures
pytestmark = pytest.mark.drill

PEOPLE = figure(short=30, full=300)
SECONDS = figure(short=6, full=110)
AT_ONCE = 30  # phones that talk to us at the same moment
DRAWN = json.dumps(
    {"width": 320, "height": 107, "strokes": [[10 + n % 290 for n in range(0, 1200, 3)]]}
)


def test_a_full_hall_checks_in_within_two_minutes(installation: Installation):
    desk = opened_desk(installation)
    installation.start()
    begun = time.monotonic()

    def arrive(number: int) -> list[float]:
        time.sleep(max(0.0, begun + number * SECONDS / PEOPLE - time.monotonic()))
        return check_in(Visitor(installation.port), desk, number)

    with ThreadPoolExecutor(AT_ONCE) as hall:
        waits = sorted(wait for steps in hall.map(arrive, range(PEOPLE)) for wait in steps)
    took, p95 = time.monotonic() - begun, waits[len(waits) * 95 // 100]
    log.info("%d people in %.0f s; p95 %.3f s, slowest %.3f s", PEOPLE, took, p95, waits[-1])

    with installation.opened() as (sessions, _store), sessions() as session:
        signed = select(func.count()).where(Attendance.signature != "")
        assert session.scalar(signed.select_from(Attendance)) == PEOPLE
        positions = session.scalars(select(Attendance.position).order_by(Attendance.position))
        assert positions.all() == list(range(1, PEOPLE + 1))


def opened_desk(installation: Installation) -> CheckInDesk:
    with installation.opened() as (sessions, _store), sessions() as session:
        with write(session):
            meeting = make_meeting(session, state=MeetingState.SCHEDULED)
            desk = open_desk(meeting, by=someone(session), at=datetime.now(UTC))
        session.refresh(desk)
        session.expunge(desk)
        return desk


def check_in(phone: Visitor, desk: CheckInDesk, number: int) -> list[float]:
    """Scan, read the form, send it, see what is recorded; gives how long each answer took."""
    waits = []

    def timed(ask, *arguments, **fields):
        start = time.monotonic()
        answer = ask(*arguments, **fields)
        waits.append(time.monotonic() - start)
        return answer

    entered = timed(phone.get, f"/hadir/{desk.code(Presence.PRESENT, at=datetime.now(UTC))}")
    assert entered.status == 303
    assert timed(phone.get, entered.location).status == 200
    sent = timed(
        phone.post,
        entered.location,
        person_name=f"Peserta Ke-{number}",
        position_title="Kepala Bidang",
        organisation_name=f"Dinas Contoh {number % 40}",
        standing="companion",
        signature=DRAWN,
    )
    assert sent.status == 303
    assert "Kehadiran Anda tercatat" in timed(phone.get, sent.location).text
    return waits
