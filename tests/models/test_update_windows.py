"""Masa pemutakhiran: when it opens and ends, and what may be done with it when."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_meeting,
    make_organisation,
    make_secret_meeting,
    someone,
)
from tracker.infra.orm import session_of
from tracker.models.errors import DomainError
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.models.update_windows import Act, UpdateWindow, WindowState, plan_window, window_of
from tracker.models.working_days import WorkCalendar

DAY = timedelta(days=1)
HELD_ON = date(2025, 9, 30)  # a Tuesday; five working days before: the 23rd, one: the 29th


@pytest.fixture
def by(session: Session) -> int:
    return someone(session)


@pytest.fixture
def unit(session: Session) -> Organisation:
    return make_organisation(session)


@pytest.fixture
def series(session: Session, unit: Organisation) -> Series:
    return Series.add(session, by=None, at=NOW, name="Rakor UCJ", organising_unit_id=unit.id)


@pytest.fixture
def meeting(session: Session, unit: Organisation, series: Series) -> Meeting:
    return coming(session, unit, series, HELD_ON)


@pytest.fixture
def window(session: Session, meeting: Meeting) -> UpdateWindow:
    planned = plan(session, meeting)
    assert planned is not None
    return planned


def test_it_opens_and_ends_on_the_working_days_its_series_sets(window: UpdateWindow) -> None:
    assert window.opens_at == datetime(2025, 9, 23, 1, tzinfo=UTC)  # 08.00 WIB
    assert window.closes_at == datetime(2025, 9, 29, 9, tzinfo=UTC)  # 16.00 WIB
    assert window.state is WindowState.PLANNED


def test_over_lebaran_it_opens_before_the_holidays(
    session: Session, unit: Organisation, series: Series
) -> None:
    """2026: Nyepi, Idulfitri and cuti bersama from 18 to 24 March."""
    window = plan(session, coming(session, unit, series, date(2026, 3, 27)))
    assert window is not None
    assert (window.opens_on, window.closes_on) == (date(2026, 3, 13), date(2026, 3, 26))


def test_over_new_year_the_calendar_goes_on(
    session: Session, unit: Organisation, series: Series
) -> None:
    window = plan(session, coming(session, unit, series, date(2026, 1, 5)))
    assert window is not None
    assert window.closes_on == date(2026, 1, 2)
    assert window.opens_on < date(2025, 12, 30)


def test_an_end_on_the_day_itself_comes_before_the_meeting(
    session: Session,
    unit: Organisation,
    series: Series,
    by: int,
) -> None:
    series.revise(by=by, at=NOW, version=series.version, update_closes_before=0)
    meeting = coming(session, unit, series, HELD_ON, start_time=time(9))
    window = plan(session, meeting)
    assert window is not None
    assert window.closes_at == datetime(2025, 9, 30, 2, tzinfo=UTC)


def test_some_meetings_ask_nobody(
    session: Session, unit: Organisation, series: Series, by: int
) -> None:
    alone = make_meeting(session, unit, starts_on=HELD_ON, state=MeetingState.SCHEDULED)
    secret = make_secret_meeting(
        session, unit=unit, series=series, starts_on=HELD_ON, state=MeetingState.SCHEDULED
    )
    undated = make_meeting(session, unit, starts_on=None, state=MeetingState.SCHEDULED)
    series.revise(by=by, at=NOW, version=series.version, update_opens_before=0)
    never = coming(session, unit, series, HELD_ON)
    assert [plan(session, m) for m in (alone, secret, undated, never)] == [None] * 4


def test_it_moves_with_its_meeting(
    session: Session, meeting: Meeting, window: UpdateWindow
) -> None:
    reschedule(meeting, HELD_ON + DAY)
    plan(session, meeting)
    assert (window.opens_on, window.closes_on) == (date(2025, 9, 24), date(2025, 9, 30))


def test_days_chosen_by_hand_stay_until_the_meeting_moves(
    session: Session,
    meeting: Meeting,
    window: UpdateWindow,
    by: int,
) -> None:
    window.move(TODAY + DAY, TODAY + 4 * DAY, by=by, at=NOW, version=window.version)
    plan(session, meeting)
    assert (window.opens_on, window.closes_on) == (TODAY + DAY, TODAY + 4 * DAY)
    reschedule(meeting, HELD_ON + DAY)
    plan(session, meeting)
    assert window.opens_on == date(2025, 9, 24)


def test_an_open_one_goes_on_when_the_meeting_moves_by_a_day(
    session: Session, meeting: Meeting, window: UpdateWindow
) -> None:
    on = datetime(2025, 9, 25, 3, tzinfo=UTC)
    window.ask(by=None, at=on - DAY)
    reschedule(meeting, HELD_ON + DAY)
    plan(session, meeting, at=on)
    assert (window.state, window.closes_on) == (WindowState.OPEN, HELD_ON)
    assert window.next_act(at=on) is None


def test_opened_early_by_hand_it_stays_open_and_frozen_early_it_stays_closed(
    session: Session, meeting: Meeting, window: UpdateWindow, by: int
) -> None:
    window.ask(by=by, at=NOW)
    plan(session, meeting)
    assert (window.state, window.opens_at) == (WindowState.OPEN, NOW)
    window.freeze(None, by=by, at=NOW + DAY)
    plan(session, meeting)
    assert window.state is WindowState.CLOSED
    reschedule(meeting, HELD_ON + DAY)
    plan(session, meeting)
    assert window.state is WindowState.CLOSED


def test_an_open_one_ends_at_once_when_the_meeting_is_brought_forward(
    session: Session, meeting: Meeting, window: UpdateWindow, by: int
) -> None:
    window.ask(by=by, at=NOW)
    reschedule(meeting, TODAY + DAY)
    plan(session, meeting)
    assert window.next_act(at=NOW + timedelta(hours=2)) is Act.FREEZE


def test_a_meeting_put_off_by_a_month_asks_again_at_its_time(
    session: Session,
    meeting: Meeting,
    window: UpdateWindow,
    by: int,
) -> None:
    on = datetime(2025, 9, 29, 10, tzinfo=UTC)
    window.ask(by=None, at=on - 4 * DAY)
    window.freeze(None, by=None, at=on)
    assert window.state is WindowState.CLOSED
    meeting.move_to(MeetingState.POSTPONED, by=by, at=on)
    assert window.next_act(at=on) is None
    meeting.move_to(MeetingState.SCHEDULED, by=by, at=on)
    reschedule(meeting, date(2025, 10, 30))
    plan(session, meeting, at=on)
    assert (window.state, window.next_act(at=on)) == (WindowState.PLANNED, None)
    assert window.next_act(at=window.opens_at) is Act.ASK


def test_what_is_due_is_what_was_not_done_yet(window: UpdateWindow) -> None:
    opens, closes = window.opens_at, window.closes_at
    assert window.next_act(at=opens - DAY) is None
    assert window.next_act(at=opens) is Act.ASK
    window.ask(by=None, at=opens + DAY)
    assert window.next_act(at=opens + DAY) is None
    assert window.next_act(at=closes) is Act.FREEZE
    window.freeze(None, by=None, at=closes)
    assert window.next_act(at=closes) is None


def test_once_the_meeting_has_begun_nothing_is_made_up_for(window: UpdateWindow) -> None:
    assert window.next_act(at=window.closes_at + 2 * DAY) is None


def test_it_may_be_opened_by_hand_but_only_once(window: UpdateWindow, by: int) -> None:
    window.ask(by=by, at=NOW)
    assert (window.state, window.opens_at, window.round) == (WindowState.OPEN, NOW, 1)
    with pytest.raises(DomainError, match="sudah dibuka"):
        window.ask(by=by, at=NOW)


def test_only_a_scheduled_meeting_asks(meeting: Meeting, window: UpdateWindow, by: int) -> None:
    meeting.move_to(MeetingState.CANCELLED, by=by, at=NOW)
    with pytest.raises(DomainError, match="Dibatalkan"):
        window.ask(by=by, at=NOW)


def test_the_silent_are_reminded_once(window: UpdateWindow, by: int) -> None:
    with pytest.raises(DomainError, match="Belum dibuka"):
        window.remind(by=by, at=NOW)
    window.ask(by=by, at=NOW)
    window.remind(by=by, at=NOW + DAY)
    with pytest.raises(DomainError, match="satu kali"):
        window.remind(by=by, at=NOW + DAY)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "field"),
    [
        (TODAY - DAY, TODAY + DAY, "opens_on"),
        (TODAY + 3 * DAY, TODAY + 2 * DAY, "closes_on"),
        (TODAY, TODAY - DAY, "closes_on"),
        (TODAY, HELD_ON + DAY, "closes_on"),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_field(
    opens_on: date,
    closes_on: date,
    field: str,
    window: UpdateWindow,
    by: int,
) -> None:
    with pytest.raises(DomainError) as refused:
        window.move(opens_on, closes_on, by=by, at=NOW, version=window.version)
    assert refused.value.field == field


def test_while_it_is_open_only_its_end_moves(window: UpdateWindow, by: int) -> None:
    window.ask(by=by, at=NOW)
    window.move(TODAY - 9 * DAY, TODAY + 5 * DAY, by=by, at=NOW, version=window.version)
    assert (window.opens_at, window.closes_on) == (NOW, TODAY + 5 * DAY)
    assert window.state is WindowState.OPEN


def test_what_was_done_without_may_still_be_opened(window: UpdateWindow, by: int) -> None:
    window.cancel(by=by, at=NOW)
    assert window.next_act(at=window.opens_at) is None
    with pytest.raises(DomainError, match="berakhir"):
        window.cancel(by=by, at=NOW)
    window.ask(by=by, at=NOW)
    assert window.state is WindowState.OPEN


def coming(
    session: Session, unit: Organisation, series: Series, on: date, start_time: time | None = None
) -> Meeting:
    return make_meeting(
        session,
        unit,
        series=series,
        starts_on=on,
        start_time=start_time,
        state=MeetingState.SCHEDULED,
    )


def plan(session: Session, meeting: Meeting, *, at: datetime = NOW) -> UpdateWindow | None:
    calendar = WorkCalendar.load(session, {2025, 2026})
    plan_window(session, meeting, calendar, at=at)
    return window_of(session, meeting)


def reschedule(meeting: Meeting, on: date) -> None:
    by = someone(session_of(meeting))
    meeting.revise(by=by, at=NOW, version=meeting.version, starts_on=on)
