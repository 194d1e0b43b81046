"""The selects find what the office says, for every actor and every thing."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import TODAY
from tests.policy.rules import RULES, ids, is_named, sees_meeting
from tracker.models.assignments import Assignment
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.invitees import Invitee
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.organisations import Organisation
from tracker.models.tallies import AssignmentTally
from tracker.models.users import Actor, leaders_of
from tracker.policy.actions import (
    can_read_assignment,
    can_verify,
    untallied_assignments,
    verifiable_assignments,
    visible_actions,
    visible_assignments,
    visible_tallies,
)
from tracker.policy.invitations import (
    answerable_invitees,
    approvable_invitations,
    can_answer_invitation,
    can_approve_invitation,
)
from tracker.policy.minutes import (
    approvable_minutes,
    can_approve_minutes,
    can_initial_minutes,
    initiable_minutes,
)


@pytest.mark.parametrize("things", RULES)
def test_the_selects_find_what_the_office_says(things: str, actor: Actor, session: Session):
    noun, visible, sees = RULES[things]
    assert ids(session, visible(actor)) == {
        row.id for row in session.scalars(select(noun)) if sees(actor, row)
    }


def test_what_waits_for_a_ruling_is_what_may_be_ruled_on(actor: Actor, session: Session):
    seen = session.scalars(visible_assignments(actor))
    assert ids(session, verifiable_assignments(actor)) == {
        share.id for share in seen if can_verify(actor, share)
    }


def test_what_waits_for_approval_is_what_may_be_approved(actor: Actor, session: Session):
    submitted = session.scalars(select(Minutes).where(Minutes.state == MinutesState.SUBMITTED))
    assert ids(session, approvable_minutes(actor)) == {
        minutes.id
        for minutes in submitted
        if can_approve_minutes(actor, minutes) and sees_meeting(actor, minutes.meeting)
    }


def test_letters_that_wait_for_approval_are_those_that_may_be_approved(
    actor: Actor, session: Session
):
    """Of a draft the approver sees nothing but its letter."""
    submitted = session.scalars(
        select(Invitation).where(Invitation.state == InvitationState.SUBMITTED)
    )
    assert ids(session, approvable_invitations(actor)) == {
        letter.id
        for letter in submitted
        if can_approve_invitation(actor, letter) and is_named(actor, letter.meeting)
    }


def test_what_waits_for_an_answer_is_what_may_be_answered(actor: Actor, session: Session):
    """The secretariat also records answers for others, which do not wait for it."""
    own = actor.agencies | actor.leads
    assert ids(session, answerable_invitees(actor)) == {
        invitee.id
        for invitee in session.scalars(select(Invitee).where(Invitee.told.is_not(None)))
        if can_answer_invitation(actor, invitee) and invitee.organisation_id in own
        if sees_meeting(actor, invitee.meeting)
    }


def test_what_waits_for_initials_is_what_may_be_initialled(actor: Actor, session: Session):
    submitted = session.scalars(select(Minutes).where(Minutes.state == MinutesState.SUBMITTED))
    assert ids(session, initiable_minutes(actor)) == {
        minutes.id
        for minutes in submitted
        if can_initial_minutes(actor, minutes) and sees_meeting(actor, minutes.meeting)
    }


def test_who_heads_a_unit_is_found_as_each_says(actors: dict[str, Actor], session: Session):
    known = {actor.user_id for actor in actors.values()}
    for unit in session.scalars(select(Organisation)):
        found = set(session.scalars(leaders_of(unit.id, on=TODAY))) & known
        assert found == {actor.user_id for actor in actors.values() if actor.heads(unit.id)}
    yesterday = date(2024, 1, 1)  # the day before their roles began
    assert not session.scalars(leaders_of(unit.id, on=yesterday)).all()


def test_how_a_share_stands_is_read_by_those_who_may_see_it(actor: Actor, session: Session):
    readable = ids(session, visible_assignments(actor))
    for action in session.scalars(visible_actions(actor)):
        for share in action.assignments:
            assert can_read_assignment(actor, share) == (share.id in readable)


def test_the_tallies_count_what_the_actor_sees_and_nothing_more(actor: Actor, session: Session):
    counted = Counter(
        {_key(tally): tally.number for tally in session.scalars(visible_tallies(actor))}
    )
    counted.update(_key(share) for share in session.scalars(untallied_assignments(actor)))
    assert +counted == Counter(_key(share) for share in session.scalars(visible_assignments(actor)))


def _key(row: Assignment | AssignmentTally) -> tuple[object, ...]:
    return row.organisation_id, row.unit_id, row.security_class, row.state
