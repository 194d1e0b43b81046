"""Tanggapan: said about a paragraph while it can be mended, answered by the minute taker."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    CHAIR,
    NOW,
    approve,
    make_actor,
    make_chair,
    make_minutes,
    make_organisation,
)
from tests.refusals import refused
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.remarks import Outcome, Remark, check_minutes, close_window, object_to
from tracker.models.users import Actor, Role

END = NOW + timedelta(days=3)
LAST_MOMENT = END - timedelta(seconds=1)


@pytest.fixture
def minutes(session: Session) -> Minutes:
    """Submitted, open to attendees until END."""
    return make_minutes(session, state=MinutesState.SUBMITTED, objections_until=END)


@pytest.fixture
def agency(session: Session) -> Actor:
    return make_actor(session, Role.AGENCY)


def objection(minutes: Minutes, by: Actor, *, at=NOW) -> Remark:
    (office,) = by.agencies
    return object_to(
        minutes,
        anchor="agreement:1",
        quote="Memvalidasi data.",
        body="Kami mengusulkan dua tahap.",
        organisation_id=office,
        by=by,
        at=at,
    )


def test_attendees_object_until_the_window_ends(minutes: Minutes, agency: Actor):
    objection(minutes, agency, at=LAST_MOMENT)
    assert refused(lambda: objection(minutes, agency, at=END)) == "window_closed"


def test_without_a_window_nobody_objects(session: Session, agency: Actor):
    minutes = make_minutes(session, state=MinutesState.SUBMITTED)
    assert refused(lambda: objection(minutes, agency)) == "window_closed"


def test_the_chair_waits_for_the_end_of_the_window_and_for_every_answer(
    session: Session, minutes: Minutes, agency: Actor
):
    chair, by = make_chair(session, minutes.meeting), make_actor(session).user_id
    remark = objection(minutes, agency)
    assert refused(lambda: approve(minutes, by=chair, at=LAST_MOMENT)) == "window_open"
    assert refused(lambda: approve(minutes, by=chair, at=END)) == "remarks_open"
    remark.respond(Outcome.ACCEPTED, "", by=by, at=END)
    approve(minutes, by=chair, at=END)
    assert minutes.state is MinutesState.APPROVED


def test_silence_is_consent(session: Session, minutes: Minutes):
    approve(minutes, by=make_chair(session, minutes.meeting), at=END)
    assert minutes.state is MinutesState.APPROVED


def test_the_window_is_closed_early_only_with_a_reason(session: Session, minutes: Minutes):
    chair = make_chair(session, minutes.meeting)
    assert refused(lambda: close_window(minutes, "", by=chair, at=NOW)) == "reason_missing"
    close_window(minutes, "Semua peserta sudah menyetujui.", by=chair, at=NOW)
    assert refused(lambda: close_window(minutes, "Lagi.", by=chair, at=NOW)) == "window_closed"
    approve(minutes, by=chair, at=NOW)


def test_a_remark_is_declined_with_words_and_answered_once(
    session: Session, minutes: Minutes, agency: Actor
):
    remark, by = objection(minutes, agency), make_actor(session).user_id
    decline = Outcome.DECLINED
    assert refused(lambda: remark.respond(decline, "", by=by, at=NOW)) == "answer_missing"
    remark.respond(decline, "Rapat menyepakati satu tahap.", by=by, at=NOW)
    again = refused(lambda: remark.respond(Outcome.ACCEPTED, "", by=by, at=NOW))
    assert (again, remark.outcome) == ("answered_already", decline)


def test_a_note_at_a_paragraph_is_reason_enough_to_return(session: Session, minutes: Minutes):
    chair = make_chair(session, minutes.meeting)
    note_it = {"anchor": "", "quote": "", "body": "Sebut tempatnya."}
    check_minutes(minutes, **note_it, by=chair, at=NOW)
    minutes.give_back("", by=chair, at=NOW, signatory=CHAIR)
    assert minutes.state is MinutesState.RETURNED
    assert refused(lambda: check_minutes(minutes, **note_it, by=chair, at=NOW)) == "minutes_state"


def test_returned_minutes_come_again_once_every_note_is_answered(
    session: Session, minutes: Minutes
):
    chair, writer = make_chair(session, minutes.meeting), make_actor(session)
    note = check_minutes(minutes, anchor="", quote="", body="Keliru.", by=chair, at=NOW)
    minutes.give_back("", by=chair, at=NOW, signatory=CHAIR)
    assert refused(lambda: minutes.submit(by=writer, at=NOW, blanks=[])) == "remarks_open"
    note.respond(Outcome.ACCEPTED, "", by=writer.user_id, at=NOW)
    minutes.submit(by=writer, at=NOW, blanks=[])
    assert minutes.state is MinutesState.SUBMITTED


def test_nothing_is_answered_in_approved_minutes(session: Session, minutes: Minutes, agency: Actor):
    remark = objection(minutes, agency)
    remark.respond(Outcome.ACCEPTED, "", by=agency.user_id, at=NOW)
    approve(minutes, by=make_chair(session, minutes.meeting), at=END)
    late = refused(lambda: remark.respond(Outcome.ACCEPTED, "", by=agency.user_id, at=END))
    assert late == "minutes_state"


def test_a_remark_keeps_who_said_it_for_whom_and_about_which_words(
    session: Session, minutes: Minutes
):
    office = make_organisation(session, "Dinas Sosial")
    by = make_actor(session, Role.AGENCY, office)
    remark = objection(minutes, by)
    assert (remark.author, remark.organisation_id) == (f"{by.name}, Dinas Sosial", office.id)
    assert remark.quote == "Memvalidasi data."
