"""A meeting goes through its agenda: item after item, and a step back when it was too soon."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, someone
from tracker.models.agenda import AgendaItem, agenda_of
from tracker.models.agenda_course import Course, go_back, go_forward
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.meetings import Meeting, MeetingState


@pytest.fixture
def by(session: Session) -> int:
    return someone(session)


@pytest.fixture
def meeting(session: Session, by: int) -> Meeting:
    """Scheduled for today."""
    meeting = make_meeting(session, state=MeetingState.SCHEDULED)
    for title in ("Pembukaan", "Paparan", "Pembahasan"):
        AgendaItem.append(meeting, by=by, at=NOW, title=title)
    return meeting


def current(meeting: Meeting) -> str:
    item = Course(agenda_of(meeting)).current
    return item.title if item else ""


def walk(meeting: Meeting, by: int, go: Callable[..., None], minute: int = 0) -> str:
    """One step by somebody who sees the screen; the title that is current then."""
    item = Course(agenda_of(meeting)).current
    at = NOW + timedelta(minutes=minute)
    go(meeting, seen=item.id if item else 0, by=by, at=at)
    return current(meeting)


def test_the_agenda_is_gone_through_from_first_to_last(session: Session, meeting: Meeting, by: int):
    walked = [walk(meeting, by, go_forward, minute) for minute in (0, 10, 30, 50)]
    assert walked == ["Pembukaan", "Paparan", "Pembahasan", ""]
    assert meeting.state is MeetingState.IN_PROGRESS
    spent = [(item.opened_at, item.closed_at) for item in agenda_of(meeting)]
    assert spent[1] == (NOW + timedelta(minutes=10), NOW + timedelta(minutes=30))
    assert walk(meeting, by, go_forward) == ""
    newest = select(Event.verb).order_by(Event.id.desc()).limit(1)
    assert session.scalar(newest) == "agenda_item:closed"


def test_a_step_back_undoes_a_step_taken_too_soon(meeting: Meeting, by: int):
    walk(meeting, by, go_forward, 0)
    walk(meeting, by, go_forward, 5)
    assert walk(meeting, by, go_back, 6) == "Pembukaan"
    first, second, _ = agenda_of(meeting)
    assert (first.opened_at, first.closed_at) == (NOW, None)
    assert second.opened_at is None
    assert walk(meeting, by, go_back) == ""
    assert agenda_of(meeting)[0].opened_at is None


def test_after_the_last_item_a_step_back_opens_it_again(meeting: Meeting, by: int):
    for minute in range(4):
        walk(meeting, by, go_forward, minute)
    assert walk(meeting, by, go_back) == "Pembahasan"


def test_two_who_press_at_once_go_one_step(meeting: Meeting, by: int):
    for _ in range(2):
        go_forward(meeting, seen=0, by=by, at=NOW)
    assert current(meeting) == "Pembukaan"


def test_items_are_opened_on_the_day_of_a_meeting_that_is_held(
    session: Session, meeting: Meeting, by: int
):
    with pytest.raises(DomainError, match="belum tiba"):
        go_forward(meeting, seen=0, by=by, at=NOW - timedelta(days=1))
    for state in (MeetingState.DRAFT, MeetingState.HELD, MeetingState.POSTPONED):
        with pytest.raises(DomainError, match="terjadwal atau berlangsung"):
            go_forward(make_meeting(session, state=state), seen=0, by=by, at=NOW)
    assert meeting.state is MeetingState.SCHEDULED
