"""What a series still owes its next meeting: selected live, in the order in which it presses."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_secret_meeting,
    someone,
)
from tracker.models.assigning import assign
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.due_dates import revise_action
from tracker.models.errors import DomainError
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.series import Series
from tracker.models.users import Actor, Role
from tracker.reports.carry_over import CarryOver, Standing, carry_over

DAY = timedelta(days=1)
PREVIOUS, NEXT = TODAY - 30 * DAY, TODAY + 5 * DAY
BEFORE, AFTER = NOW - 40 * DAY, NOW - 3 * DAY  # the previous meeting


@pytest.fixture
def unit(session: Session) -> Organisation:
    return make_organisation(session, kind=OrganisationKind.BUREAU)


@pytest.fixture
def secretariat(session: Session, unit: Organisation) -> Actor:
    return make_actor(session, Role.SECRETARIAT, unit)


@pytest.fixture
def series(session: Session, unit: Organisation) -> Series:
    return Series.add(session, by=None, at=NOW, name="Rakor UCJ", organising_unit_id=unit.id)


@pytest.fixture
def previous(session: Session, unit: Organisation, series: Series) -> Meeting:
    return make_meeting(session, unit, series=series, starts_on=PREVIOUS)


@pytest.fixture
def meeting(session: Session, unit: Organisation, series: Series, previous: Meeting) -> Meeting:
    return make_meeting(session, unit, series=series, starts_on=NEXT, state=MeetingState.SCHEDULED)


def test_what_earlier_meetings_of_the_series_left_open_stands_on_the_next(
    session: Session, unit: Organisation, previous: Meeting, meeting: Meeting
) -> None:
    earlier = make_meeting(session, unit, series=previous.series, starts_on=PREVIOUS - 30 * DAY)
    kept = [share(session, held).action_id for held in (earlier, previous)]
    share(session, make_meeting(session, unit, starts_on=PREVIOUS))
    later = NEXT + 30 * DAY
    coming = make_meeting(
        session, unit, series=previous.series, starts_on=later, state=MeetingState.SCHEDULED
    )
    share(session, coming)
    share(session, meeting)
    assert sorted(shown(session, meeting)) == kept


def test_verified_between_two_meetings_it_stands_among_the_finished_and_reopened_it_returns(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    one = share(session, previous, state=AssignmentState.DONE)
    found = look(session, meeting)
    assert (found.shown, [done.action_id for done in found.finished]) == ([], [one.action_id])
    one.reopen("Foto ternyata dari tempat lain.", by=secretariat, at=NOW)
    found = look(session, meeting)
    assert (found.finished, found.shown[0].standing) == ([], Standing.CHANGED)
    assert [c.note for c in found.shown[0].shares[0].changes][-1].startswith("Foto ternyata")


def test_what_was_finished_before_the_previous_meeting_is_told_no_more(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    one = share(session, previous)
    tell(session, one, Report.DONE, at=BEFORE)
    one.verify(Verdict.ACCEPTED, "", by=secretariat, at=BEFORE)
    assert look(session, meeting).finished == []


def test_what_was_given_up_since_says_so(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    one = share(session, previous)
    one.action.cancel("Anggaran dialihkan.", by=secretariat, at=AFTER)
    found = look(session, meeting)
    assert [(f.action_id, f.cancelled) for f in found.finished] == [(one.action_id, True)]


def test_late_stands_first_then_changed_then_silent_then_the_rest(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    rest = share(session, previous)
    tell(session, rest, Report.DONE, at=BEFORE)
    silent = share(session, previous, due_on=TODAY + DAY)
    changed = share(session, previous)
    tell(session, changed, Report.PROGRESS, at=AFTER)
    late, later = (share(session, previous, due_on=TODAY - n * DAY) for n in (3, 12))
    found = look(session, meeting)
    assert [item.action_id for item in found.shown] == [
        s.action_id for s in (later, late, changed, silent, rest)
    ]
    assert [item.standing for item in found.shown] == [
        *(Standing.LATE, Standing.LATE, Standing.CHANGED, Standing.SILENT, Standing.STEADY)
    ]
    assert [item.late for item in found.shown] == [12, 3, 0, 0, 0]


def test_claimed_work_is_neither_late_nor_silent_nor_verified(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    one = share(session, previous, due_on=TODAY - DAY)
    tell(session, one, Report.DONE, at=AFTER)
    item = look(session, meeting).shown[0]
    assert (item.late, item.is_silent, item.is_claimed) == (0, False, True)


def test_silence_counts_from_the_question_and_only_for_who_was_asked(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    told = share(session, previous)
    tell(session, told, Report.PROGRESS, at=AFTER)
    assert not look(session, meeting).shown[0].is_silent
    assert look(session, meeting, asked_at=NOW).shown[0].is_silent
    newcomer = make_organisation(session)
    assign(told.action, newcomer, Part.LEAD, by=someone(session), at=NOW + DAY)
    item = look(session, meeting, asked_at=NOW).shown[0]
    assert [s.silent for s in item.shares] == [True, False]


def test_a_moved_due_date_is_a_change_with_both_dates(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    action = share(session, previous, due_on=TODAY + DAY).action
    moved: dict[str, Any] = {"due_on": TODAY + 30 * DAY, "due_reason": "Menunggu data pusat."}
    revise_action(session, action, by=secretariat, at=AFTER, version=action.version, **moved)
    item = look(session, meeting).shown[0]
    assert [change.due for change in item.changes] == [(None, TODAY + 30 * DAY)]
    assert item.standing is Standing.CHANGED


def test_a_word_changed_in_the_sentence_is_no_development(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    action = share(session, previous).action
    action.revise(
        by=secretariat.user_id, at=AFTER, version=action.version, sentence="Memutakhirkan data"
    )
    assert look(session, meeting).shown[0].standing is Standing.SILENT


def test_nobodys_work_stands_there_too_and_is_late_by_its_own_date(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    make_action(session, previous, due_on=TODAY - 4 * DAY)
    item = look(session, meeting).shown[0]
    assert (item.shares, item.standing, item.late) == ([], Standing.LATE, 4)


def test_put_off_work_hides_until_its_day_unless_it_is_late(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    far = share(session, previous, show_from=NEXT + DAY)
    on_the_day = share(session, previous, show_from=NEXT)
    late = share(session, previous, show_from=NEXT + DAY, due_on=TODAY - DAY)
    found = look(session, meeting)
    assert [item.action_id for item in found.hidden] == [far.action_id]
    assert {i.action_id for i in found.shown} == {on_the_day.action_id, late.action_id}


def test_nothing_is_put_off_beyond_its_due_date(session: Session, previous: Meeting) -> None:
    action = make_action(session, previous, due_on=TODAY)
    with pytest.raises(DomainError, match="tampil lagi"):
        action.revise(by=1, at=NOW, version=1, show_from=TODAY + DAY)


def test_secret_work_never_comes_to_another_meeting_not_even_for_who_knows_it(
    session: Session, unit: Organisation, series: Series, meeting: Meeting, secretariat: Actor
) -> None:
    secret = make_secret_meeting(
        session, secretariat, unit=unit, series=series, starts_on=PREVIOUS + DAY
    )
    share(session, secret)
    share(session, secret, state=AssignmentState.DONE)
    for reader in (None, secretariat):
        found = look(session, meeting, reader=reader)
        assert (found.shown, found.hidden, found.finished) == ([], [], [])
        assert found.previous_on == PREVIOUS


def test_an_agency_reads_all_of_its_own_and_of_others_what_was_agreed_in_the_room(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    agency, other = make_organisation(session), make_organisation(session)
    for held in (previous, meeting):
        for office in (agency, other):
            Invitee.append(held, by=None, at=NOW, organisation_id=office.id)
    own = share(session, previous, office=agency, due_on=TODAY - DAY)
    shared = share(session, previous, office=agency, due_on=TODAY - 2 * DAY)
    make_assignment(session, other, action=shared.action, due_on=TODAY)
    theirs = share(session, previous, office=other, due_on=TODAY - 9 * DAY)
    tell(session, theirs, Report.OBSTACLE, at=AFTER)
    reader = make_actor(session, Role.AGENCY, agency)
    found = look(session, meeting, reader=reader)
    assert [item.action_id for item in found.shown] == [s.action_id for s in (shared, own, theirs)]
    hidden = found.shown[2]
    assert (hidden.standing, hidden.late, hidden.changes) == (Standing.OTHERS, 0, [])
    [lead] = hidden.shares
    assert (lead.assignment_id, lead.state, lead.silent, lead.changes) == (None, None, False, ())
    assert (lead.organisation, lead.due_on) == (other.name, TODAY - 9 * DAY)
    assert [s.assignment_id for s in found.shown[0].shares][1:] == [None]


def test_the_list_does_not_tell_an_agency_which_work_of_others_is_done(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    agency = make_organisation(session)
    for held in (previous, meeting):
        Invitee.append(held, by=None, at=NOW, organisation_id=agency.id)
    done, running = share(session, previous, state=AssignmentState.DONE), share(session, previous)
    found = look(session, meeting, reader=make_actor(session, Role.AGENCY, agency))
    assert {i.action_id for i in found.shown} == {done.action_id, running.action_id}
    assert found.finished == []


def test_what_an_agency_has_finished_stands_once_and_not_among_the_open(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    agency = make_organisation(session)
    for held in (previous, meeting):
        Invitee.append(held, by=None, at=NOW, organisation_id=agency.id)
    own = share(session, previous, office=agency, state=AssignmentState.DONE)
    running = share(session, previous, office=agency)
    found = look(session, meeting, reader=make_actor(session, Role.AGENCY, agency))
    assert [item.action_id for item in found.shown] == [running.action_id]
    assert [done.action_id for done in found.finished] == [own.action_id]


def test_an_agency_that_was_not_there_learns_not_even_the_day(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    agency = make_organisation(session)
    Invitee.append(meeting, by=None, at=NOW, organisation_id=agency.id)
    share(session, previous)
    found = look(session, meeting, reader=make_actor(session, Role.AGENCY, agency))
    assert (found.shown, found.previous_on) == ([], None)


def test_a_head_of_another_bureau_sees_nothing_of_this_one(
    session: Session, previous: Meeting, meeting: Meeting
) -> None:
    share(session, previous)
    assert look(session, meeting, reader=make_actor(session, Role.LEADER)).shown == []


def test_three_hundred_items_cost_as_many_statements_as_one(
    session: Session, previous: Meeting, meeting: Meeting, secretariat: Actor
) -> None:
    share(session, previous)
    few = count(session, meeting, secretariat)
    for number in range(30):
        one = share(session, previous, due_on=TODAY - number * DAY)
        tell(session, one, Report.PROGRESS, at=AFTER)
    assert count(session, meeting, secretariat) == few <= 5


def share(
    session: Session,
    meeting: Meeting,
    *,
    office: Organisation | None = None,
    state: AssignmentState = AssignmentState.NOT_STARTED,
    due_on: date | None = None,
    show_from: date | None = None,
) -> Assignment:
    action = make_action(session, meeting, show_from=show_from)
    return make_assignment(session, office, action=action, state=state, due_on=due_on)


def tell(session: Session, one: Assignment, report: Report, *, at: datetime) -> None:
    agency = make_actor(session, Role.AGENCY, one.organisation)
    one.post_update(report, "Sudah disandingkan.", by=agency, at=at, link="https://example.id")
    session.flush()


def look(
    session: Session,
    meeting: Meeting,
    *,
    reader: Actor | None = None,
    asked_at: datetime | None = None,
) -> CarryOver:
    session.flush()
    return carry_over(session, meeting, reader, today=TODAY, asked_at=asked_at)


def shown(session: Session, meeting: Meeting) -> list[int]:
    return [item.action_id for item in look(session, meeting).shown]


def count(session: Session, meeting: Meeting, reader: Actor) -> int:
    sent: list[str] = []
    session.flush()
    session.expunge_all()
    session.add(meeting)
    session.refresh(meeting)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    carry_over(session, meeting, reader, today=TODAY, asked_at=None)
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)
