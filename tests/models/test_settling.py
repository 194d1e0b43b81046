"""When an action is done: its leads decide, whoever rules at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
)
from tracker.infra.db import write
from tracker.infra.orm import Base
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import AssignmentState, Part, Verdict
from tracker.models.assignments import Assignment
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.updates import StatusUpdate, Verification

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED = AssignmentState


@pytest.mark.parametrize(
    ("leads", "supporting", "settled"),
    [
        ([], [], ActionState.UNASSIGNED),
        ([], [DONE], ActionState.UNASSIGNED),
        ([NOT_STARTED], [], ActionState.OPEN),
        ([AWAITING], [DONE], ActionState.OPEN),
        ([DONE], [NOT_STARTED], ActionState.DONE),
        ([DONE, IN_PROGRESS], [], ActionState.OPEN),
        ([DONE, NOT_FEASIBLE], [], ActionState.DONE),
        ([NOT_FEASIBLE], [DONE], ActionState.OPEN),
        ([DONE, CANCELLED], [], ActionState.DONE),
        ([CANCELLED], [], ActionState.CANCELLED),
        ([CANCELLED, NOT_STARTED], [], ActionState.OPEN),
        ([REASSIGNED], [], ActionState.OPEN),
    ],
)
def test_an_action_is_done_when_its_leads_are_and_supporting_shares_never_block(
    leads: list[AssignmentState],
    supporting: list[AssignmentState],
    settled: ActionState,
    session: Session,
):
    action = make_action(session)
    for part, states in ((Part.LEAD, leads), (Part.SUPPORTING, supporting)):
        for state in states:
            make_assignment(session, action=action, part=part, state=state)
    assert action.state is settled


def test_an_action_reopens_with_its_assignment(session: Session):
    share = make_assignment(session, state=DONE)
    states = [share.action.state]
    share.reopen("Bukti keliru.", by=make_actor(session), at=NOW)
    states.append(share.action.state)
    assert states == [ActionState.DONE, ActionState.OPEN]


def test_rulings_at_once_on_two_leads_finish_the_action(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        action = make_action(session)
        shares = [make_assignment(session, action=action, state=AWAITING).id for _ in range(3)]
        action_id, verifier = action.id, make_actor(session)

    def rule(share_id: int) -> None:
        with sessions() as session, write(session):
            session.get_one(Assignment, share_id).verify(
                Verdict.ACCEPTED, "Sesuai.", by=verifier, at=NOW
            )

    with ThreadPoolExecutor(3) as verifiers:
        list(verifiers.map(rule, shares))
    with sessions() as session:
        assert session.get_one(Action, action_id).state is ActionState.DONE


def test_of_many_rulings_on_one_claim_one_counts(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        share_id, verifier = make_assignment(session, state=AWAITING).id, make_actor(session)

    def rule(_number: int) -> bool:
        try:
            with sessions() as session, write(session):
                session.get_one(Assignment, share_id).verify(
                    Verdict.ACCEPTED, "Sesuai.", by=verifier, at=NOW
                )
        except (DomainError, StaleDataError):
            return False
        return True

    with ThreadPoolExecutor(4) as verifiers:
        assert sorted(verifiers.map(rule, range(4))) == [False, False, False, True]
    with sessions() as session:
        assert count(session, Verification) == 1


def test_settling_writes_no_event_of_its_own(session: Session):
    share = make_assignment(session, state=DONE)
    events = count(session, Event)
    share.action.settle()
    session.flush()
    assert count(session, Event) == events
    assert count(session, StatusUpdate) == 1


def count(session: Session, noun: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(noun)) or 0
