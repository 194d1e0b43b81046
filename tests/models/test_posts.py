"""Who heads an office by the register works as one of its own, for exactly his time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_appointment,
    make_assignment,
    make_organisation,
    make_person,
    make_user,
)
from tracker.models.assignment_states import Report, Verdict
from tracker.models.errors import DomainError
from tracker.models.organisations import Organisation
from tracker.models.people import Capacity, PositionLevel
from tracker.models.users import Actor, Role, actor_of
from tracker.policy.actions import can_post_update, can_verify, visible_assignments

DAY = timedelta(days=1)


@pytest.mark.parametrize("capacity", Capacity)
def test_a_head_in_any_capacity_is_of_the_office_from_his_first_to_his_last_day(
    session: Session, capacity: Capacity
) -> None:
    office, person = make_organisation(session), make_person(session)
    user = make_user(session, person=person)
    term: dict[str, Any] = {"capacity": capacity, "since": TODAY, "until": TODAY + 2 * DAY}
    make_appointment(session, person, title="Kepala Dinas Sosial", organisation=office, **term)
    for days, inside in ((-1, False), (0, True), (2, True), (3, False)):
        actor = actor_of(session, user, today=TODAY + days * DAY)
        assert (office.id in actor.agencies) is inside, days
        prefix = "" if capacity is Capacity.DEFINITIVE else f"{capacity.label} "
        title = f"{prefix}Kepala Dinas Sosial" if inside else ""
        assert (actor.office, actor.title_at(office.id)) == (title, title), days


def test_only_the_head_works_for_the_whole_office(session: Session) -> None:
    office, person = make_organisation(session), make_person(session)
    user = make_user(session, person=person)
    make_appointment(
        session, person, title="Kabid", level=PositionLevel.OFFICER, organisation=office
    )
    actor = actor_of(session, user, today=TODAY)
    assert actor.agencies == frozenset()
    assert [post.title for post in actor.posts] == ["Kabid"]


def test_an_acting_head_keeps_his_own_office_and_rules_on_nothing_of_the_other(
    session: Session,
) -> None:
    """A secretary who is Plt. of an agency reports for it, and so never verifies for it."""
    bureau, agency = make_organisation(session), make_organisation(session)
    person = make_person(session)
    user = make_user(session, Role.SECRETARIAT, bureau, person=person)
    term: dict[str, Any] = {"capacity": Capacity.ACTING, "since": TODAY, "until": TODAY}
    make_appointment(session, person, organisation=agency, **term)
    share = make_assignment(session, agency)
    share.action.follow(bureau.id, share.security_class)
    session.flush()
    before, acting, after = (
        actor_of(session, user, today=TODAY + days * DAY) for days in (-1, 0, 1)
    )
    assert acting.secretariat == {bureau.id}
    assert acting.agencies == {agency.id}
    assert [can_post_update(who, share) for who in (before, acting, after)] == [False, True, False]
    share.post_update(
        Report.DONE, "Selesai.", by=make_agency(session, agency), at=NOW, link="https://a.id"
    )
    assert [can_verify(who, share) for who in (before, acting, after)] == [True, False, True]
    with pytest.raises(DomainError) as refusal:
        share.verify(Verdict.ACCEPTED, "", by=acting, at=NOW)
    assert refusal.value.code == "own_share"


def test_what_he_saw_as_acting_head_is_out_of_sight_the_day_after(session: Session) -> None:
    agency, person = make_organisation(session), make_person(session)
    user = make_user(session, person=person)
    term: dict[str, Any] = {"capacity": Capacity.DAILY_ACTING, "since": TODAY, "until": TODAY}
    make_appointment(session, person, organisation=agency, **term)
    make_assignment(session, agency)
    seen = [
        len(
            session.scalars(
                visible_assignments(actor_of(session, user, today=TODAY + days * DAY))
            ).all()
        )
        for days in (-1, 0, 1)
    ]
    assert seen == [0, 1, 0]


def test_two_posts_and_two_roles_make_one_actor(session: Session) -> None:
    """Roles and positions are read together in one statement, and never multiply."""
    person = make_person(session)
    user = make_user(session, Role.AGENCY, person=person)
    user.join(make_organisation(session), Role.LEADER, by=None, at=NOW, since=TODAY)
    heads = [make_appointment(session, person, capacity=Capacity.ACTING) for _ in range(2)]
    actor = actor_of(session, user, today=TODAY)
    assert len(actor.posts) == 2
    assert len(actor.agencies) == 3
    assert {head.position.organisation_id for head in heads} < actor.agencies
    assert len(actor.leads) == 1


def make_agency(session: Session, agency: Organisation) -> Actor:
    return actor_of(session, make_user(session, Role.AGENCY, agency), today=TODAY)
