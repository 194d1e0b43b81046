"""The four lights: computed from state, due date and the office's day; nobody types one."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tests.factories import (
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
)
from tracker.models.assignment_states import AssignmentState, Light, days_left, light_of
from tracker.models.meetings import Meeting
from tracker.models.users import Role
from tracker.reports.assignments import Standing, Wanted, listed

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED = AssignmentState
DAY = timedelta(days=1)
# By state: the light a day before the due date, on it, a day after it, and without any.
LIGHTS = {
    NOT_STARTED: (Light.NOT_STARTED, Light.NOT_STARTED, Light.LATE, Light.NOT_STARTED),
    IN_PROGRESS: (Light.ON_TRACK, Light.ON_TRACK, Light.LATE, Light.ON_TRACK),
    DONE: (Light.VERIFIED,) * 4,
    NOT_FEASIBLE: (None,) * 4,
    REASSIGNED: (None,) * 4,
    CANCELLED: (None,) * 4,
}


def test_every_state_has_its_light_before_on_and_after_the_due_date():
    for state, lights in LIGHTS.items():
        due = (TODAY + DAY, TODAY, TODAY - DAY, None)
        assert tuple(light_of(state, on, TODAY) for on in due) == lights, state


def test_a_claim_is_judged_by_the_day_it_was_made():
    later = TODAY + 30 * DAY
    for claimed_on, light in (
        (TODAY - DAY, Light.ON_TRACK),
        (TODAY, Light.ON_TRACK),
        (TODAY + DAY, Light.LATE),
    ):
        assert light_of(AWAITING, TODAY, later, claimed_on=claimed_on) is light
    assert light_of(AWAITING, None, later, claimed_on=later) is Light.ON_TRACK


def test_work_turns_late_at_midnight_where_the_office_is(session: Session):
    """One second before it is due today; the light, the days left and the list say the same."""
    for name, hours in (("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)):
        zone = ZoneInfo(name)
        unit = make_organisation(session)
        meeting: Meeting = make_meeting(session, unit, zone=name)
        midnight = datetime(2025, 9, 19, tzinfo=UTC) - timedelta(hours=hours)
        share = make_assignment(
            session,
            action=make_action(session, meeting),
            state=IN_PROGRESS,
            due_on=date(2025, 9, 18),
        )
        reader = make_actor(session, Role.AGENCY, share.organisation)
        for instant, late in ((midnight - timedelta(seconds=1), False), (midnight, True)):
            today = instant.astimezone(zone).date()
            left = days_left(share.state, share.due_on, today)
            assert left == (-1 if late else 0), name
            light = light_of(share.state, share.due_on, today)
            assert light is (Light.LATE if late else Light.ON_TRACK), name
            wanted = Wanted(standing=Standing.OVERDUE)
            rows = listed(session, reader, wanted, today=today, limit=9, after=None)
            assert bool(rows) is late, name
