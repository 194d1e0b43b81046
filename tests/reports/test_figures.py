"""The numbers of the home pages equal what counting by hand gives."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_secret_meeting,
)
from tracker.models.assignment_states import OPEN_STATES, AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.users import Actor, Role
from tracker.policy.actions import verifiable_assignments, visible_assignments
from tracker.reports.figures import claims_waiting, figures, work_open

DUE_DATES = (None, TODAY - timedelta(days=3), TODAY, TODAY + timedelta(days=30))


@pytest.fixture
def agencies(session: Session) -> list[Organisation]:
    """Two agencies with a share in every state for every kind of due date, of two units."""
    unit, other_unit = (make_organisation(session, kind=OrganisationKind.BUREAU) for _ in range(2))
    agencies = [make_organisation(session), make_organisation(session)]
    for state in AssignmentState:
        for due_on in DUE_DATES:
            for agency, organiser in zip(agencies, (unit, other_unit), strict=True):
                action = make_action(session, unit_id=organiser.id, due_on=due_on)
                make_assignment(session, agency, action=action, state=state)
    return agencies


@pytest.mark.usefixtures("agencies")
def test_all_figures_equal_a_count_by_hand(session: Session) -> None:
    secretariat = make_actor(session, Role.SECRETARIAT)
    assert_counted(session, secretariat)
    overdue = figures(session, secretariat, today=TODAY).overdue
    assert overdue == 6, "two agencies: not started, in progress, and handed on to another"


def test_an_agency_counts_its_own_work_only(session: Session, agencies: list[Organisation]) -> None:
    agency = make_actor(session, Role.AGENCY, agencies[0])
    assert [s.organisation_id for s in figures(session, agency, today=TODAY).shares] == [
        agencies[0].id
    ]
    assert_counted(session, agency)


def test_the_head_of_a_unit_counts_the_work_of_the_unit(
    session: Session, agencies: list[Organisation]
) -> None:
    unit = session.get_one(Organisation, _units(session, agencies[1])[0])
    assert_counted(session, make_actor(session, Role.LEADER, unit))


def test_awaiting_and_verified_never_overlap_and_make_up_the_claimed(session: Session) -> None:
    agency = make_organisation(session)
    for state, number in ((AssignmentState.AWAITING, 3), (AssignmentState.DONE, 2)):
        for _ in range(number):
            make_assignment(session, agency, state=state, due_on=TODAY - timedelta(days=9))
    counted = figures(session, make_actor(session, Role.SECRETARIAT), today=TODAY)
    assert (counted.awaiting, counted.verified, counted.claimed) == (3, 2, 5)
    assert (counted.running, counted.overdue) == (0, 0), "claimed work is not late"


def test_work_is_overdue_from_the_day_after_its_due_date(session: Session) -> None:
    make_assignment(session, due_on=TODAY)
    secretariat = make_actor(session, Role.SECRETARIAT)
    assert figures(session, secretariat, today=TODAY).overdue == 0
    tomorrow = figures(session, secretariat, today=TODAY + timedelta(days=1))
    assert (tomorrow.overdue, tomorrow.oldest_due) == (1, TODAY)


def test_secret_work_counts_only_for_those_who_were_named(session: Session) -> None:
    named, other = (make_actor(session, Role.SECRETARIAT) for _ in range(2))
    make_assignment(session, action=make_action(session, make_secret_meeting(session, named)))
    assert figures(session, named, today=TODAY).running == 1
    assert figures(session, other, today=TODAY).running == 0


def test_agencies_with_most_overdue_work_stand_first(session: Session) -> None:
    few, many, none = (make_organisation(session, short_name=n) for n in ("Few", "Many", "None"))
    for agency, number in ((few, 1), (many, 2)):
        for _ in range(number):
            action = make_action(session, make_meeting(session))
            make_assignment(session, agency, action=action, due_on=TODAY - timedelta(days=1))
    make_assignment(session, none)
    counted = figures(session, make_actor(session, Role.SECRETARIAT), today=TODAY)
    assert [share.label for share in counted.late_shares] == ["Many", "Few"]


@pytest.mark.usefixtures("agencies")
def test_the_menu_counts_what_the_queue_and_the_list_hold(session: Session) -> None:
    secretary = make_actor(session, Role.SECRETARIAT)
    make_assignment(session, action=make_action(session, make_secret_meeting(session, secretary)))
    agency = session.scalars(visible_assignments(secretary)).first()
    assert agency
    both = replace(secretary, agencies=frozenset({agency.organisation_id}))
    for actor in (
        secretary,
        both,
        make_actor(session, Role.SECRETARIAT),
        make_actor(session, Role.AGENCY, agency.organisation),
        make_actor(session, Role.SECRETARIAT, session.get_one(Organisation, agency.unit_id)),
    ):
        waiting = session.scalars(verifiable_assignments(actor)).all()
        assert session.scalar(claims_waiting(actor)) == len(waiting)
        seen = session.scalars(visible_assignments(actor))
        assert session.scalar(work_open(actor)) == sum(a.state in OPEN_STATES for a in seen)


def assert_counted(session: Session, actor: Actor) -> None:
    counted = figures(session, actor, today=TODAY)
    expected = _by_hand(session.scalars(visible_assignments(actor)))
    found = {
        (share.organisation_id, part): getattr(share, part)
        for share in counted.shares
        for part in ("verified", "awaiting", "overdue", "other")
        if getattr(share, part)
    }
    assert found == expected
    assert counted.oldest_due == date(2025, 9, 15)


def _by_hand(assignments: Iterable[Assignment]) -> Counter[tuple[int, str]]:
    return Counter(
        (assignment.organisation_id, part)
        for assignment in assignments
        if (part := _part(assignment))
    )


def _part(assignment: Assignment) -> str | None:
    if assignment.state in OPEN_STATES:
        return "overdue" if assignment.due_sort < TODAY else "other"
    named = {AssignmentState.AWAITING: "awaiting", AssignmentState.DONE: "verified"}
    return named.get(assignment.state)


def _units(session: Session, agency: Organisation) -> list[int]:
    secretariat = make_actor(session, Role.SECRETARIAT)
    own = visible_assignments(secretariat).where(Assignment.organisation_id == agency.id)
    return sorted({assignment.unit_id for assignment in session.scalars(own)})
