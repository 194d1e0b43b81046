"""The next meeting of a series accepts the minutes of the last one, once."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_actor, make_meeting, make_minutes, make_organisation
from tracker.models.acceptances import accept_previous, acceptance_of, previous_meeting
from tracker.models.errors import DomainError
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.series import Series

THEN = NOW + timedelta(days=28)


@pytest.fixture
def series(session: Session) -> Series:
    unit = make_organisation(session)
    return Series.add(
        session, by=None, at=NOW, name="Pengendalian Inflasi", organising_unit_id=unit.id
    )


@pytest.fixture
def following(session: Session, series: Series) -> Meeting:
    return make_meeting(
        session,
        state=MeetingState.SCHEDULED,
        starts_on=TODAY + timedelta(days=28),
        series=series,
    )


def test_the_next_meeting_accepts_once(session: Session, series: Series, following: Meeting):
    last = make_minutes(session, make_meeting(session, series=series), state=MinutesState.APPROVED)
    by = make_actor(session).user_id
    accept_previous(following, last.meeting, "Ejaan nama diperbaiki.", by=by, at=THEN)
    found = acceptance_of(session, last.id)
    assert found is not None
    assert (found.meeting, found.note) == (following, "Ejaan nama diperbaiki.")
    with pytest.raises(DomainError) as refusal:
        accept_previous(following, last.meeting, "", by=by, at=THEN)
    assert refusal.value.code == "accepted_already"


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.SUBMITTED, None])
def test_only_approved_minutes_are_accepted(
    session: Session, series: Series, following: Meeting, state: MinutesState | None
):
    last = make_meeting(session, series=series)
    if state is not None:
        make_minutes(session, last, state=state)
    with pytest.raises(DomainError) as refusal:
        accept_previous(following, last, "", by=make_actor(session).user_id, at=THEN)
    assert refusal.value.code == "nothing_to_accept"


def test_the_previous_meeting_is_the_last_one_held_of_the_series(
    session: Session, series: Series, following: Meeting
):
    make_meeting(session, series=series, starts_on=TODAY - timedelta(days=28))
    last = make_meeting(session, series=series)
    make_meeting(
        session,
        series=series,
        state=MeetingState.CANCELLED,
        starts_on=TODAY + timedelta(days=7),
    )
    make_meeting(session, starts_on=TODAY - timedelta(days=1))
    assert previous_meeting(session, following) is last


def test_a_meeting_still_to_come_accepts_nothing(
    session: Session, series: Series, following: Meeting
):
    last = make_minutes(session, make_meeting(session, series=series), state=MinutesState.APPROVED)
    eve = THEN - timedelta(days=1)
    with pytest.raises(DomainError) as refusal:
        accept_previous(following, last.meeting, "", by=make_actor(session).user_id, at=eve)
    assert refusal.value.code == "not_begun"
    assert acceptance_of(session, last.id) is None


def test_a_meeting_outside_any_series_follows_none(session: Session):
    assert previous_meeting(session, make_meeting(session)) is None
