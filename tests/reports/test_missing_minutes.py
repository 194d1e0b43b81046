"""Rapat belum ada notula: which they are, in which stage, and for how many working days."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_actor,
    make_meeting,
    make_minutes,
    make_organisation,
    make_secret_meeting,
    someone,
)
from tracker.models.corrections import open_correction
from tracker.models.meetings import MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.users import Actor, Role
from tracker.models.working_days import OfficeDay
from tracker.reports.missing_minutes import MissingList, missing_minutes

TODAY = date(2026, 3, 27)  # Friday; Lebaran took the days from the 18th to the 24th
DAY = timedelta(days=1)


@pytest.fixture
def unit(session: Session) -> Organisation:
    return make_organisation(session, kind=OrganisationKind.BUREAU)


@pytest.fixture
def secretariat(session: Session, unit: Organisation) -> Actor:
    return make_actor(session, Role.SECRETARIAT, unit)


def missing(session: Session, actor: Actor, today: date = TODAY) -> MissingList:
    return missing_minutes(session, actor, today=today, limit=9)


def test_they_wait_in_the_order_in_which_they_were_held_each_in_its_stage(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    untouched = make_meeting(session, unit, starts_on=date(2025, 9, 17))
    states = (MinutesState.DRAFT, MinutesState.SUBMITTED, MinutesState.RETURNED)
    begun = [make_minutes(session, make_meeting(session, unit), state=state) for state in states]
    found = missing(session, secretariat).rows
    assert [(m.meeting_id, m.state, m.minutes) for m in found] == [
        (untouched.id, MeetingState.HELD, None),
        *((minutes.meeting_id, MeetingState.HELD, minutes.state) for minutes in begun),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "number"),
    [
        (date(2026, 3, 17), None, 3),  # the 25th, 26th and 27th
        (date(2026, 3, 13), date(2026, 3, 17), 3),
        (date(2026, 3, 26), None, 1),
        (date(2025, 12, 24), None, 56),  # 67 weekdays, 11 of them off
    ],
)
def test_they_are_counted_in_working_days_since_the_last_day(
    session: Session,
    unit: Organisation,
    secretariat: Actor,
    starts_on: date,
    ends_on: date | None,
    number: int,
) -> None:
    state = MeetingState.SCHEDULED
    make_meeting(session, unit, state=state, starts_on=starts_on, ends_on=ends_on)
    (row,) = missing(session, secretariat).rows
    assert row.working_days == number


def test_the_offices_own_days_off_do_not_count(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    by = someone(session)
    OfficeDay.add(session, by=by, at=NOW, day=date(2026, 3, 26), name="HUT", working=False)
    make_meeting(session, unit, state=MeetingState.SCHEDULED, starts_on=date(2026, 3, 17))
    assert [row.working_days for row in missing(session, secretariat).rows] == [2]


def test_a_meeting_whose_day_has_passed_belongs_here_though_nobody_declared_it_held(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    yesterday = TODAY - DAY
    states = (MeetingState.DRAFT, MeetingState.SCHEDULED, MeetingState.IN_PROGRESS)
    unsaid = [make_meeting(session, unit, state=s, starts_on=yesterday).id for s in states]
    for state in (MeetingState.POSTPONED, MeetingState.CANCELLED):
        make_meeting(session, unit, state=state, starts_on=yesterday)
    make_meeting(session, unit, state=MeetingState.SCHEDULED, starts_on=TODAY)
    make_meeting(session, unit, state=MeetingState.SCHEDULED, starts_on=yesterday, ends_on=TODAY)
    make_meeting(session, unit, state=MeetingState.DRAFT, starts_on=None)
    assert [row.meeting_id for row in missing(session, secretariat).rows] == unsaid


def test_a_meeting_held_today_waits_from_now_on(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    make_meeting(session, unit, starts_on=date(2025, 9, 18))
    (row,) = missing(session, secretariat, date(2025, 9, 18)).rows
    assert row.working_days == 0


def test_what_has_an_approved_notula_is_not_missing_even_while_it_is_corrected(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    minutes = make_minutes(session, make_meeting(session, unit), state=MinutesState.APPROVED)
    assert missing(session, secretariat) == MissingList([], 0)
    open_correction(minutes, "Salah tulis nama.", by=secretariat, at=NOW)
    session.flush()
    assert missing(session, secretariat) == MissingList([], 0)


def test_only_ones_own_units_and_never_what_is_secret(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    make_meeting(session)
    make_secret_meeting(session, unit=unit)
    named = make_secret_meeting(session, secretariat, unit=unit)
    assert [row.meeting_id for row in missing(session, secretariat).rows] == [named.id]
    setda = make_organisation(session, kind=OrganisationKind.REGIONAL_SECRETARIAT)
    everywhere = make_actor(session, Role.SECRETARIAT, setda)
    assert missing(session, everywhere).total == 1


def test_a_page_goes_on_where_the_one_before_ended_and_knows_the_total(
    session: Session, unit: Organisation, secretariat: Actor
) -> None:
    for _ in range(5):
        make_meeting(session, unit)
    first = missing_minutes(session, secretariat, today=TODAY, limit=3)
    place = (first.rows[-1].starts_on, first.rows[-1].meeting_id)
    rest = missing_minutes(session, secretariat, today=TODAY, limit=3, after=place)
    shown = [row.meeting_id for row in (*first.rows, *rest.rows)]
    assert (shown, first.total, rest.total) == (sorted(shown), 5, 5)
    assert len(shown) == 5
