"""A matrix taken over: its states, what its work looks like afterwards, and undoing it."""

import pytest
from sqlalchemy import select

from tests.factories import NOW, TODAY, make_actor, make_organisation
from tests.refusals import refused
from tests.taken import make_take_over
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState, Origin
from tracker.models.assignment_states import AssignmentState, Part, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.events import Event
from tracker.models.jobs import Job
from tracker.models.organisations import OrganisationKind
from tracker.models.take_overs import TAKE_OVER, TakeOverRow, TakeOverSheet, TakeOverState
from tracker.models.taking_over import (
    WHO,
    PlannedAction,
    PlannedShare,
    cancel_taken_over,
    open_planned,
)
from tracker.models.users import Role

REASON = "Salah berkas."


@pytest.fixture
def unit(session):
    with write(session):
        return make_organisation(session, kind=OrganisationKind.BUREAU)


@pytest.fixture
def agencies(session):
    with write(session):
        return [make_organisation(session) for _ in range(2)]


@pytest.fixture
def clerk(session, unit):
    with write(session):
        return make_actor(session, Role.SECRETARIAT, unit)


@pytest.fixture
def draft(session, unit, agencies, clerk):
    with write(session):
        return make_take_over(session, unit, clerk, ["1", "Menyusun edaran", agencies[0].name])


def plan(*shares, **values):
    return PlannedAction((2,), "Menyusun edaran", shares, **values)


def carry_out(session, draft, clerk, *plans):
    with write(session):
        draft.start(by=clerk, at=NOW)
        opened = open_planned(draft, plans, by=clerk.user_id, at=NOW, year=2025)
        draft.finish(len(opened), by=clerk.user_id, at=NOW)
    return [session.get_one(Action, action_id) for action_id in opened]


def test_each_step_is_taken_from_its_own_state_only(session, draft, clerk):
    by, steps = {"by": clerk.user_id, "at": NOW}, {}
    steps[TakeOverState.DRAFT] = {
        "start": lambda: draft.start(by=clerk, at=NOW),
        "discard": lambda: draft.discard(**by),
        "answer": lambda: draft.draft.answer(),
    }
    steps[TakeOverState.RUNNING] = {
        "stop": lambda: draft.stop(**by),
        "finish": lambda: draft.finish(1, **by),
    }
    steps[TakeOverState.DONE] = {"undo": lambda: draft.begin_undoing(REASON, by=clerk, at=NOW)}
    steps[TakeOverState.UNDOING] = {"undone": lambda: draft.end_undoing(undone=True, **by)}
    wrong = []
    for state in TakeOverState:
        for own, acts in steps.items():
            for name, act in acts.items():
                session.rollback()
                draft.state = state
                session.info.clear()
                session.flush()
                if own is not state and refused(act) != "take_over_state":
                    wrong.append((state, name))
                elif own is state:
                    act()
    session.rollback()
    assert wrong == []


def test_nothing_starts_while_a_row_needs_an_answer(session, unit, clerk):
    with write(session):
        draft = make_take_over(session, unit, clerk, ["1", "Menyusun edaran", "Dinas Entah"])
    assert refused(lambda: draft.start(by=clerk, at=NOW)) == "unanswered"
    with write(session):
        empty = make_take_over(session, unit, clerk, ["1", "Menyusun edaran", "", "", "Batal"])
    assert refused(lambda: empty.start(by=clerk, at=NOW)) == "nothing_to_take"
    with write(session):
        empty.draft.answer(leave_done=True)
    assert refused(lambda: empty.start(by=clerk, at=NOW)) == "unanswered"
    assert session.scalars(select(Job).where(Job.kind == TAKE_OVER)).all() == []


def test_work_comes_in_as_the_matrix_has_it(session, unit, draft, agencies, clerk):
    """With our own references, in order, and its old number beside them."""
    lead, support = agencies
    first, second = carry_out(
        session,
        draft,
        clerk,
        plan(
            PlannedShare(lead.id, Part.LEAD, Report.PROGRESS, "Berjalan.", "https://contoh.id"),
            PlannedShare(support.id, Part.SUPPORTING),
            due_on=TODAY,
            old_reference="1/KESRA",
        ),
        plan(old_due="Segera"),
    )
    assert [first.reference, second.reference] == ["TL-2025-0001", "TL-2025-0002"]
    assert (first.unit_id, first.origin, first.old_reference) == (
        unit.id,
        Origin.OUTSIDE,
        "1/KESRA",
    )
    assert (first.state, second.state) == (ActionState.OPEN, ActionState.UNASSIGNED)
    assert (second.due_on, second.old_due) == (None, "Segera")
    running, idle = first.assignments
    assert (running.state, idle.state) == (
        AssignmentState.IN_PROGRESS,
        AssignmentState.NOT_STARTED,
    )
    assert (running.due_on, running.first_due_on) == (TODAY, TODAY)
    assert running.updates[0].evidence[0].link == "https://contoh.id"


def test_what_was_done_before_awaits_a_second_pair_of_eyes(session, draft, agencies, clerk):
    """No agency has reported it here, and whoever took it over does not verify it himself."""
    done = PlannedShare(agencies[0].id, Part.LEAD, Report.DONE, "Menurut matriks lama: selesai.")
    (action,) = carry_out(session, draft, clerk, plan(done))
    share = action.assignments[0]
    assert (share.state, share.reported_at) == (AssignmentState.AWAITING, None)
    assert (share.pending_claim().by_name, share.pending_claim().evidence) == (WHO, [])
    assert refused(lambda: share.verify(Verdict.ACCEPTED, "", by=clerk, at=NOW)) == "own_claim"
    with write(session):
        colleague = make_actor(session, Role.SECRETARIAT)
        share.verify(Verdict.ACCEPTED, "", by=colleague, at=NOW)
    assert (share.state, action.state) == (AssignmentState.DONE, ActionState.DONE)


def test_each_action_and_each_share_has_the_one_event_that_answers_for_it(
    session, draft, agencies, clerk
):
    shares = [PlannedShare(agency.id, Part.LEAD, Report.DONE, "Selesai.") for agency in agencies]
    opened = carry_out(session, draft, clerk, plan(*shares), plan(shares[0]))
    told = session.execute(
        select(Event.verb, Event.subject_id, Event.digests).where(Event.verb.like("%:taken_over"))
    ).all()
    claims = session.scalars(select(Assignment)).all()
    assert [(verb, subject) for verb, subject, _ in told] == [
        *(("action:taken_over", action.id) for action in opened),
        *(("assignment:taken_over", share.id) for share in claims),
    ]
    assert [sorted(key.split(":")[0] for key in digests) for *_, digests in told[2:]] == [
        ["assignments", "status_updates"]
    ] * 3


def test_it_may_be_undone_as_a_whole_while_nobody_has_worked_on_it(session, draft, agencies, clerk):
    done = PlannedShare(agencies[0].id, Part.LEAD, Report.DONE, "Selesai.")
    idle = PlannedShare(agencies[1].id, Part.LEAD)
    opened = carry_out(session, draft, clerk, plan(done), plan(idle))
    with write(session):
        draft.begin_undoing(REASON, by=clerk, at=NOW)
        assert cancel_taken_over(draft, REASON, by=clerk.user_id, at=NOW) == 2
        draft.end_undoing(undone=True, by=clerk.user_id, at=NOW)
    assert {action.state for action in opened} == {ActionState.CANCELLED}
    assert {s.state for a in opened for s in a.assignments} == {AssignmentState.CANCELLED}
    assert session.scalars(select(Assignment.claimed_at)).all() == [None, None]


def test_once_an_agency_has_reported_it_stays(session, draft, agencies, clerk):
    (action,) = carry_out(session, draft, clerk, plan(PlannedShare(agencies[0].id, Part.LEAD)))
    with write(session):
        agency = make_actor(session, Role.AGENCY, agencies[0])
        action.assignments[0].post_update(Report.PROGRESS, "Mulai.", by=agency, at=NOW)
    assert refused(lambda: draft.begin_undoing(REASON, by=clerk, at=NOW)) == "worked_on"
    assert refused(lambda: draft.begin_undoing("", by=clerk, at=NOW)) == "reason_missing"
    assert session.get(Action, action.id).state is ActionState.OPEN


def test_of_a_draft_that_was_let_go_nothing_read_is_kept(session, draft, clerk):
    with write(session):
        draft.discard(by=clerk.user_id, at=NOW)
    assert session.scalars(select(TakeOverSheet)).all() == []
    assert session.scalars(select(TakeOverRow)).all() == []
