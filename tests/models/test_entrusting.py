"""A share may name the position of its organisation that sees to it, while it is unfinished."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_appointment,
    make_assignment,
    make_organisation,
    make_person,
    someone,
)
from tracker.models.assigning import assign, entrust, reassign
from tracker.models.assignment_states import PENDING_STATES, AssignmentState, Part
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.users import Role


def position_in(session: Session, organisation: Organisation) -> Position:
    return make_appointment(session, make_person(session), organisation=organisation).position


def test_it_is_named_when_the_share_is_given_or_later_and_taken_back(session: Session) -> None:
    agency, by = make_organisation(session), someone(session)
    position = position_in(session, agency)
    share = assign(make_action(session), agency, Part.LEAD, by=by, at=NOW, position=position)
    assert share.position is position
    for wanted in (None, position):
        entrust(share, wanted, by=by, at=NOW)
        assert share.position is wanted
    told = session.scalars(select(Event).where(Event.verb == "assignment:entrusted")).all()
    assert [event.subject_id for event in told] == [share.id, share.id]


def test_another_offices_position_sees_to_nothing_here(session: Session) -> None:
    agency, by = make_organisation(session), someone(session)
    foreign = position_in(session, make_organisation(session))
    share = make_assignment(session, agency)
    for act in (
        lambda: entrust(share, foreign, by=by, at=NOW),
        lambda: assign(make_action(session), agency, Part.LEAD, by=by, at=NOW, position=foreign),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert (refusal.value.code, refusal.value.field) == ("foreign_position", "position_id")
    assert share.position is None


@pytest.mark.parametrize("state", AssignmentState)
def test_only_unfinished_work_is_entrusted(session: Session, state: AssignmentState) -> None:
    share = make_assignment(session, state=state)
    position = position_in(session, share.organisation)
    if state in PENDING_STATES:
        entrust(share, position, by=someone(session), at=NOW)
        assert share.position is position
        return
    with pytest.raises(DomainError) as refusal:
        entrust(share, position, by=someone(session), at=NOW)
    assert refusal.value.code == "assignment_state"


def test_who_gets_the_work_instead_names_a_position_of_his_own(session: Session) -> None:
    share = make_assignment(session)
    entrust(share, position_in(session, share.organisation), by=someone(session), at=NOW)
    by = make_actor(session, Role.SECRETARIAT)
    heir = reassign(share, make_organisation(session), "Bukan urusannya.", by=by, at=NOW)
    assert heir.position is None
    assert share.position is not None
