"""The worker carries a matrix out: all of it or nothing, once, and not what nobody agreed to."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from tests.factories import NOW, make_action, make_actor, make_assignment, make_organisation
from tests.taken import make_take_over, read_through, rows_of
from tracker.infra.db import write
from tracker.jobs import take_overs
from tracker.jobs.clean_up import forget_old_drafts
from tracker.jobs.integrity import verify
from tracker.jobs.take_overs import CHANGED, NO_RIGHT, matrix_taker
from tracker.jobs.worker import work_one
from tracker.models.actions import Action, ActionState
from tracker.models.assignment_states import AssignmentState, Report
from tracker.models.assignments import Assignment
from tracker.models.jobs import Job
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.take_overs import TAKE_OVER, TakeOverSheet, TakeOverState
from tracker.models.users import Role, User

ROWS = [
    ["1", "Menyusun edaran", "Disnaker", "31/12/2025", "Proses"],
    ["2", "Menyiapkan data", "Disnaker, Dinas Sosial", "Segera", "Selesai"],
    ["3", "Menyusun edaran", "Disnaker", "31/12/2025"],
]


@pytest.fixture
def house(session):
    with write(session):
        unit = make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)
        for name in ("Disnaker", "Dinas Sosial"):
            make_organisation(session, name)
        clerk = make_actor(session, Role.SECRETARIAT, unit)
    return unit, clerk


@pytest.fixture
def started(session, house):
    unit, clerk = house
    with write(session):
        take_over = make_take_over(session, unit, clerk, *ROWS)
        take_over.start(by=clerk, at=NOW)
    return take_over


@pytest.fixture
def handlers(sessions):
    return {TAKE_OVER: matrix_taker(sessions, ZoneInfo("Asia/Jakarta"))}


def number(session, noun):
    session.rollback()
    return session.scalar(select(func.count()).select_from(noun))


def test_a_matrix_becomes_work_that_the_integrity_check_answers_for(
    session, sessions, store, started, handlers
):
    assert work_one(sessions, handlers)
    session.rollback()
    assert (started.state, started.opened) == (TakeOverState.DONE, 2)
    first, second = session.scalars(select(Action).order_by(Action.id))
    assert [row.action_id for row in rows_of(session, started)] == [first.id, second.id, None]
    assert (second.old_reference, second.old_due) == ("2", "Segera")
    assert {share.state for share in second.assignments} == {AssignmentState.AWAITING}
    assert number(session, TakeOverSheet) == 0
    assert verify(session, store).problems == []


def test_the_same_job_twice_opens_nothing_twice(session, sessions, started, handlers):
    with write(session):
        job = session.scalars(select(Job).where(Job.kind == TAKE_OVER)).one()
        session.add(Job(kind=TAKE_OVER, payload=job.payload, created_at=NOW, due_at=NOW))
    while work_one(sessions, handlers):
        pass
    assert number(session, Action) == 2


def test_a_worker_that_ends_in_the_middle_leaves_nothing_half(
    session, sessions, started, handlers, monkeypatch
):
    """The same job is done by the next one."""
    payload = session.scalars(select(Job.payload).where(Job.kind == TAKE_OVER)).one()
    with monkeypatch.context() as patch:
        patch.setattr(take_overs, "forget_matrix", _end)
        with pytest.raises(KeyboardInterrupt):
            handlers[TAKE_OVER](payload)
    assert number(session, Action) == 0
    assert started.state is TakeOverState.RUNNING
    handlers[TAKE_OVER](payload)
    assert number(session, Action) == 2


def _end(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_whoever_stops_it_in_time_finds_the_register_untouched(
    session, sessions, started, house, handlers
):
    with write(session):
        started.stop(by=house[1].user_id, at=NOW)
    assert work_one(sessions, handlers)
    assert number(session, Action) == 0
    assert started.state is TakeOverState.DRAFT


def test_stopping_while_rows_are_read_ends_the_reading(
    session, sessions, started, house, handlers, monkeypatch
):
    told: list[int] = []

    def tell(sessions, take_over_id, done):
        if not told:
            with write(session):
                started.stop(by=house[1].user_id, at=NOW)
        told.append(done)
        original(sessions, take_over_id, done)

    original = take_overs._tell
    monkeypatch.setattr(take_overs, "_tell", tell)
    assert work_one(sessions, handlers)
    assert told == [0]
    assert number(session, Action) == 0


def test_what_came_into_the_register_meanwhile_is_asked_about_again(
    session, sessions, started, house, handlers
):
    with write(session):
        action = make_action(session, unit_id=house[0].id, sentence="menyusun edaran")
        disnaker = session.scalars(select(Organisation).where(Organisation.name == "Disnaker"))
        make_assignment(session, disnaker.one(), action=action)
    assert work_one(sessions, handlers)
    assert number(session, Action) == 1
    assert (started.state, started.draft.notice) == (TakeOverState.DRAFT, CHANGED)
    assert started.draft.figures == {"create": 1, "question": 0, "left_out": 2, "actions": 1}
    with write(session):
        started.start(by=house[1], at=NOW)
    work_one(sessions, handlers)
    assert number(session, Action) == 2


def test_the_same_matrix_taken_over_by_two_at_once_comes_in_once(
    session, sessions, started, house, handlers
):
    unit, clerk = house
    with write(session):
        twin = make_take_over(session, unit, clerk, *ROWS)
        twin.start(by=clerk, at=NOW)
    while work_one(sessions, handlers):
        pass
    assert number(session, Action) == 2
    assert {started.state, twin.state} == {TakeOverState.DONE, TakeOverState.DRAFT}


def test_whoever_has_left_the_unit_takes_nothing_over(session, sessions, started, house, handlers):
    with write(session):
        user = session.get_one(User, house[1].user_id)
        user.leave(user.memberships[0], by=user.id, at=NOW, on=NOW.date())
    assert work_one(sessions, handlers)
    assert number(session, Action) == 0
    assert started.draft.notice == NO_RIGHT


def test_undoing_cancels_all_or_keeps_all(session, sessions, started, house, handlers):
    """Whoever reports between asking and doing keeps the whole."""
    clerk = house[1]
    work_one(sessions, handlers)
    with write(session):
        started.begin_undoing("Salah berkas.", by=clerk, at=NOW)
        share = session.scalars(select(Assignment).order_by(Assignment.id)).first()
        agency = make_actor(session, Role.AGENCY, share.organisation)
        share.post_update(Report.PROGRESS, "Mulai.", by=agency, at=NOW)
    work_one(sessions, handlers)
    session.rollback()
    assert started.state is TakeOverState.DONE
    assert "melapor" in started.draft.notice


def test_what_was_undone_may_be_taken_over_again(session, sessions, started, house, handlers):
    unit, clerk = house
    work_one(sessions, handlers)
    with write(session):
        started.begin_undoing("Salah unit.", by=clerk, at=NOW)
    work_one(sessions, handlers)
    session.rollback()
    assert started.state is TakeOverState.UNDONE
    assert set(session.scalars(select(Action.state))) == {ActionState.CANCELLED}
    with write(session):
        again = make_take_over(session, unit, clerk, *ROWS)
        read_through(again, clerk)
    assert again.draft.figures["actions"] == 2


def test_a_draft_nobody_carried_out_is_forgotten_after_a_month(session, sessions, house):
    unit, clerk = house
    with write(session):
        draft = make_take_over(session, unit, clerk, *ROWS)
    assert forget_old_drafts(sessions, at=NOW + timedelta(days=29)) == 0
    assert forget_old_drafts(sessions, at=NOW + timedelta(days=30)) == 1
    session.rollback()
    assert (draft.state, rows_of(session, draft)) == (TakeOverState.DISCARDED, [])
