"""Who gets a share of an action, and what happens when it is handed on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_organisation,
)
from tracker.models.assigning import assign, reassign
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.due_dates import move_due
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.reports.due_dates import due_changes

NOT_STARTED, IN_PROGRESS, *_ = AssignmentState


def test_reassigning_keeps_history_here_and_the_dates_there(session: Session):
    due = TODAY + timedelta(days=3)
    share = make_assignment(session, state=IN_PROGRESS, due_on=due, part=Part.SUPPORTING)
    other = make_organisation(session)
    with pytest.raises(DomainError):
        reassign(share, other, "", by=make_actor(session), at=NOW)
    successor = reassign(share, other, "Pindah urusan.", by=make_actor(session), at=NOW)
    session.flush()
    assert share.successor_id == successor.id
    assert (len(share.updates), successor.updates) == (1, [])
    assert (successor.organisation, successor.state) == (other, NOT_STARTED)
    assert (successor.part, successor.due_on, successor.first_due_on) == (Part.SUPPORTING, due, due)
    assert successor.unit_id == share.unit_id


def test_how_often_the_date_slipped_goes_along_but_not_why(session: Session):
    share = make_assignment(session, due_on=TODAY)
    by = make_actor(session)
    later = TODAY + timedelta(days=7)
    move_due(share, later, "Kepala bidang sakit.", by=by, at=NOW)
    record(share, "assignment:due_moved", by=by.user_id, at=NOW)
    other = make_organisation(session)
    successor = reassign(share, other, "Pindah urusan.", by=by, at=NOW)
    session.flush()
    (move,) = due_changes(session, successor.id)
    assert (move.from_on, move.to_on, move.by_name, move.is_slip) == (TODAY, later, by.name, True)
    assert "sakit" not in move.reason
    assert (successor.due_on, successor.first_due_on) == (later, TODAY)


def test_work_is_not_handed_to_one_who_already_has_it(session: Session):
    action = make_action(session)
    share, other = (make_assignment(session, action=action) for _ in range(2))
    for target in (other.organisation, share.organisation):
        with pytest.raises(DomainError) as refusal:
            reassign(share, target, "Pindah.", by=make_actor(session), at=NOW)
        assert refusal.value.code == "already_assigned"
    assert share.state is NOT_STARTED


def test_an_organisation_has_one_live_share_of_an_action(session: Session):
    share = make_assignment(session)
    again: dict[str, Any] = {"by": make_actor(session).user_id, "at": NOW}
    with pytest.raises(DomainError) as refusal:
        assign(share.action, share.organisation, Part.LEAD, **again)
    assert refusal.value.code == "already_assigned"
    assert share.organisation.name in str(refusal.value)
    share.cancel("Tidak diperlukan.", by=make_actor(session), at=NOW)
    assert assign(share.action, share.organisation, Part.LEAD, **again).state is NOT_STARTED


def test_the_due_date_is_the_actions_unless_another_is_given(session: Session):
    action = make_action(session, due_on=TODAY)
    own = make_assignment(session, action=action, due_on=date(2025, 12, 31))
    assert make_assignment(session, action=action).due_on == TODAY
    assert (own.due_on, own.first_due_on, action.due_on) == (
        *(date(2025, 12, 31), date(2025, 12, 31)),
        TODAY,
    )
