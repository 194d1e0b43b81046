"""The database counts by itself, and its count is what counting by hand gives."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories import (
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
)
from tests.story import tell_story
from tracker.models.assignment_states import AssignmentState
from tracker.models.meetings import SecurityClass
from tracker.models.tallies import (
    AssignmentTally,
    drop_tallies,
    install_tallies,
    wrong_tallies,
)


def test_every_way_of_changing_an_assignment_is_counted(session: Session) -> None:
    agency = make_organisation(session)
    for state in AssignmentState:
        make_assignment(session, agency, state=state)
    tell_story(session)
    session.flush()
    assert wrong_tallies(session.connection()) == []
    own = session.query(AssignmentTally).filter_by(organisation_id=agency.id)
    assert {tally.state for tally in own} == set(AssignmentState)


def test_a_meeting_that_becomes_secret_takes_its_work_along(session: Session) -> None:
    meeting = make_meeting(session)
    make_assignment(session, action=make_action(session, meeting))
    by = make_actor(session)
    meeting.revise(
        by=by.user_id,
        at=meeting.created_at,
        version=meeting.version,
        security_class=SecurityClass.SECRET,
    )
    session.flush()
    assert wrong_tallies(session.connection()) == []
    assert [t.security_class for t in session.query(AssignmentTally)] == [SecurityClass.SECRET]


def test_removed_rows_are_no_longer_counted(session: Session) -> None:
    assignment = make_assignment(session)
    session.execute(text("DELETE FROM notices"))
    session.execute(text("DELETE FROM assignments WHERE id = :id"), {"id": assignment.id})
    assert wrong_tallies(session.connection()) == []
    assert session.query(AssignmentTally).count() == 0


def test_a_wrong_number_is_named_and_counted_afresh(session: Session) -> None:
    assignment = make_assignment(session)
    session.execute(text("UPDATE assignment_tallies SET number = 7"))
    unit_id = assignment.unit_id
    key = f"{assignment.organisation_id}/{unit_id}/open/not_started"
    assert wrong_tallies(session.connection()) == [key]
    install_tallies(session.connection())
    assert wrong_tallies(session.connection()) == []


def test_without_its_triggers_the_count_goes_wrong(session: Session) -> None:
    drop_tallies(session.connection())
    make_assignment(session)
    assert len(wrong_tallies(session.connection())) == 1
