"""The desk's list: what waits for the verifier, in the order of waiting, and how much of it."""

from datetime import timedelta

import pytest

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
)
from tracker.models.assignment_states import Report, Verdict
from tracker.models.organisations import OrganisationKind
from tracker.models.questions import ask
from tracker.models.users import Role
from tracker.reports.claims import Wanted, ruling, tally, waiting


@pytest.fixture
def unit(session):
    return make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)


@pytest.fixture
def verifier(session, unit):
    return make_actor(session, Role.SECRETARIAT, unit)


@pytest.fixture
def claims(session, unit):
    """Three, claimed one minute after the other, in another order than they were made."""
    agency = make_organisation(session)
    by = make_actor(session, Role.AGENCY, agency)
    shares = [
        make_assignment(session, agency, action=make_action(session, make_meeting(session, unit)))
        for _ in range(3)
    ]
    for minute, share in enumerate((shares[1], shares[2], shares[0])):
        at = NOW + timedelta(minutes=minute)
        share.post_update(Report.DONE, "Selesai.", by=by, at=at, link="https://a.example")
    return [shares[1], shares[2], shares[0]]


def listed(session, actor, **wanted):
    rows = waiting(session, actor, Wanted(**wanted), limit=9)
    return [row.assignment_id for row in rows]


def test_the_longest_waiting_comes_first_and_a_page_goes_on_after_a_place(
    session, verifier, claims
):
    ids = [share.id for share in claims]
    assert listed(session, verifier) == ids
    first = waiting(session, verifier, Wanted(), limit=1)[0]
    after = waiting(session, verifier, Wanted(), limit=9, after=first.position)
    assert [row.assignment_id for row in after] == ids[1:]
    counted = tally(session, verifier, Wanted(), after[1].position)
    assert (counted.ready, counted.answering, counted.before) == (3, 0, 2)


def test_a_claim_that_was_asked_about_waits_apart(session, verifier, claims):
    ask(claims[0], "Nomor berapa?", by=verifier, at=NOW)
    assert listed(session, verifier) == [claims[1].id, claims[2].id]
    assert listed(session, verifier, answering=True) == [claims[0].id]
    counted = tally(session, verifier, Wanted(), (claims[1].claimed_at, claims[1].id))
    assert (counted.ready, counted.answering, counted.before) == (2, 1, 0)


def test_others_have_neither_rows_nor_counts_nor_what_was_ruled(session, verifier, claims):
    claims[0].verify(Verdict.ACCEPTED, "", by=verifier, at=NOW)
    told = ruling(session, verifier, claims[0].id)
    assert told is not None
    assert told.reference == claims[0].action.reference
    assert ruling(session, verifier, claims[1].id) is None  # not ruled on yet
    stranger = make_actor(session, Role.SECRETARIAT)
    assert listed(session, stranger) == []
    assert tally(session, stranger, Wanted(), None).ready == 0
    assert ruling(session, make_actor(session, Role.AGENCY), claims[0].id) is None
