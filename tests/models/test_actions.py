"""An action: its number, where it comes from, and the due date that was first agreed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_agreement,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
)
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState, Origin, open_action
from tracker.models.assignment_states import AssignmentState
from tracker.models.due_dates import revise_action
from tracker.models.errors import Conflict, DomainError
from tracker.models.meetings import SecurityClass


def test_numbers_count_up_within_the_year(session: Session):
    made = [make_action(session, year=year) for year in (2025, 2025, 2026, 2025)]
    assert [action.reference for action in made] == [
        *("TL-2025-0001", "TL-2025-0002", "TL-2026-0001", "TL-2025-0003")
    ]


def test_numbers_go_on_beyond_four_digits(session: Session):
    make_action(session)
    session.connection().exec_driver_sql("UPDATE counters SET last = 9999")
    assert make_action(session).reference == "TL-2025-10000"


def test_a_number_whose_act_failed_is_given_out_again(sessions: sessionmaker[Session]):
    with sessions() as session:
        with pytest.raises(LookupError):
            open_and_fail(session)
        with write(session):
            assert make_action(session).reference == "TL-2025-0001"


def open_and_fail(session: Session) -> None:
    with write(session):
        make_action(session)
        raise LookupError


def test_numbers_given_out_at_once_are_all_different(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        unit_id, by = make_organisation(session).id, make_user(session).id

    def number(_: int) -> str:
        with sessions() as session, write(session):
            opened = open_action(
                session, by=by, at=NOW, year=2025, sentence="Menyusun data", unit_id=unit_id
            )
            return opened.reference

    with ThreadPoolExecutor(4) as clerks:
        given = sorted(clerks.map(number, range(12)))
    assert given == [f"TL-2025-{n:04d}" for n in range(1, 13)]


def test_an_action_takes_unit_and_class_from_its_meeting(session: Session):
    meeting = make_meeting(session, security_class=SecurityClass.RESTRICTED)
    action = make_action(session, meeting)
    assert (action.unit_id, action.security_class) == (
        meeting.organising_unit_id,
        SecurityClass.RESTRICTED,
    )
    assert (action.origin, action.state) == (Origin.DIRECTIVE, ActionState.UNASSIGNED)


def test_an_agreement_names_the_meeting(session: Session):
    agreement = make_agreement(session, make_meeting(session))
    action = make_action(session, make_meeting(session), agreement=agreement)
    assert (action.meeting, action.origin) == (agreement.meeting, Origin.AGREEMENT)


def test_an_action_outside_a_meeting_needs_a_unit(session: Session):
    with pytest.raises(DomainError) as refusal:
        make_action(session, unit_id=None)
    assert (refusal.value.code, refusal.value.field) == ("unit_missing", "unit_id")
    action = make_action(session, unit_id=make_organisation(session).id)
    assert (action.origin, action.security_class) == (Origin.OUTSIDE, SecurityClass.OPEN)


def test_actions_and_shares_follow_their_meeting(session: Session):
    """Visibility is read from the copies: a meeting that becomes secret takes them along."""
    share, unit = make_assignment(session), make_organisation(session)
    meeting = share.action.meeting
    assert meeting is not None
    meeting.revise(
        by=make_user(session).id,
        at=NOW,
        version=meeting.version,
        organising_unit_id=unit.id,
        security_class=SecurityClass.SECRET,
    )
    session.commit()  # the one event explains them all
    for row in (share, share.action):
        assert (row.unit_id, row.security_class) == (unit.id, SecurityClass.SECRET)


def test_the_first_due_date_is_kept_when_it_moves(session: Session):
    action = make_action(session, due_on=TODAY)
    share = make_assignment(session, action=action)
    own = make_assignment(session, action=action, due_on=date(2025, 10, 1))
    done = make_assignment(session, action=action, state=AssignmentState.DONE)
    later = date(2025, 12, 31)
    revise(session, action, due_on=later)
    assert (action.due_on, action.first_due_on) == (later, TODAY)
    assert (share.due_on, share.first_due_on, share.due_sort) == (later, TODAY, later)
    assert (own.due_on, done.due_on) == (date(2025, 10, 1), TODAY)


def test_a_due_date_given_later_is_the_first(session: Session):
    action = make_action(session)
    share = make_assignment(session, action=action)
    revise(session, action, due_on=TODAY)
    assert (action.first_due_on, share.first_due_on) == (TODAY, TODAY)


def test_an_old_version_of_an_action_changes_nothing(session: Session):
    action = make_action(session, due_on=TODAY)
    share = make_assignment(session, action=action)
    old = action.version
    revise(session, action, due_on=TODAY, sentence="Memutakhirkan data")
    with pytest.raises(Conflict):
        revise(session, action, version=old, due_on=None)
    assert (action.sentence, action.due_on, share.due_on) == ("Memutakhirkan data", TODAY, TODAY)


def revise(session: Session, action: Action, **values: Any) -> None:
    values = {"version": action.version, "due_reason": "Menunggu data pusat.", **values}
    revise_action(session, action, by=make_actor(session), at=NOW, **values)
