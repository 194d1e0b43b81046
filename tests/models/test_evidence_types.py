"""What proves an action: shipped once, kept by the office, and ticked as it read on that day."""

from functools import partial

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
    make_organisation,
    someone,
)
from tests.refusals import refused
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.evidence_types import EvidenceType, load_known_evidence_types
from tracker.models.users import Role

POINTS = ["Nomor terbaca", "Ditandatangani"]


@pytest.fixture
def claim(session):
    """A claim that a decree was issued, which has two points to check."""
    kind = EvidenceType.add(session, by=someone(session), at=NOW, name="SK", points=POINTS)
    unit = make_organisation(session)
    action = make_action(session, unit_id=unit.id, evidence_type_id=kind.id)
    return make_assignment(session, action=action, state=AssignmentState.AWAITING)


@pytest.fixture
def verifier(session):
    return make_actor(session, Role.SECRETARIAT)


def test_the_list_is_shipped_once_and_the_offices_own_from_then_on(session):
    shipped = load_known_evidence_types(session, at=NOW)
    kinds = session.scalars(select(EvidenceType)).all()
    assert len(kinds) == shipped > 4
    assert all(kind.points and kind.active for kind in kinds)
    kinds[0].revise(by=someone(session), at=NOW, version=1, name="Nama kantor")
    assert load_known_evidence_types(session, at=NOW) == 0


def test_whoever_accepts_without_all_points_says_why(claim, verifier):
    hasty = partial(claim.verify, Verdict.ACCEPTED, "", by=verifier, at=NOW, met=POINTS[:1])
    assert refused(hasty) == "points_unmet"
    ruling = claim.verify(Verdict.ACCEPTED, "Asli dilihat.", by=verifier, at=NOW, met=POINTS[:1])
    assert (ruling.met, ruling.unmet) == (POINTS[:1], POINTS[1:])


def test_all_points_need_no_word_and_come_in_the_order_of_the_list(claim, verifier):
    ruling = claim.verify(Verdict.ACCEPTED, "", by=verifier, at=NOW, met=POINTS[::-1])
    assert (ruling.met, ruling.unmet) == (POINTS, [])


def test_a_point_the_list_does_not_have_is_not_ticked(claim, verifier):
    stale = partial(claim.verify, Verdict.ACCEPTED, "Baik.", by=verifier, at=NOW, met=["Lama"])
    assert refused(stale) == "points_changed"
    assert claim.state is AssignmentState.AWAITING


def test_what_cannot_be_done_has_no_checklist(session, verifier):
    kind = EvidenceType.add(session, by=someone(session), at=NOW, name="SK", points=POINTS)
    unit = make_organisation(session)
    share = make_assignment(
        session, action=make_action(session, unit_id=unit.id, evidence_type_id=kind.id)
    )
    agency = make_actor(session, Role.AGENCY, share.organisation)
    share.post_update(Report.NOT_FEASIBLE, "Kewenangan pusat.", by=agency, at=NOW)
    ruling = share.verify(Verdict.INFEASIBLE, "Benar.", by=verifier, at=NOW)
    assert (ruling.met, ruling.unmet) == ([], [])
