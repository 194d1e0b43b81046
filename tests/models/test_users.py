"""Accounts, the roles held in organisations, and the actor they make on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_organisation, make_user
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.organisations import OrganisationKind
from tracker.models.sign_ins import find_visit, start_sign_in
from tracker.models.users import Role, User, actor_of, normalise_login

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("typed", ["Ani", " ani ", "ANI", "\uff41\uff4e\uff49"])
def test_logins_that_look_alike_are_one(typed: str, session: Session):
    assert normalise_login(typed) == "ani"
    make_user(session, login="ani")
    with pytest.raises(IntegrityError):
        make_user(session, login=typed)


def test_a_role_counts_from_its_first_day_to_before_its_last(session: Session):
    office, user = make_organisation(session), make_user(session)
    membership = user.join(office, Role.AGENCY, by=None, at=NOW, since=TODAY)
    assert actor_of(session, user, today=TODAY - timedelta(days=1)).agencies == frozenset()
    assert actor_of(session, user, today=TODAY).agencies == {office.id}
    user.leave(membership, by=make_user(session).id, at=NOW, on=TOMORROW)
    assert actor_of(session, user, today=TODAY).agencies == {office.id}
    assert actor_of(session, user, today=TOMORROW).agencies == frozenset()


def test_a_role_is_held_once_and_can_be_given_back_the_same_day(session: Session):
    office, user, by = make_organisation(session), make_user(session), make_user(session).id
    held = user.join(office, Role.AGENCY, by=by, at=NOW, since=TODAY)
    with pytest.raises(DomainError) as refusal:
        user.join(office, Role.AGENCY, by=by, at=NOW, since=TODAY)
    assert refusal.value.code == "already_member"
    user.leave(held, by=by, at=NOW, on=TODAY)
    assert user.join(office, Role.AGENCY, by=by, at=NOW, since=TODAY) is held
    user.leave(held, by=by, at=NOW, on=TOMORROW)
    later = user.join(office, Role.AGENCY, by=by, at=NOW, since=TOMORROW)
    session.commit()
    assert [(m.since, m.until) for m in user.memberships] == [(TODAY, TOMORROW), (TOMORROW, None)]
    assert later is not held


def test_each_role_fills_its_own_part_of_the_actor(session: Session):
    user = make_user(session)
    offices = {role: make_organisation(session) for role in Role}
    for role, office in offices.items():
        user.join(office, role, by=None, at=NOW, since=TODAY)
    actor = actor_of(session, user, today=TODAY)
    assert actor.is_admin
    assert actor.secretariat == {offices[Role.SECRETARIAT].id}
    assert actor.agencies == {offices[Role.AGENCY].id}
    assert actor.leads == {offices[Role.LEADER].id}
    assert not actor.secretariat_all
    assert not actor.leads_all
    assert actor.office == offices[Role.ADMIN].name


def test_an_admin_belongs_to_no_organisation_by_that(session: Session):
    actor = actor_of(session, make_user(session, Role.ADMIN), today=TODAY)
    assert (actor.is_admin, actor.organisations) == (True, frozenset())


@pytest.mark.parametrize("kind", [OrganisationKind.BUREAU, OrganisationKind.REGIONAL_SECRETARIAT])
def test_at_the_regional_secretariat_a_role_reaches_every_unit(
    kind: OrganisationKind, session: Session
):
    office, elsewhere = make_organisation(session, kind=kind), make_organisation(session)
    everywhere = kind is OrganisationKind.REGIONAL_SECRETARIAT
    leader = actor_of(session, make_user(session, Role.LEADER, office), today=TODAY)
    clerk = actor_of(session, make_user(session, Role.SECRETARIAT, office), today=TODAY)
    assert (leader.heads(office.id), leader.heads(elsewhere.id)) == (True, everywhere)
    assert (clerk.serves(office.id), clerk.serves(elsewhere.id)) == (True, everywhere)
    assert (leader.serves(office.id), clerk.heads(office.id)) == (False, False)


def test_an_asisten_leads_the_bureaus_below_him_and_no_others(session: Session):
    asisten = make_organisation(session, kind=OrganisationKind.ASSISTANT_SECRETARY)
    below = make_organisation(session, kind=OrganisationKind.BUREAU, parent_id=asisten.id)
    beside = make_organisation(session, kind=OrganisationKind.BUREAU)
    actor = actor_of(session, make_user(session, Role.LEADER, asisten), today=TODAY)
    assert (actor.heads(below.id), actor.heads(beside.id), actor.leads_all) == (True, False, False)


def test_a_shut_account_loses_its_sign_ins_for_good(session: Session):
    user, admin = make_user(session), make_user(session)
    token = start_sign_in(session, user, at=NOW, device="", network="")
    user.deactivate(by=admin.id, at=NOW, on=TODAY)
    user.activate(by=admin.id, at=NOW)
    session.commit()
    assert find_visit(session, token, at=NOW, today=TODAY) is None


def test_nobody_shuts_his_own_account(session: Session):
    user = make_user(session)
    with pytest.raises(DomainError) as refusal:
        user.deactivate(by=user.id, at=NOW, on=TODAY)
    assert refusal.value.code == "own_account"
    assert user.active


def test_no_event_holds_a_password(session: Session):
    user = make_user(session)
    user.set_password("$argon2id$geheim", at=NOW)
    session.commit()
    for event in session.scalars(select(Event)):
        assert "geheim" not in str([event.data, event.verb])


def test_an_account_has_a_login_and_a_name(session: Session):
    with pytest.raises(IntegrityError):
        User.add(session, by=None, at=NOW, created_at=NOW, login=" ", name="Ani")


def test_a_period_does_not_end_before_it_begins(session: Session):
    user = make_user(session, Role.AGENCY)
    user.memberships[0].until = date(2020, 1, 1)
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_role_ended_before_its_first_day_never_counts(session: Session):
    user = make_user(session, Role.AGENCY)
    membership = user.memberships[0]
    user.leave(membership, by=make_user(session).id, at=NOW, on=date(2020, 1, 1))
    assert membership.until == membership.since


def test_an_ended_role_is_not_ended_again_later(session: Session):
    user, by = make_user(session, Role.AGENCY), make_user(session).id
    user.leave(user.memberships[0], by=by, at=NOW, on=TODAY)
    with pytest.raises(DomainError, match="Peran ini sudah berakhir"):
        user.leave(user.memberships[0], by=by, at=NOW, on=date(2026, 1, 1))


def make_admin(session: Session) -> User:
    return make_user(session, Role.ADMIN, password_hash="$argon2id$")


def test_the_last_admin_stays(session: Session):
    admin = make_admin(session)
    make_user(session, Role.ADMIN)  # has never set a password: cannot take over
    by = make_user(session).id
    for act in (
        lambda: admin.deactivate(by=by, at=NOW, on=TODAY),
        lambda: admin.leave(admin.memberships[0], by=by, at=NOW, on=TODAY),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "last_admin"
    assert admin.active
    assert admin.memberships[0].until is None


def test_the_last_admin_stays_also_in_the_small_hours_of_the_first_day(session: Session):
    """At 00.30 WIB the role that began on this day holds, while UTC still has the day before."""
    at = datetime(2025, 9, 17, 17, 30, tzinfo=UTC)
    admin = make_user(session, password_hash="$argon2id$")
    role = admin.join(make_organisation(session), Role.ADMIN, by=None, at=at, since=TODAY)
    by = make_user(session).id
    for act in (
        lambda: admin.deactivate(by=by, at=at, on=TODAY),
        lambda: admin.leave(role, by=by, at=at, on=TODAY),
    ):
        with pytest.raises(DomainError, match="satu-satunya admin"):
            act()


def test_of_two_admins_one_may_go(session: Session):
    first, second = make_admin(session), make_admin(session)
    first.deactivate(by=second.id, at=NOW, on=TODAY)
    with pytest.raises(DomainError):
        second.leave(second.memberships[0], by=second.id, at=NOW, on=TODAY)


def test_other_accounts_go_whoever_the_admins_are(session: Session):
    make_admin(session)
    user = make_user(session, Role.AGENCY)
    user.deactivate(by=make_user(session).id, at=NOW, on=TODAY)
    assert not user.active
