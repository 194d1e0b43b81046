"""Rapat berikutnya: a draft on the series' pattern, once for each date of its rule."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_actor,
    make_appointment,
    make_meeting,
    make_organisation,
    make_person,
    make_series,
    make_user,
    someone,
)
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Event
from tracker.models.invitees import Invitee, invitees_of
from tracker.models.meetings import Meeting, MeetingState, Mode, SecurityClass, Urgency
from tracker.models.people import Capacity, Position, PositionLevel
from tracker.models.prepared_meetings import due_occurrences, prepare_meeting
from tracker.models.series import OnDayOff, Series
from tracker.models.series_pattern import (
    agenda_of_series,
    invitees_of_series,
    set_agenda,
    set_invitees,
)
from tracker.models.users import Role

TODAY = date(2026, 3, 1)
AT = datetime.fromisoformat("2026-03-01T02:00:00Z")
NYEPI, APRIL = date(2026, 3, 19), date(2026, 4, 16)
FOLLOW_UP = {"title": "Tindak lanjut rapat lalu", "kind": AgendaKind.FOLLOW_UP, "minutes": 30}


def prepare(session: Session, series: Series, on: date = APRIL) -> Meeting:
    return prepare_meeting(series, on, by=someone(session), at=AT, today=TODAY)


def test_the_draft_carries_what_the_series_says(session: Session) -> None:
    host = make_organisation(session, "Bank Indonesia")
    series = make_series(
        session,
        subject="Rakor Pengendalian Inflasi bulan {bulan} {tahun}",
        start_time=time(9),
        end_time=time(11, 30),
        venue="Ruang Sakai Sambayan",
        mode=Mode.HYBRID,
        host="Bank Indonesia",
        host_organisation_id=host.id,
        chair_name="Dr. Siti",
        chair_position="Sekretaris Daerah",
        chair_on_behalf_of="Gubernur",
        minute_taker_name="Nita",
        security_class=SecurityClass.RESTRICTED,
        urgency=Urgency.URGENT,
    )
    meeting = prepare(session, series)
    assert meeting.subject == "Rakor Pengendalian Inflasi bulan April 2026"
    assert (meeting.state, meeting.starts_on, meeting.ends_on) == (MeetingState.DRAFT, APRIL, None)
    assert (meeting.series_id, meeting.occurrence_on) == (series.id, APRIL)
    assert (meeting.start_time, meeting.end_time, meeting.zone) == (
        time(9),
        time(11, 30),
        "Asia/Jakarta",
    )
    assert (meeting.venue, meeting.mode) == ("Ruang Sakai Sambayan", Mode.HYBRID)
    assert (meeting.host, meeting.host_organisation_id) == ("Bank Indonesia", host.id)
    assert meeting.chair_name == "Dr. Siti"
    assert meeting.chair_on_behalf_of == "Gubernur"
    assert meeting.minute_taker_name == "Nita"
    assert meeting.security_class is SecurityClass.RESTRICTED
    assert meeting.urgency is Urgency.URGENT


def test_without_a_subject_of_its_own_a_meeting_is_called_as_its_series(session: Session) -> None:
    series = make_series(session, name="Rakor {UCJ} 100%")
    assert prepare(session, series).subject == "Rakor {UCJ} 100%"


def test_a_date_on_a_day_off_is_held_on_the_working_day_after_it(session: Session) -> None:
    series = make_series(session, on_day_off=OnDayOff.NEXT)
    meeting = prepare(session, series, NYEPI)
    assert (meeting.occurrence_on, meeting.starts_on) == (NYEPI, date(2026, 3, 25))


def test_the_standing_agenda_is_taken_over_in_order_and_with_its_kinds(session: Session) -> None:
    series = make_series(session)
    opening = {"title": "Pembukaan", "presenter": "Sekda", "minutes": 5}
    set_agenda(series, [opening, FOLLOW_UP], by=someone(session), at=AT, version=series.version)
    meeting = prepare(session, series)
    items = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    found = session.scalars(items.order_by(AgendaItem.position)).all()
    assert [(item.title, item.presenter, item.minutes, item.kind) for item in found] == [
        ("Pembukaan", "Sekda", 5, AgendaKind.ORDINARY),
        ("Tindak lanjut rapat lalu", "", 30, AgendaKind.FOLLOW_UP),
    ]


def test_an_office_that_is_no_longer_active_that_day_is_not_called(session: Session) -> None:
    series = make_series(session)
    staying = make_organisation(session, "Dinas A")
    leaving = make_organisation(session, "Dinas B", active_until=date(2026, 3, 31))
    coming = make_organisation(session, "Dinas C", active_from=date(2026, 4, 1))
    head = Position.add(
        session,
        by=None,
        at=AT,
        title="Kepala Dinas A",
        level=PositionLevel.HEAD,
        organisation_id=staying.id,
    )
    offices = [staying.id, leaving.id, coming.id]
    set_invitees(series, offices, [head], by=someone(session), at=AT, version=series.version)
    meeting = prepare(session, series)
    called = [(one.name, one.position_id) for one in invitees_of(session, meeting)]
    assert called == [("Dinas A", None), ("Kepala Dinas A", head.id), ("Dinas C", None)]


def test_the_chair_is_whoever_holds_the_position_that_day(session: Session) -> None:
    siti, budi = make_person(session, "Siti"), make_person(session, "Budi")
    unit = make_organisation(session)
    held = make_appointment(
        session, siti, title="Kepala Biro", organisation=unit, until=date(2026, 4, 30)
    )
    type(held).add(
        session,
        by=None,
        at=AT,
        person=budi,
        position=held.position,
        capacity=Capacity.DAILY_ACTING,
        since=date(2026, 4, 10),
        until=date(2026, 4, 20),
    )
    series = make_series(session, unit, chair_position_id=held.position_id, chair_name="Lama")
    meetings = [prepare(session, series, on) for on in (NYEPI, APRIL, date(2026, 5, 21))]
    assert [(m.chair_name, m.chair_position, m.chair_person_id) for m in meetings] == [
        ("Siti", "Kepala Biro", siti.id),
        ("Budi", "Plh. Kepala Biro", budi.id),
        ("", "Kepala Biro", None),
    ]


def test_a_minute_taker_who_has_left_is_not_named(session: Session) -> None:
    user = make_user(session, Role.SECRETARIAT, name="Nita Notulis")
    series = make_series(session, minute_taker_id=user.id)
    assert prepare(session, series, NYEPI).minute_taker_name == "Nita Notulis"
    user.deactivate(by=someone(session), at=AT, on=TODAY)
    meeting = prepare(session, series)
    assert (meeting.minute_taker_id, meeting.minute_taker_name) == (None, "")


def test_a_date_is_prepared_once_however_often_it_is_asked_for(session: Session) -> None:
    series = make_series(session)
    first, again = prepare(session, series), prepare(session, series)
    assert first is again
    first.revise(by=someone(session), at=AT, version=first.version, starts_on=date(2026, 4, 23))
    assert prepare(session, series) is first
    with pytest.raises(IntegrityError):
        make_meeting(session, series_id=series.id, occurrence_on=APRIL)


def test_a_meeting_that_leaves_the_series_frees_the_date(session: Session) -> None:
    series, other = make_series(session), make_series(session)
    meeting = prepare(session, series)
    meeting.revise(by=someone(session), at=AT, version=meeting.version, series_id=other.id)
    assert meeting.occurrence_on is None
    assert prepare(session, series) is not meeting


@pytest.mark.parametrize("on", [date(2026, 4, 17), date(2026, 2, 19), date(2062, 4, 20)])
def test_a_date_outside_the_schedule_or_gone_by_is_not_prepared(session: Session, on: date) -> None:
    with pytest.raises(DomainError) as refusal:
        prepare(session, make_series(session), on)
    assert refusal.value.code == "not_scheduled"


def test_what_is_due_comes_within_the_days_ahead(session: Session) -> None:
    series = make_series(session, rule="FREQ=WEEKLY;BYDAY=MO", first_on=date(2026, 1, 5))

    def due(until: date) -> list[int]:
        return [on.day for on in due_occurrences(session, series, until=until, today=TODAY)]

    assert due(date(2026, 3, 15)) == [2, 9]
    prepare(session, series, date(2026, 3, 2))
    assert due(date(2026, 3, 16)) == [9, 16]


def test_preparing_writes_the_events_of_a_meeting_and_its_parts(session: Session) -> None:
    series = make_series(session)
    set_agenda(series, [FOLLOW_UP], by=someone(session), at=AT, version=series.version)
    session.commit()
    before = session.scalars(select(func.max(Event.id))).one()
    prepare_meeting(series, APRIL, by=None, at=AT, today=TODAY)
    session.commit()
    verbs = session.execute(select(Event.verb, Event.actor_id).where(Event.id > before)).all()
    assert verbs == [("meeting:added", None), ("agenda_item:added", None)]


# --- the pattern


def test_the_pattern_is_replaced_as_a_whole_and_only_as_it_was_read(session: Session) -> None:
    series, by = make_series(session), make_actor(session).user_id
    office = make_organisation(session)
    set_invitees(series, [office.id], [], by=by, at=AT, version=1)
    set_invitees(series, [office.id], [], by=by, at=AT, version=2)
    set_agenda(series, [FOLLOW_UP], by=by, at=AT, version=3)
    set_agenda(series, [{"title": "Penutup"}], by=by, at=AT, version=4)
    session.commit()
    assert [item.title for item in agenda_of_series(series)] == ["Penutup"]
    assert [one.name for one in invitees_of_series(series)] == [office.name]
    with pytest.raises(Conflict):
        set_agenda(series, [], by=by, at=AT, version=4)
    with pytest.raises(Conflict):
        set_invitees(series, [], [], by=by, at=AT, version=4)


def test_looking_back_stands_once_on_an_agenda(session: Session) -> None:
    series = make_series(session)
    with pytest.raises(DomainError) as refusal:
        set_agenda(series, [FOLLOW_UP, FOLLOW_UP], by=someone(session), at=AT, version=1)
    assert refusal.value.code == "kind_twice"


# --- the series


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"start_time": time(11), "end_time": time(9)}, "times_reversed"),
        ({"update_opens_before": 1, "update_closes_before": 1}, "window_reversed"),
        ({"security_class": SecurityClass.SECRET}, "series_secret"),
    ],
)
def test_a_series_that_cannot_be_is_refused(
    session: Session, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        make_series(session, **values)
    assert refusal.value.code == code


def test_no_window_is_a_window_too(session: Session) -> None:
    series = make_series(session, update_opens_before=0, update_closes_before=0)
    assert series.update_opens_before == 0


def test_prepared_meetings_call_nobody_twice(session: Session) -> None:
    series, office = make_series(session), make_organisation(session)
    set_invitees(series, [office.id, office.id], [], by=someone(session), at=NOW, version=1)
    meeting = prepare(session, series)
    called = select(func.count()).where(Invitee.meeting_id == meeting.id)
    assert session.scalar(called) == 1
