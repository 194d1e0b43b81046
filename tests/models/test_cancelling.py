"""An action that is cancelled as a whole: all that is open ends, what was verified stays."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_action, make_actor, make_assignment, make_organisation
from tracker.models.actions import Action, ActionState
from tracker.models.assigning import assign
from tracker.models.assignment_states import FINAL_STATES, AssignmentState, Part
from tracker.models.errors import DomainError
from tracker.models.events import Event, EventNote

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED = AssignmentState


def cancel(session: Session, action: Action) -> None:
    action.cancel("Program dihapus.", by=make_actor(session), at=NOW)


def refused(act: object, *args: object, **values: object) -> str:
    assert callable(act)
    with pytest.raises(DomainError) as refusal:
        act(*args, **values)
    return refusal.value.code


def test_every_open_share_ends_and_what_was_ruled_on_stays(session: Session):
    action = make_action(session)
    shares = [make_assignment(session, action=action, state=state) for state in AssignmentState]
    cancel(session, action)
    assert [share.state for share in shares] == [
        *(CANCELLED, CANCELLED, CANCELLED, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED)
    ]
    assert (action.state, action.cancelled_at) == (ActionState.CANCELLED, NOW)
    claimed = shares[2]
    assert (claimed.claimed_at, claimed.updates[-1].withdrawn_at) == (None, NOW)


def test_it_is_one_event_that_keeps_the_reason_and_answers_for_every_share(session: Session):
    action = make_action(session)
    shares = [make_assignment(session, action=action) for _ in range(2)]
    session.commit()
    last = session.scalars(select(Event.id).order_by(Event.id.desc())).first()
    cancel(session, action)
    session.commit()
    event = session.scalars(select(Event).where(Event.verb == "action:cancelled")).one()
    about = session.scalars(select(Event.verb).where(Event.id > last, Event.id != event.id))
    assert not [verb for verb in about if verb.startswith(("action", "assignment"))]
    assert {f"assignments:{share.id}" for share in shares} < set(event.digests)
    note = session.scalars(select(EventNote).where(EventNote.event_id == event.id)).one()
    assert note.text == "Program dihapus."


def test_an_action_nobody_was_given_yet_is_cancelled_too(session: Session):
    action = make_action(session)
    cancel(session, action)
    assert action.state is ActionState.CANCELLED


def test_it_needs_a_reason(session: Session):
    action = make_action(session)
    make_assignment(session, action=action)
    assert refused(action.cancel, "", by=make_actor(session), at=NOW) == "reason_missing"
    assert (action.state, action.assignments[0].state) == (ActionState.OPEN, NOT_STARTED)


def test_what_is_done_or_cancelled_is_not_cancelled_again(session: Session):
    done = make_assignment(session, state=DONE).action
    ended = make_assignment(session, state=CANCELLED).action
    for action in (done, ended):
        before = action.state
        assert refused(cancel, session, action) == "action_state"
        assert action.state is before
        assert action.cancelled_at is None


@pytest.mark.parametrize("state", FINAL_STATES)
def test_nothing_of_it_begins_again(state: AssignmentState, session: Session):
    action = make_action(session)
    make_assignment(session, action=action)
    over = make_assignment(session, action=action, state=state)
    cancel(session, action)
    again = {"by": make_actor(session), "at": NOW}
    assert refused(over.reopen, "Bukti keliru.", **again) == "action_cancelled"
    by = make_actor(session).user_id
    office = make_organisation(session)
    assert refused(assign, action, office, Part.LEAD, by=by, at=NOW) == "action_cancelled"
    edited = {"by": by, "at": NOW, "version": action.version, "sentence": "Lain"}
    assert refused(action.revise, **edited) == "action_cancelled"
