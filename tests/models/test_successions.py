"""Peralihan: what an office owes goes on with who follows it, as it stands, on its day."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_organisation,
    someone,
)
from tests.refusals import refused
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.events import Event
from tracker.models.extensions import ExtensionState, ask_for_date
from tracker.models.objections import Ground, ObjectionState, object_to
from tracker.models.successions import Succession, due_successions
from tracker.models.tallies import wrong_tallies
from tracker.models.users import Role

DAY = timedelta(days=1)


def plan(session, old, new, **values):
    values = {"takes_over_on": TODAY, "basis": "Perda 3/2026", **values}
    return Succession.add(
        session, by=someone(session), at=NOW, organisation_id=old.id, successor_id=new.id, **values
    )


def test_open_work_goes_on_as_it_stands_and_finished_work_stays(session):
    with write(session):
        old, new = make_organisation(session), make_organisation(session)
        states = AssignmentState
        awaiting, begun, done = (
            make_assignment(session, old, state=state, due_on=TODAY)
            for state in (states.AWAITING, states.IN_PROGRESS, states.DONE)
        )
        succession = plan(session, old, new)
    with write(session):
        succession.carry_out(at=NOW)
    assert [share.organisation for share in (awaiting, begun, done)] == [new, new, old]
    assert awaiting.pending_claim().report  # nothing is claimed anew
    assert awaiting.first_due_on == TODAY
    assert (old.active_until, old.successor_id, succession.moved) == (TODAY - DAY, new.id, 2)
    assert wrong_tallies(session.connection()) == []
    told = select(Event.data).where(Event.verb == "assignment:succeeded").order_by(Event.id)
    assert session.scalars(told).all() == [{"from": old.id, "to": new.id}] * 2


def test_of_a_split_each_share_goes_to_the_one_chosen(session):
    with write(session):
        old, first, second = (make_organisation(session) for _ in range(3))
        shares = [make_assignment(session, old) for _ in range(2)]
        succession = plan(session, old, first, choices={str(shares[1].id): second.id})
        succession.carry_out(at=NOW)
    assert [share.organisation for share in shares] == [first, second]


def test_an_heir_who_had_a_share_already_keeps_one(session):
    """The lead's place outweighs a supporting one."""
    with write(session):
        old, new = make_organisation(session), make_organisation(session)
        action = make_action(session)
        lead = make_assignment(session, old, action=action, state=AssignmentState.AWAITING)
        own = make_assignment(session, new, action=action, part=Part.SUPPORTING)
        plan(session, old, new).carry_out(at=NOW)
    assert (lead.state, lead.successor_id) == (AssignmentState.REASSIGNED, own.id)
    assert (own.state, own.part) == (AssignmentState.NOT_STARTED, Part.LEAD)
    assert action.state == "open"


def test_what_waits_on_a_share_that_is_merged_ends_with_it(session):
    """Nobody rules on it nor is waited for any longer: the heir's own share speaks for itself."""
    with write(session):
        old, new, awaited = (make_organisation(session) for _ in range(3))
        action = make_action(session, due_on=TODAY)
        share = make_assignment(session, old, action=action)
        make_assignment(session, new, action=action)
        by = make_actor(session, Role.AGENCY, old)
        why: dict[str, Any] = {"by": by, "at": NOW}
        wait = object_to(share, Ground.WAITING_FOR, "Persetujuan.", **why, awaited=awaited)
        asked = ask_for_date(share, TODAY + DAY, "Belum cukup.", **why, today=TODAY)
        plan(session, old, new).carry_out(at=NOW)
    assert (wait.state, wait.closed_by) == (ObjectionState.ENDED, None)
    assert (asked.state, asked.closed_at) == (ExtensionState.ENDED, NOW)
    assert not share.obstructed


def test_who_waits_for_it_waits_for_its_successor_and_nobody_for_himself(session):
    with write(session):
        old, new, third = (make_organisation(session) for _ in range(3))
        shares = [make_assignment(session, office) for office in (third, new)]
        waits = [
            object_to(
                share,
                Ground.WAITING_FOR,
                "Menunggu data.",
                by=make_actor(session, Role.AGENCY, share.organisation),
                at=NOW,
                awaited=old,
            )
            for share in shares
        ]
        plan(session, old, new).carry_out(at=NOW)
    session.expire_all()
    assert (waits[0].awaited, waits[0].stands, shares[0].obstructed) == (new, True, True)
    assert (waits[1].stands, shares[1].obstructed) == (False, False)


def test_it_is_carried_out_once_and_not_before_its_day(session):
    with write(session):
        old, new = make_organisation(session), make_organisation(session)
        succession = plan(session, old, new, takes_over_on=TODAY + DAY)
    assert session.scalars(due_successions(today=TODAY)).all() == []
    assert session.scalars(due_successions(today=TODAY + DAY)).all() == [succession.id]
    with write(session):
        succession.carry_out(at=NOW)
        late = make_assignment(session, old)
        succession.carry_out(at=NOW)
    assert late.organisation == old
    assert session.scalars(due_successions(today=TODAY + DAY)).all() == []


def test_an_organisation_has_one_plan_at_a_time(session):
    with write(session):
        old, new = make_organisation(session), make_organisation(session)
        plan(session, old, new)
    assert refused(lambda: plan(session, old, new)) == "succession_planned"


def test_a_cancelled_plan_moves_nothing_and_makes_room_for_another(session):
    with write(session):
        old, new = make_organisation(session), make_organisation(session)
        succession, share = plan(session, old, new), make_assignment(session, old)
        succession.cancel(by=someone(session), at=NOW)
        succession.carry_out(at=NOW)
        plan(session, old, new)
    assert share.organisation == old
    assert refused(lambda: succession.cancel(by=1, at=NOW)) == "succession_over"


def test_an_organisation_neither_follows_itself_nor_one_that_has_ended(session):
    old = make_organisation(session)
    ended = make_organisation(session, active_until=TODAY - DAY)
    assert refused(lambda: plan(session, old, old)) == "own_successor"
    assert refused(lambda: plan(session, old, ended)) == "successor_inactive"
