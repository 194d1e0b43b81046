"""Escalation by itself: late work climbs on working days, and stops as soon as somebody moves."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    TODAY,
    ZONE,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    someone,
)
from tests.jobs.looking import Look
from tracker.infra.db import write
from tracker.jobs.reminders import stop_what_moved
from tracker.jobs.successions import carry_out_successions
from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.digests import Digest
from tracker.models.due_dates import revise_action
from tracker.models.escalations import (
    LEVELS,
    Escalation,
    EscalationState,
    Level,
    Stop,
)
from tracker.models.extensions import ask_for_date
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.successions import Succession
from tracker.models.users import Role
from tracker.models.working_days import WorkCalendar

JAKARTA = ZoneInfo(ZONE)
CALENDAR = WorkCalendar([2025], [])
DUE = TODAY  # a Thursday


@pytest.fixture
def unit(session: Session) -> Organisation:
    with write(session):
        return make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)


@pytest.fixture
def labour(session: Session) -> Organisation:
    with write(session):
        return make_organisation(session, "Disnaker")


def test_it_climbs_after_three_five_ten_and_fifteen_working_days(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        shares = [owe(session, unit, labour) for _number in range(2)]
    reached = dict[Level, int]()
    for late in range(20):
        look(at(late))
        for letter in found(session):
            reached.setdefault(letter.level, late)
            assert {task.assignment_id for task in letter.tasks} == {s.id for s in shares}
    assert reached == dict(zip(LEVELS, (3, 5, 10, 15), strict=True))
    assert len(found(session)) == len(LEVELS), "one letter a level, however many tasks"


def test_old_work_begins_at_the_first_level_and_keeps_the_pauses(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        owe(session, unit, labour)
    for late, level in (
        (60, Level.RESPONSIBLE),
        (61, None),
        (62, Level.HEAD),
        (66, None),
        (67, Level.ASSISTANT),
        (72, Level.REGIONAL_SECRETARY),
    ):
        before = len(found(session))
        look(at(late))
        new = found(session)[before:]
        assert [letter.level for letter in new] == ([level] if level else []), late


def test_a_report_stops_it_says_so_and_lets_it_begin_anew(
    look: Look,
    sessions: sessionmaker[Session],
    session: Session,
    unit: Organisation,
    labour: Organisation,
) -> None:
    with write(session):
        share = owe(session, unit, labour)
    look(at(3))
    with write(session):
        report(session, share, Report.PROGRESS, 4)
    stop_what_moved(sessions, at(4))
    [letter] = found(session)
    assert letter.state is EscalationState.STOPPED
    assert letter.tasks[0].stop is Stop.REPORTED
    for late in (5, 6):
        look(at(late))
        assert len(found(session)) == 1
    look(at(7))  # three working days after the report
    assert [letter.level for letter in found(session)] == [Level.RESPONSIBLE] * 2


def test_what_waits_for_a_verdict_does_not_climb(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        share = owe(session, unit, labour)
        report(session, share, Report.DONE, 1)
    for late in range(2, 12):
        look(at(late))
    assert found(session) == []
    with write(session):
        by = make_actor(session, Role.SECRETARIAT)
        share.verify(Verdict.RETURNED, "Foto kabur.", by=by, at=at(12))
    look(at(12))
    assert len(found(session)) == 1


def test_what_asks_for_time_is_left_alone_until_it_is_ruled_on(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        change(session, owe(session, unit, labour), "ask for time")
    for late in range(3, 13):
        look(at(late))
    assert found(session) == []
    assert session.scalar(select(func.sum(Digest.told))) in {0, None}


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("claim", Stop.CLAIMED),
        ("cancel", Stop.ENDED),
        ("move", Stop.MOVED),
        ("class", Stop.CLASSED),
        ("ask for time", Stop.EXTENSION),
    ],
)
def test_it_says_why_it_stopped(
    look: Look,
    sessions: sessionmaker[Session],
    session: Session,
    unit: Organisation,
    labour: Organisation,
    what: str,
    why: Stop,
) -> None:
    with write(session):
        share = owe(session, unit, labour)
    look(at(3))
    with write(session):
        change(session, share, what)
    assert stop_what_moved(sessions, at(4)) == 1
    assert stop_what_moved(sessions, at(4)) == 0
    [letter] = found(session)
    assert (letter.state, letter.tasks[0].stop) == (EscalationState.STOPPED, why)


def test_a_letter_that_still_speaks_of_something_stays(
    look: Look,
    sessions: sessionmaker[Session],
    session: Session,
    unit: Organisation,
    labour: Organisation,
) -> None:
    with write(session):
        first, _second = (owe(session, unit, labour) for _number in range(2))
    look(at(3))
    with write(session):
        report(session, first, Report.OBSTACLE, 3)
    stop_what_moved(sessions, at(4))
    [letter] = found(session)
    assert letter.state is EscalationState.DRAFTED
    assert [task.stop for task in letter.tasks] == [Stop.REPORTED, None]


def test_work_that_goes_over_to_another_office_begins_anew_there(
    look: Look,
    sessions: sessionmaker[Session],
    session: Session,
    unit: Organisation,
    labour: Organisation,
) -> None:
    with write(session):
        owe(session, unit, labour)
    look(at(3))
    with write(session):
        heir = make_organisation(session, "Dinas Baru")
        Succession.add(
            session,
            by=someone(session),
            at=at(3),
            organisation_id=labour.id,
            successor_id=heir.id,
            takes_over_on=at(4).date(),
        )
    carry_out_successions(sessions, at=at(4), zone=JAKARTA)
    stop_what_moved(sessions, at(4))
    [letter] = found(session)
    assert (letter.state, letter.tasks[0].stop) == (EscalationState.STOPPED, Stop.SUCCEEDED)
    look(at(5))
    new = found(session)[1:]
    assert [(one.organisation_id, one.level) for one in new] == [(heir.id, Level.RESPONSIBLE)]


def test_work_for_named_readers_only_is_never_escalated(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        owe(session, unit, labour, security_class=SecurityClass.SECRET)
        owe(session, unit, labour, security_class=SecurityClass.RESTRICTED)
    look(at(3))
    [letter] = found(session)
    assert len(letter.tasks) == 1


def test_every_unit_writes_of_its_own_meetings(
    look: Look, session: Session, unit: Organisation, labour: Organisation
) -> None:
    with write(session):
        other = make_organisation(session, "Biro Ekonomi", kind=OrganisationKind.BUREAU)
        for one in (unit, other):
            owe(session, one, labour)
    look(at(3))
    assert {letter.unit_id for letter in found(session)} == {unit.id, other.id}


# --- helpers


def at(late: int) -> datetime:
    """The morning on which what is due was so many working days late."""
    return datetime.combine(CALENDAR.add(DUE, late), time(7, 30), JAKARTA)


def owe(
    session: Session,
    unit: Organisation,
    office: Organisation,
    security_class: SecurityClass = SecurityClass.OPEN,
) -> Assignment:
    meeting = make_meeting(session, unit, security_class=security_class)
    action = make_action(session, meeting, due_on=DUE)
    return make_assignment(session, office, action=action)


def report(session: Session, share: Assignment, said: Report, late: int) -> None:
    by = make_actor(session, Role.AGENCY, share.organisation)
    moment = at(late) + timedelta(hours=3)
    share.post_update(said, "Sudah.", by=by, at=moment, link="https://example.id")


def change(session: Session, share: Assignment, what: str) -> None:
    by = make_actor(session, Role.SECRETARIAT)
    if what == "claim":
        report(session, share, Report.DONE, 3)
    elif what == "cancel":
        share.cancel("Tidak diperlukan lagi.", by=by, at=at(3))
    elif what == "move":
        action = share.action
        later = DUE + timedelta(days=30)
        revise_action(
            session,
            action,
            by=by,
            at=at(3),
            version=action.version,
            due_on=later,
            due_reason="Menunggu data.",
        )
    elif what == "ask for time":
        agency = make_actor(session, Role.AGENCY, share.organisation)
        wish = DUE + timedelta(days=30)
        ask_for_date(share, wish, "Data belum ada.", by=agency, at=at(3), today=DUE)
    else:
        meeting = share.action.meeting
        assert meeting
        secret = {"security_class": SecurityClass.SECRET}
        meeting.revise(by=someone(session), at=at(3), version=meeting.version, **secret)


def found(session: Session) -> list[Escalation]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Escalation).order_by(Escalation.id)))
