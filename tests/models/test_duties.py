"""Nobody is the second pair of eyes on his own work, whatever other roles he holds."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    TODAY,
    approve,
    make_action,
    make_actor,
    make_assignment,
    make_chair,
    make_meeting,
    make_minutes,
    make_organisation,
    make_person,
)
from tracker.models.actions import ActionState
from tracker.models.assigning import reassign
from tracker.models.assignment_states import AssignmentState, Verdict
from tracker.models.assignments import Assignment
from tracker.models.corrections import open_correction
from tracker.models.due_dates import revise_action
from tracker.models.errors import DomainError
from tracker.models.events import row_digest
from tracker.models.minutes import MinutesState
from tracker.models.users import Actor, Role

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, *_ = AssignmentState
Step = Callable[[Session, Assignment, Actor], object]


def verify(session: Session, share: Assignment, by: Actor) -> None:
    share.verify(Verdict.ACCEPTED, "Sesuai.", by=by, at=NOW)


def hand_on(session: Session, share: Assignment, by: Actor) -> None:
    reassign(share, make_organisation(session), "Pindah urusan.", by=by, at=NOW)


def reopen(session: Session, share: Assignment, by: Actor) -> None:
    share.reopen("Bukti keliru.", by=by, at=NOW)


def cancel(session: Session, share: Assignment, by: Actor) -> None:
    share.cancel("Tidak diperlukan.", by=by, at=NOW)


def cancel_all(session: Session, share: Assignment, by: Actor) -> None:
    share.action.cancel("Program dihapus.", by=by, at=NOW)


def move_date(session: Session, share: Assignment, by: Actor) -> None:
    action = share.action
    values: dict[str, Any] = {"due_on": TODAY, "due_reason": "Dipercepat."}
    revise_action(session, action, by=by, at=NOW, version=action.version, **values)


STEPS: dict[Step, AssignmentState] = {
    verify: AWAITING,
    hand_on: IN_PROGRESS,
    reopen: DONE,
    cancel: IN_PROGRESS,
    cancel_all: IN_PROGRESS,
    move_date: IN_PROGRESS,
}


@pytest.mark.parametrize("role", [Role.AGENCY, Role.SECRETARIAT, Role.LEADER])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_who_belongs_to_those_who_owe_it_does_not_change_its_course(
    step: Step, role: Role, session: Session
):
    share = make_assignment(session, state=STEPS[step])
    member, outsider = (make_actor(session, role, where) for where in (share.organisation, None))
    before = row_digest(share)
    with pytest.raises(DomainError) as refusal:
        step(session, share, member)
    assert refusal.value.code == "own_share"
    assert row_digest(share) == before
    step(session, share, outsider)
    assert row_digest(share) != before


def test_who_owes_a_share_may_still_edit_the_words_and_dates_of_others(session: Session):
    action = make_action(session)
    own = make_assignment(session, action=action, due_on=TODAY)
    other = make_assignment(session, action=action)
    member = make_actor(session, Role.SECRETARIAT, own.organisation)
    moved = TODAY.replace(month=12)
    revise_action(
        session, action, by=member, at=NOW, version=action.version, due_on=moved, sentence="Baru"
    )
    assert (action.sentence, other.due_on, own.due_on) == ("Baru", moved, TODAY)


def test_a_share_of_ones_own_that_is_over_keeps_nobody_from_cancelling(session: Session):
    action = make_action(session)
    own = make_assignment(session, action=action, state=DONE)
    make_assignment(session, action=action)
    action.cancel("Program dihapus.", by=make_actor(session, None, own.organisation), at=NOW)
    assert action.state is ActionState.CANCELLED


def test_who_was_the_minute_taker_at_submission_never_approves_that_edition(session: Session):
    meeting = make_meeting(session)
    taker = make_actor(session, Role.LEADER, person=make_person(session))
    by = make_actor(session, Role.SECRETARIAT, meeting.organising_unit)
    chaired = {"chair_person_id": taker.person_id}
    meeting.revise(
        by=by.user_id, at=NOW, version=meeting.version, minute_taker_id=taker.user_id, **chaired
    )
    minutes = make_minutes(session, meeting, state=MinutesState.SUBMITTED)
    meeting.revise(by=by.user_id, at=NOW, version=meeting.version, minute_taker_id=by.user_id)
    with pytest.raises(DomainError) as refusal:
        approve(minutes, by=taker)
    assert refusal.value.code == "minute_taker_approves"
    minutes.give_back("Lengkapi.", by=by, at=NOW, signatory=CHAIR)
    minutes.submit(by=by, at=NOW, blanks=[])  # what he wrote is still in it
    with pytest.raises(DomainError):
        approve(minutes, by=taker)
    approve(minutes, by=make_chair(session, meeting))
    corrected = open_correction(minutes, "Nama keliru.", by=by, at=NOW)
    meeting.revise(by=by.user_id, at=NOW, version=meeting.version, **chaired)
    corrected.submit(by=by, at=NOW, blanks=[])
    assert approve(corrected, by=taker).is_sealed
