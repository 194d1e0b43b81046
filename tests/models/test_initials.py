"""Paraf: one official after the other, before the chair approves, never who wrote the minutes."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    approve,
    make_actor,
    make_chair,
    make_meeting,
    make_minutes,
    make_user,
)
from tests.refusals import refused
from tracker.models.initials import give_initials, name_chain, replace_turn
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor, User


@pytest.fixture
def officials(session: Session) -> list[Actor]:
    return [make_actor(session) for _ in range(3)]


@pytest.fixture
def waiting(session: Session, officials: list[Actor]) -> Minutes:
    """Submitted, and no official has looked at it yet."""
    return make_minutes(session, state=MinutesState.SUBMITTED, chain=officials)


def give(minutes: Minutes, by: Actor) -> None:
    give_initials(minutes, seen=1, by=by, at=NOW)


def users(session: Session, actors: list[Actor]) -> list[User]:
    return [session.get_one(User, actor.user_id) for actor in actors]


def test_initials_are_given_in_order_and_then_the_chair_approves(
    session: Session, waiting: Minutes, officials: list[Actor]
):
    chair = make_chair(session, waiting.meeting)
    first, second, third = officials
    assert refused(lambda: give(waiting, second)) == "not_your_turn"
    for official in (first, second, third):
        assert refused(lambda: approve(waiting, by=chair)) == "initials_awaited"
        give(waiting, official)
    assert refused(lambda: give(waiting, third)) == "no_initials_awaited"
    approve(waiting, by=chair)
    assert waiting.state is MinutesState.APPROVED


def test_after_a_return_everybody_looks_again(
    session: Session, waiting: Minutes, officials: list[Actor]
):
    give(waiting, officials[0])
    waiting.give_back("Lengkapi peserta.", by=officials[1], at=NOW, signatory=CHAIR)
    assert waiting.turn is None
    waiting.submit(by=make_actor(session), at=NOW, blanks=[])
    assert waiting.turn is not None
    assert waiting.turn.user_id == officials[0].user_id


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_chain_has_at_most_three_officials(session: Session, number: int):
    minutes, by = make_minutes(session), make_actor(session).user_id
    name_chain(minutes, [make_user(session) for _ in range(number)], by=by, at=NOW)
    assert [step.step for step in minutes.chain] == list(range(1, number + 1))
    too_many = [make_user(session) for _ in range(4)]
    assert refused(lambda: name_chain(minutes, too_many, by=by, at=NOW)) == "chain_too_long"


def test_a_chain_may_be_named_anew_in_another_order(session: Session, officials: list[Actor]):
    minutes, by = make_minutes(session, chain=officials), make_actor(session).user_id
    name_chain(minutes, users(session, officials[::-1]), by=by, at=NOW)
    assert [step.user_id for step in minutes.chain] == [o.user_id for o in officials[::-1]]


def test_one_official_has_one_place(session: Session, officials: list[Actor]):
    minutes = make_minutes(session)
    twice = users(session, [officials[0], officials[1], officials[0]])
    assert refused(lambda: name_chain(minutes, twice, by=1, at=NOW)) == "chain_repeats"


def test_who_takes_the_minutes_does_not_initial_them(session: Session):
    taker = make_user(session)
    minutes = make_minutes(session, make_meeting(session, minute_taker_id=taker.id))
    assert refused(lambda: name_chain(minutes, [taker], by=1, at=NOW)) == "author_initials"


def test_who_became_minute_taker_meanwhile_cannot_stay_in_the_chain(
    session: Session, officials: list[Actor]
):
    minutes = make_minutes(session, chain=officials)
    meeting, by = minutes.meeting, make_actor(session)
    taker = officials[1].user_id
    meeting.revise(by=by.user_id, at=NOW, version=meeting.version, minute_taker_id=taker)
    assert refused(lambda: minutes.submit(by=by, at=NOW, blanks=[])) == "author_initials"
    assert minutes.state is MinutesState.DRAFT


def test_the_chain_stands_once_submitted(session: Session, waiting: Minutes):
    assert refused(lambda: name_chain(waiting, [], by=1, at=NOW)) == "minutes_state"


def test_a_new_holder_takes_over_the_awaited_turn(
    session: Session, waiting: Minutes, officials: list[Actor]
):
    successor, by = make_user(session), make_actor(session).user_id
    assert refused(lambda: replace_turn(waiting, successor, "", by=by, at=NOW)) == "reason_missing"
    third = session.get_one(User, officials[2].user_id)
    assert refused(lambda: replace_turn(waiting, third, "Cuti.", by=by, at=NOW)) == "chain_repeats"
    replace_turn(waiting, successor, "Pejabat berganti.", by=by, at=NOW)
    assert waiting.turn is not None
    assert (waiting.turn.user_id, waiting.turn.name) == (successor.id, successor.name)
    assert refused(lambda: give(waiting, officials[0])) == "not_your_turn"
