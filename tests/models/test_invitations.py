"""A letter's way to approval, and what is told since, by the office's rules."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    TODAY,
    make_actor,
    make_appointment,
    make_file,
    make_meeting,
    make_organisation,
    make_person,
    someone,
)
from tests.refusals import refused
from tracker.models.events import Event
from tracker.models.files import FileKind
from tracker.models.invitation_words import facts_of, letter_nature
from tracker.models.invitations import Invitation, InvitationState, start_invitation
from tracker.models.invitees import (
    Answer,
    InvitationReply,
    Invitee,
    answer_invitation,
    invitees_of,
    latest_replies,
    latest_reply,
)
from tracker.models.meetings import Meeting, MeetingState, SecurityClass, Urgency
from tracker.models.users import Actor


@pytest.fixture
def meeting(session: Session) -> Meeting:
    draft = make_meeting(session, state=MeetingState.DRAFT)
    office = make_organisation(session)
    Invitee.append(draft, by=someone(session), at=NOW, organisation_id=office.id)
    return draft


@pytest.fixture
def clerk(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def head(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def letter(session: Session, meeting: Meeting, clerk: Actor) -> Invitation:
    return start_invitation(session, meeting, by=clerk.user_id, at=NOW, signatory=CHAIR)


@pytest.fixture
def sent(session: Session, letter: Invitation, clerk: Actor, head: Actor) -> Invitation:
    letter.submit(by=clerk, at=NOW, on=TODAY)
    letter.approve(by=head, at=NOW)
    called = invitees_of(session, letter.meeting)
    letter.send(called, by=clerk.user_id, at=NOW, on=TODAY)
    return letter


def test_a_meeting_has_one_letter(session: Session, letter: Invitation, clerk: Actor):
    again = start_invitation(session, letter.meeting, by=clerk.user_id, at=NOW, signatory=None)
    assert again is letter


def test_four_eyes_release_a_letter(letter: Invitation, clerk: Actor, head: Actor):
    letter.submit(by=clerk, at=NOW, on=TODAY)
    assert refused(lambda: letter.approve(by=clerk, at=NOW)) == "own_letter"
    letter.approve(by=head, at=NOW)
    assert letter.state is InvitationState.APPROVED


def test_no_step_is_left_out(session: Session, letter: Invitation, clerk: Actor, head: Actor):
    called = invitees_of(session, letter.meeting)
    by = clerk.user_id
    assert refused(lambda: letter.approve(by=head, at=NOW)) == "invitation_state"
    assert refused(lambda: letter.send(called, by=by, at=NOW, on=TODAY)) == "invitation_state"
    assert refused(lambda: letter.tell_changes(called, by=by, at=NOW, on=TODAY)) == (
        "invitation_state"
    )
    assert refused(lambda: letter.remind(by=by, at=NOW, on=TODAY)) == "invitation_state"


def test_signed_outside_it_needs_its_scan(session: Session, letter: Invitation, clerk: Actor):
    outside: dict[str, Any] = {"by": clerk, "at": NOW, "on": TODAY}
    assert refused(lambda: letter.approve_signed(proof=None, **outside)) == "proof_missing"
    scan = make_file(session, FileKind.INVITATION, meeting=letter.meeting)
    letter.approve_signed(proof=scan, **outside)
    assert letter.state is InvitationState.APPROVED


def test_taken_back_it_has_to_be_approved_again(
    session: Session, letter: Invitation, clerk: Actor, head: Actor
):
    scan = make_file(session, FileKind.INVITATION, meeting=letter.meeting)
    letter.approve_signed(by=head, at=NOW, on=TODAY, proof=scan)
    letter.withdraw(by=clerk.user_id, at=NOW)
    assert (letter.state, letter.proof_id, letter.approved_at) == (
        InvitationState.DRAFT,
        None,
        None,
    )


def test_a_letter_without_signatory_or_day_goes_no_further(session: Session, clerk: Actor):
    meeting = make_meeting(session, state=MeetingState.DRAFT, starts_on=None)
    letter = start_invitation(session, meeting, by=clerk.user_id, at=NOW, signatory=None)
    assert refused(lambda: letter.submit(by=clerk, at=NOW, on=TODAY)) == "date_missing"
    dated = make_meeting(session, state=MeetingState.DRAFT)
    nobody = start_invitation(session, dated, by=clerk.user_id, at=NOW, signatory=None)
    assert refused(lambda: nobody.submit(by=clerk, at=NOW, on=TODAY)) == "signatory_missing"
    late = TODAY + timedelta(days=1)
    assert refused(lambda: nobody.submit(by=clerk, at=NOW, on=late)) == "date_passed"


def test_a_meeting_that_was_held_is_called_no_more(session: Session, clerk: Actor):
    meeting = make_meeting(session, state=MeetingState.HELD)
    letter = start_invitation(session, meeting, by=clerk.user_id, at=NOW, signatory=CHAIR)
    assert refused(lambda: letter.submit(by=clerk, at=NOW, on=TODAY)) == "meeting_closed"


def test_sending_schedules_the_meeting_and_marks_who_was_told(session: Session, sent: Invitation):
    assert sent.meeting.state is MeetingState.SCHEDULED
    assert [invitee.told for invitee in invitees_of(session, sent.meeting)] == [0]
    assert sent.changes == []


def test_every_message_counts_on_and_only_who_was_told_hears_it(
    session: Session, sent: Invitation, clerk: Actor
):
    by, meeting = clerk.user_id, sent.meeting
    Invitee.append(meeting, by=by, at=NOW, guest_name="Tokoh")
    meeting.revise(by=by, at=NOW, version=meeting.version, venue="Balai Keratun")
    assert sent.changes == ["venue"]
    sent.tell_changes(invitees_of(session, meeting), by=by, at=NOW, on=TODAY)
    assert (sent.sequence, sent.changes) == (1, [])
    assert [invitee.told for invitee in invitees_of(session, meeting)] == [1, None]
    sent.send_more(invitees_of(session, meeting), by=by, at=NOW, on=TODAY)
    assert [invitee.told for invitee in invitees_of(session, meeting)] == [1, 1]


def test_calling_off_is_a_change_and_so_is_each_further_step(
    session: Session, sent: Invitation, clerk: Actor
):
    by, called = clerk.user_id, invitees_of(session, sent.meeting)
    for state in (MeetingState.POSTPONED, MeetingState.CANCELLED):
        sent.meeting.move_to(state, by=by, at=NOW)
        assert sent.changes == ["called_off"]
        sent.tell_changes(called, by=by, at=NOW, on=TODAY)
    assert sent.sequence == 2


def test_the_reminder_waits_a_day(sent: Invitation, clerk: Actor):
    sent.remind(by=clerk.user_id, at=NOW, on=TODAY)
    again: dict[str, Any] = {"by": clerk.user_id, "at": NOW}
    assert refused(lambda: sent.remind(on=TODAY, **again)) == "reminded_today"


def test_answers_are_kept_and_the_last_one_counts(session: Session, sent: Invitation):
    (invitee,) = invitees_of(session, sent.meeting)
    answer_invitation(invitee, Answer.ATTENDING, by=None, at=NOW)
    answer_invitation(invitee, Answer.UNABLE, by=None, at=NOW, reason="Dinas luar")
    assert latest_replies(session, sent.meeting_id)[invitee.id].reason == "Dinas luar"
    assert len(session.scalars(select(InvitationReply)).all()) == 2
    verbs = session.scalars(select(Event.verb).where(Event.subject_type == "invitees"))
    assert list(verbs).count("invitee:answered") == 2


def test_who_answered_for_one_day_has_not_answered_for_another(
    session: Session, sent: Invitation, clerk: Actor
):
    meeting, by = sent.meeting, clerk.user_id
    invitee = invitees_of(session, meeting)[0]
    answer_invitation(invitee, Answer.ATTENDING, by=None, at=NOW)
    day = meeting.starts_on
    assert day
    meeting.revise(by=by, at=NOW, version=meeting.version, starts_on=day + timedelta(days=7))
    session.flush()
    assert latest_replies(session, meeting.id) == {}
    assert latest_reply(session, invitee) is None
    meeting.revise(by=by, at=NOW, version=meeting.version, starts_on=day)
    session.flush()
    assert latest_replies(session, meeting.id)[invitee.id].answer is Answer.ATTENDING


def test_the_database_lets_no_answer_be_rewritten(session: Session, sent: Invitation):
    (invitee,) = invitees_of(session, sent.meeting)
    reply = answer_invitation(invitee, Answer.UNABLE, by=None, at=NOW, reason="Dinas luar")
    reply.reason = "Tidak berkenan"
    with pytest.raises(IntegrityError, match="an answer never changes"):
        session.flush()


def test_a_title_is_invited_beside_its_office_and_once(session: Session, meeting: Meeting):
    appointment = make_appointment(session, make_person(session))
    position = appointment.position
    title = {"organisation_id": position.organisation_id, "position_id": position.id}
    by = someone(session)
    named = Invitee.append(meeting, by=by, at=NOW, **title)
    whole = Invitee.append(meeting, by=by, at=NOW, organisation_id=position.organisation_id)
    assert (named.name, whole.name) == (position.title, position.organisation.name)
    assert refused(lambda: Invitee.append(meeting, by=by, at=NOW, **title)) == "already_invited"


def test_two_guests_of_one_name_have_two_addresses(session: Session, meeting: Meeting):
    by = someone(session)
    guest: dict[str, Any] = {"guest_name": "Ahmad", "by": by, "at": NOW}
    Invitee.append(meeting, guest_address="a@lampung.example", **guest)
    Invitee.append(meeting, guest_address="b@lampung.example", **guest)
    again: dict[str, Any] = {"guest_address": "b@lampung.example", **guest}
    assert refused(lambda: Invitee.append(meeting, **again)) == "already_invited"


@pytest.mark.parametrize(
    ("security_class", "urgency", "said"),
    [
        (SecurityClass.OPEN, Urgency.NORMAL, "Biasa"),
        (SecurityClass.OPEN, Urgency.VERY_URGENT, "Sangat Segera"),
        (SecurityClass.RESTRICTED, Urgency.NORMAL, "Terbatas"),
        (SecurityClass.SECRET, Urgency.FLASH, "Rahasia"),
    ],
)
def test_sifat_is_one_word(security_class: SecurityClass, urgency: Urgency, said: str):
    """domain.md section 1.7: a class from Rahasia on wins over the urgency."""
    assert letter_nature(Meeting(security_class=security_class, urgency=urgency)) == said


def test_who_takes_minutes_is_no_fact_people_are_told(session: Session, meeting: Meeting):
    before = facts_of(meeting)
    meeting.revise(by=someone(session), at=NOW, version=meeting.version, minute_taker_name="Rahma")
    assert facts_of(meeting) == before
