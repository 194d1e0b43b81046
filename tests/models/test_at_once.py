"""Two people at one record at the same time: each waits his turn, neither waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_agreement,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
)
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.errors import DomainError
from tracker.models.meetings import Meeting, SecurityClass

Pause = Callable[[], None]


def at_once(sessions: sessionmaker[Session], *acts: Callable[[Session, Pause], None]) -> None:
    """Each act in a write of its own; `pause` lets the other catch up if nothing holds it back."""
    meeting_point = Barrier(len(acts))

    def pause() -> None:
        try:
            meeting_point.wait(timeout=0.3)
        except BrokenBarrierError:
            return  # the other waits for us, as it should

    def run(act: Callable[[Session, Pause], None]) -> None:
        with sessions() as session, write(session):
            act(session, pause)

    with ThreadPoolExecutor(len(acts)) as people:
        list(people.map(run, acts))


def test_two_who_add_to_one_record_get_numbers_of_their_own(sessions: sessionmaker[Session]):
    with sessions() as session, write(session):
        meeting_id, by = make_meeting(session).id, make_user(session).id

    def add(session: Session, pause: Pause) -> None:
        meeting = session.get_one(Meeting, meeting_id)
        AgendaItem.append(meeting, by=by, at=NOW, title="Pembukaan")
        pause()
        meeting.confirm_absent(["venue"], by=by, at=NOW)

    at_once(sessions, add, add)
    with sessions() as session:
        positions = select(AgendaItem.position).where(AgendaItem.meeting_id == meeting_id)
        assert sorted(session.scalars(positions)) == [1, 2]


@pytest.mark.parametrize("step", ["revise", "move", "remove"])
def test_who_edits_a_part_and_then_the_meeting_waits_for_who_does_the_same(
    step: str, sessions: sessionmaker[Session]
):
    with sessions() as session, write(session):
        meeting = make_meeting(session)
        meeting_id = meeting.id
        rows = [make_agreement(session, meeting).id for _ in range(4)]
        by = make_user(session).id

    def edit(row_id: int) -> Callable[[Session, Pause], None]:
        def act(session: Session, pause: Pause) -> None:
            row = session.get_one(Agreement, row_id)
            if step == "revise":
                row.revise(by=by, at=NOW, version=row.version, text="Diubah")
            elif step == "move":
                row.move(1, by=by, at=NOW)
            else:
                row.remove(by=by, at=NOW)
            pause()
            session.get_one(Meeting, meeting_id).confirm_absent(["venue"], by=by, at=NOW)

        return act

    at_once(sessions, edit(rows[0]), edit(rows[2]))
    with sessions() as session:
        kept = session.scalars(select(Agreement.position).order_by(Agreement.position)).all()
        assert list(kept) == [1, 2, 3, 4][: len(kept)]
        assert len(kept) == (2 if step == "remove" else 4)


def test_the_whole_is_cancelled_while_agencies_report_and_one_is_ruled_on(
    sessions: sessionmaker[Session],
):
    with sessions() as session, write(session):
        meeting = make_meeting(session)
        action = make_action(session, meeting)
        states = (AssignmentState.NOT_STARTED, AssignmentState.AWAITING, AssignmentState.AWAITING)
        shares = [make_assignment(session, action=action, state=state).id for state in states]
        meeting_id, action_id, by = meeting.id, action.id, make_actor(session)

    def cancel(session: Session, pause: Pause) -> None:
        pause()
        session.get_one(Action, action_id).cancel("Program dihapus.", by=by, at=NOW)

    def reclass(session: Session, pause: Pause) -> None:
        found = session.get_one(Meeting, meeting_id)
        pause()
        version, security_class = found.version, SecurityClass.RESTRICTED
        found.revise(by=by.user_id, at=NOW, version=version, security_class=security_class)

    def report(session: Session, pause: Pause) -> None:
        share = session.get_one(Assignment, shares[0])
        share.hold()
        pause()
        with suppress(DomainError):  # came too late: the share has ended
            share.post_update(Report.PROGRESS, "Disusun.", by=by, at=NOW)

    def rule(session: Session, pause: Pause) -> None:
        share = session.get_one(Assignment, shares[1])
        pause()
        with suppress(DomainError):
            share.verify(Verdict.RETURNED, "Foto kabur.", by=by, at=NOW)

    at_once(sessions, report, cancel, rule, reclass)
    with sessions() as session:
        action = session.get_one(Action, action_id)
        assert action.state is ActionState.CANCELLED
        ended = {share.state for share in action.assignments}
        classes = {share.security_class for share in action.assignments}
        assert (ended, classes) == ({AssignmentState.CANCELLED}, {SecurityClass.RESTRICTED})


def test_what_was_removed_meanwhile_is_not_changed(session: Session):
    office = make_organisation(session)
    session.execute(delete(type(office)).where(type(office).id == office.id))
    with pytest.raises(DomainError) as refusal:
        office.revise(by=make_user(session).id, at=NOW, version=office.version, name="Lain")
    assert refusal.value.code == "gone"
