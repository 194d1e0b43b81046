"""Keberatan: an agency says why it cannot; the secretariat rules, and the awaited one delivers."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_action, make_actor, make_assignment, make_organisation
from tests.refusals import refused
from tracker.models.assigning import reassign
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.objections import Ground, Objection, ObjectionState, object_to
from tracker.models.organisations import Organisation
from tracker.models.users import Actor, Role

LATER = NOW + timedelta(days=5)
NOT_OURS, NEEDS_BUDGET, WAITING_FOR = Ground


@pytest.fixture
def share(session: Session) -> Assignment:
    return make_assignment(session)


@pytest.fixture
def agency(session: Session, share: Assignment) -> Actor:
    return make_actor(session, Role.AGENCY, share.organisation)


@pytest.fixture
def awaited(session: Session) -> Organisation:
    return make_organisation(session, "Bappeda")


def waits(share: Assignment, agency: Actor, awaited: Organisation) -> Objection:
    return object_to(share, WAITING_FOR, "Rekomendasi.", by=agency, at=NOW, awaited=awaited)


def test_an_honest_answer_is_a_real_update(share: Assignment, agency: Actor):
    object_to(share, NOT_OURS, "Urusan pusat.", by=agency, at=LATER)
    assert (share.state, share.reported_at) == (AssignmentState.IN_PROGRESS, LATER)
    assert share.obstructed


def test_a_share_has_one_standing_objection_of_a_ground(
    session: Session, share: Assignment, agency: Actor, awaited: Organisation
):
    first = object_to(share, NEEDS_BUDGET, "Belum dianggarkan.", by=agency, at=NOW)
    waits(share, agency, awaited)
    again = partial(object_to, share, NEEDS_BUDGET, "Masih.", by=agency, at=NOW)
    assert refused(again) == "objection_stands"
    first.accept("", by=make_actor(session), at=NOW)
    assert refused(again) == "objection_stands"  # accepted, it stands on
    first.withdraw(by=agency, at=NOW)
    again()


def test_whom_one_waits_for_is_somebody_else(
    session: Session, share: Assignment, agency: Actor, awaited: Organisation
):
    for other, reason, code in (
        (None, "Surat.", "awaited_missing"),
        (share.organisation, "Surat.", "waits_for_itself"),
        (awaited, "", "reason_missing"),
    ):
        act = partial(object_to, share, WAITING_FOR, reason, by=agency, at=NOW, awaited=other)
        assert refused(act) == code
    assert share.state is AssignmentState.NOT_STARTED
    named = object_to(share, NOT_OURS, "Urusan pusat.", by=agency, at=NOW, awaited=awaited)
    session.flush()
    assert named.awaited_id is None  # of those who wait only


def test_a_ruling_needs_another_office_and_a_refusal_its_words(
    session: Session, share: Assignment, agency: Actor, awaited: Organisation
):
    waiting = waits(share, agency, awaited)
    clerk = make_actor(session, Role.SECRETARIAT)
    debtor = make_actor(session, Role.SECRETARIAT, share.organisation)
    delayer = make_actor(session, Role.SECRETARIAT, awaited)
    for by, words, code in (
        (debtor, "Tidak.", "own_share"),
        (delayer, "Tidak.", "own_delay"),
        (clerk, "", "answer_missing"),
    ):
        assert refused(partial(waiting.decline, words, by=by, at=NOW)) == code
    assert refused(lambda: waiting.accept("", by=delayer, at=NOW)) == "own_delay"
    waiting.decline("Tidak perlu rekomendasi.", by=clerk, at=LATER)
    assert (waiting.ruled_by_name, waiting.ruled_at, waiting.answer) == (
        *(clerk.name, LATER),
        "Tidak perlu rekomendasi.",
    )
    assert refused(lambda: waiting.accept("", by=clerk, at=LATER)) == "objection_state"
    assert not share.obstructed


def test_what_was_waited_for_is_delivered_in_words_by_either_side(
    session: Session, share: Assignment, agency: Actor, awaited: Organisation
):
    deliverer = make_actor(session, Role.AGENCY, awaited)
    waiting = waits(share, agency, awaited)
    assert refused(lambda: waiting.fulfil("", by=deliverer, at=LATER)) == "closing_missing"
    waiting.fulfil("Surat 12 sudah dikirim.", by=deliverer, at=LATER)
    assert (waiting.state, waiting.closed_by_name) == (ObjectionState.FULFILLED, deliverer.name)
    assert (share.reported_at, share.obstructed) == (NOW, False)  # the agency itself said nothing
    again = waits(share, agency, awaited)
    again.accept("", by=make_actor(session), at=NOW)
    again.fulfil("Sudah kami terima.", by=agency, at=LATER)
    assert share.reported_at == LATER


def test_a_share_is_obstructed_by_its_last_report_or_a_standing_objection(
    share: Assignment, agency: Actor
):
    first = object_to(share, NOT_OURS, "Urusan pusat.", by=agency, at=NOW)
    second = object_to(share, NEEDS_BUDGET, "Belum ada.", by=agency, at=NOW)
    share.post_update(Report.PROGRESS, "Disusun.", by=agency, at=NOW)
    first.withdraw(by=agency, at=NOW)
    assert share.obstructed
    second.withdraw(by=agency, at=NOW)
    assert not share.obstructed
    third = object_to(share, NOT_OURS, "Urusan pusat.", by=agency, at=NOW)
    share.post_update(Report.OBSTACLE, "Data tidak ada.", by=agency, at=NOW)
    third.withdraw(by=agency, at=NOW)
    assert share.obstructed


def test_an_accepted_objection_closes_when_the_work_is_handed_on(
    session: Session, agency: Actor, awaited: Organisation
):
    action = make_action(session)
    share = make_assignment(session, action=action)
    objection = object_to(share, NOT_OURS, "Urusan Bappeda.", by=agency, at=NOW)
    clerk = make_actor(session)
    objection.accept("Benar.", by=clerk, at=NOW)
    heir = reassign(share, awaited, "Sesuai kewenangan.", by=clerk, at=LATER)
    assert (objection.state, objection.closed_at) == (ObjectionState.ENDED, LATER)
    assert (objection.answer, objection.ruled_by_name) == ("Benar.", clerk.name)  # stays visible
    assert heir.objections == []


def test_a_returned_claim_leaves_the_wait_as_it_was(
    session: Session, share: Assignment, agency: Actor, awaited: Organisation
):
    waiting = waits(share, agency, awaited)
    verifier = make_actor(session)
    for verdict, state in (
        (Verdict.RETURNED, ObjectionState.OPEN),
        (Verdict.ACCEPTED, ObjectionState.ENDED),
    ):
        share.post_update(Report.DONE, "Sudah.", by=agency, at=NOW, link="https://example.id")
        share.verify(verdict, "Diperiksa.", by=verifier, at=NOW)
        assert waiting.state is state
