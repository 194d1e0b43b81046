"""The code on the projector: who may be shown it, how long it is good, and how it is typed."""

from datetime import timedelta

import pytest

from tests.factories import NOW, make_meeting, make_minutes, make_secret_meeting, someone
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import (
    ALPHABET,
    FORM_TIME,
    OPEN_FOR,
    STEP,
    desk_of,
    entrance_by,
    open_desk,
)
from tracker.models.errors import DomainError
from tracker.models.meetings import MeetingState
from tracker.models.minutes import MinutesState


def let_in(session, code, at):
    entrance = entrance_by(session, code, at=at)
    assert entrance
    return entrance


@pytest.fixture
def meeting(session):
    return make_meeting(session, state=MeetingState.IN_PROGRESS)


@pytest.fixture
def desk(session, meeting):
    return open_desk(meeting, by=someone(session), at=NOW)


def test_a_code_is_good_while_it_is_shown_and_one_step_longer(session, desk):
    code = desk.code(Presence.PRESENT, at=NOW)
    for later in (timedelta(0), STEP):
        entrance = let_in(session, code, NOW + later)
        assert (entrance.desk, entrance.mode) == (desk, Presence.PRESENT)
    assert let_in(session, code, NOW + 2 * STEP).mode is None, "known, but it has expired"
    assert entrance_by(session, code, at=NOW + timedelta(minutes=11)) is None


def test_a_code_is_eight_letters_that_nobody_mistakes(desk):
    codes = {desk.code(Presence.PRESENT, at=NOW + n * STEP) for n in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
    assert set("".join(codes)) - {"-"} <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_code_is_read_however_it_is_typed(session, meeting):
    desk = open_desk(meeting, by=someone(session), at=NOW)
    code = desk.code(Presence.PRESENT, at=NOW)
    mistaken = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert let_in(session, mistaken, NOW).desk is desk
    assert entrance_by(session, f"{code}x", at=NOW) is None
    assert entrance_by(session, "", at=NOW) is None
    assert entrance_by(session, "é" * 300, at=NOW) is None


def test_the_room_and_the_screen_have_codes_of_their_own(session, desk):
    online = desk.code(Presence.ONLINE, at=NOW)
    assert online != desk.code(Presence.PRESENT, at=NOW)
    assert let_in(session, online, NOW).mode is Presence.ONLINE


def test_two_meetings_at_once_are_told_apart_by_their_codes(session, desk):
    other = open_desk(make_meeting(session), by=someone(session), at=NOW)
    assert let_in(session, other.code(Presence.PRESENT, at=NOW), NOW).desk is other


def test_a_closed_desk_opens_nothing_but_lets_who_began_finish(session, meeting, desk):
    code = desk.code(Presence.PRESENT, at=NOW)
    desk.close(by=someone(session), at=NOW)
    assert entrance_by(session, code, at=NOW) is None
    assert desk.takes_forms(at=NOW + FORM_TIME - STEP)
    assert not desk.takes_forms(at=NOW + FORM_TIME)


def test_opened_again_its_old_codes_are_worth_nothing(session, meeting, desk):
    code, secret = desk.code(Presence.PRESENT, at=NOW), desk.secret
    assert open_desk(meeting, by=someone(session), at=NOW).secret == secret, "it is open already"
    desk.close(by=someone(session), at=NOW)
    assert open_desk(meeting, by=someone(session), at=NOW) is desk_of(session, meeting.id)
    assert desk.is_open(at=NOW)
    assert entrance_by(session, code, at=NOW) is None


def test_a_forgotten_desk_closes_by_itself(session, desk):
    late = NOW + OPEN_FOR
    assert entrance_by(session, desk.code(Presence.PRESENT, at=late), at=late) is None
    assert not desk.is_open(at=late)


@pytest.mark.parametrize("state", [MeetingState.POSTPONED, MeetingState.CANCELLED])
def test_a_meeting_that_is_not_held_has_no_desk(session, state):
    with pytest.raises(DomainError, check=lambda error: error.code == "no_desk"):
        open_desk(make_meeting(session, state=state), by=someone(session), at=NOW)


def test_a_secret_meeting_has_no_desk_and_loses_the_one_it_had(session, meeting, desk):
    with pytest.raises(DomainError, check=lambda error: error.code == "no_desk"):
        open_desk(make_secret_meeting(session), by=someone(session), at=NOW)
    by = someone(session)
    meeting.revise(by=by, at=NOW, version=meeting.version, security_class="secret")
    session.expire_all()
    assert entrance_by(session, desk.code(Presence.PRESENT, at=NOW), at=NOW) is None
    assert not desk.takes_forms(at=NOW)


def test_a_sealed_record_takes_nobody_any_more(session):
    meeting = make_meeting(session)
    desk = open_desk(meeting, by=someone(session), at=NOW)
    make_minutes(session, meeting, state=MinutesState.APPROVED)
    assert not desk.takes_forms(at=NOW)
    with pytest.raises(DomainError, check=lambda error: error.code == "meeting_sealed"):
        open_desk(meeting, by=someone(session), at=NOW)
