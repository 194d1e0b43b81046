"""Tindak lanjut: an agency reports and claims, someone else verifies, history stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_assignment,
    make_file,
    make_organisation,
)
from tracker.infra.orm import Base
from tracker.models.assigning import reassign
from tracker.models.assignment_states import AssignmentState, Report, Verdict, days_left
from tracker.models.assignments import NO_DUE, Assignment
from tracker.models.errors import DomainError
from tracker.models.files import FileKind
from tracker.models.organisations import Organisation
from tracker.models.updates import Evidence, Verification
from tracker.models.users import Actor, Role

NOT_STARTED, IN_PROGRESS, AWAITING, DONE, NOT_FEASIBLE, REASSIGNED, CANCELLED = AssignmentState
LINK = "https://example.id/bukti"


def report(share: Assignment, by: Actor) -> None:
    share.post_update(Report.PROGRESS, "Sedang disusun.", by=by, at=NOW)


def obstacle(share: Assignment, by: Actor) -> None:
    share.post_update(Report.OBSTACLE, "Data belum ada.", by=by, at=NOW)


def claim(share: Assignment, by: Actor) -> None:
    share.post_update(Report.DONE, "Terlampir.", by=by, at=NOW, link=LINK)


def give_up(share: Assignment, by: Actor) -> None:
    share.post_update(Report.NOT_FEASIBLE, "Bukan kewenangan kami.", by=by, at=NOW)


def withdraw(share: Assignment, by: Actor) -> None:
    share.withdraw_claim(by=by, at=NOW)


def accept(share: Assignment, by: Actor) -> None:
    share.verify(Verdict.ACCEPTED, "Sesuai.", by=by, at=NOW)


def give_back(share: Assignment, by: Actor) -> None:
    share.verify(Verdict.RETURNED, "Foto kabur.", by=by, at=NOW)


def reopen(share: Assignment, by: Actor) -> None:
    share.reopen("Bukti keliru.", by=by, at=NOW)


def cancel(share: Assignment, by: Actor) -> None:
    share.cancel("Tidak diperlukan.", by=by, at=NOW)


def hand_on(share: Assignment, by: Actor) -> None:
    session = Session.object_session(share)
    assert session is not None
    reassign(share, session.scalars(elsewhere()).one(), "Pindah urusan.", by=by, at=NOW)


Verb = Callable[[Assignment, Actor], None]


def test_a_claim_of_completion_brings_evidence(session: Session):
    share = make_assignment(session)
    agency = make_actor(session)
    with pytest.raises(DomainError) as refusal:
        share.post_update(Report.DONE, "Sudah.", by=agency, at=NOW)
    assert (refusal.value.code, refusal.value.field) == ("evidence_missing", "files")
    file = make_file(session, FileKind.EVIDENCE, assignment=share)
    update = share.post_update(Report.DONE, "Sudah.", by=agency, at=NOW, files=[file], link=LINK)
    session.flush()
    assert [(e.file_id, e.link) for e in update.evidence] == [(file.id, ""), (None, LINK)]
    assert (share.claimed_at, share.reported_at) == (NOW, NOW)


@pytest.mark.parametrize("report_kind", Report)
def test_every_report_says_something(report_kind: Report, session: Session):
    share = make_assignment(session)
    with pytest.raises(DomainError) as refusal:
        share.post_update(report_kind, "", by=make_actor(session), at=NOW, link=LINK)
    assert (refusal.value.code, refusal.value.field) == ("note_missing", "note")
    assert share.state is NOT_STARTED


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "example.id", " http://x"]
)
def test_a_link_to_evidence_leads_to_the_web(link: str, session: Session):
    share = make_assignment(session)
    with pytest.raises(DomainError) as refusal:
        share.post_update(Report.DONE, "Sudah.", by=make_actor(session), at=NOW, link=link)
    assert refusal.value.code == "link_scheme"
    assert count(session, Evidence) == 0


def test_an_obstacle_is_shown_until_the_next_report(session: Session):
    share = make_assignment(session)
    obstacle(share, make_actor(session))
    assert share.obstructed
    report(share, make_actor(session))
    assert not share.obstructed


def test_a_report_keeps_who_when_and_from_where_to_where(session: Session):
    share = make_assignment(session, state=IN_PROGRESS)
    agency = make_actor(session)
    claim(share, agency)
    session.flush()
    update = share.updates[-1]
    assert (update.by, update.by_name, update.at) == (agency.user_id, agency.name, NOW)
    assert (update.from_state, update.to_state, update.report) == (
        IN_PROGRESS,
        AWAITING,
        Report.DONE,
    )


def test_nobody_verifies_his_own_claim(session: Session):
    share = make_assignment(session)
    both = make_actor(session, Role.SECRETARIAT)
    claim(share, both)
    with pytest.raises(DomainError) as refusal:
        accept(share, both)
    assert refusal.value.code == "own_claim"
    assert share.state is AWAITING


def test_a_ruling_is_explained_where_it_must_be(session: Session):
    verifier = make_actor(session)
    returned = make_assignment(session, state=AWAITING)
    infeasible = make_assignment(session)
    give_up(infeasible, make_actor(session))
    for share, verdict in ((returned, Verdict.RETURNED), (infeasible, Verdict.INFEASIBLE)):
        with pytest.raises(DomainError) as refusal:
            share.verify(verdict, "", by=verifier, at=NOW)
        assert (refusal.value.code, refusal.value.field) == ("note_missing", "note")
    returned.verify(Verdict.ACCEPTED, "", by=verifier, at=NOW)
    assert returned.state is DONE


def test_each_claim_has_its_own_ruling(session: Session):
    share = make_assignment(session)
    agency, verifier = make_actor(session), make_actor(session)
    for ruling in (give_back, accept):
        claim(share, agency)
        session.flush()
        ruling(share, verifier)
        assert (share.claimed_at, share.ruled_at) == (None, NOW)
    session.flush()
    rulings = session.scalars(select(Verification).order_by(Verification.id)).all()
    assert [r.verdict for r in rulings] == [Verdict.RETURNED, Verdict.ACCEPTED]
    assert [r.update_id for r in rulings] == [u.id for u in share.updates]
    assert all(r.assignment_id == share.id and r.by == verifier.user_id for r in rulings)


def test_a_withdrawn_claim_leaves_a_trace_and_is_not_ruled_on(session: Session):
    share = make_assignment(session, state=AWAITING)
    withdraw(share, make_actor(session))
    claim(share, make_actor(session))
    accept(share, make_actor(session))
    session.flush()
    first, second = share.updates
    assert (first.withdrawn_at, first.verification) == (NOW, None)
    assert second.withdrawn_at is None
    assert second.verification is not None


@pytest.mark.parametrize("ending", [cancel, hand_on], ids=["cancelled", "reassigned"])
def test_a_claim_ends_with_its_assignment(ending: Verb, session: Session):
    share = make_assignment(session, state=AWAITING)
    make_organisation(session, "Tempat lain")
    ending(share, make_actor(session))
    assert share.updates[0].withdrawn_at == NOW
    assert share.claimed_at is None


@pytest.mark.parametrize("verb", ["reopen", "cancel"])
def test_ending_or_reopening_needs_a_reason(verb: str, session: Session):
    share = make_assignment(session, state=DONE if verb == "reopen" else NOT_STARTED)
    before = share.state
    with pytest.raises(DomainError) as refusal:
        getattr(share, verb)("", by=make_actor(session), at=NOW)
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")
    assert share.state is before


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [
        (1, NOT_STARTED, 1),
        (0, NOT_STARTED, 0),
        (-1, NOT_STARTED, -1),
        (-1, IN_PROGRESS, -1),
        (-1, AWAITING, None),
        (-1, DONE, None),
        (-1, NOT_FEASIBLE, None),
        (-1, CANCELLED, None),
        (-1, REASSIGNED, None),
        (None, IN_PROGRESS, None),
    ],
)
def test_a_due_date_presses_until_the_work_is_claimed(
    days: int | None, state: AssignmentState, left: int | None
):
    due_on = None if days is None else TODAY + timedelta(days=days)
    assert days_left(state, due_on, TODAY) == left


def test_shares_are_sorted_by_their_due_date_and_those_without_come_last(session: Session):
    share = make_assignment(session)
    assert share.due_sort == NO_DUE
    share.revise(by=make_actor(session).user_id, at=NOW, version=share.version, due_on=TODAY)
    assert share.due_sort == TODAY


def elsewhere() -> Select[Organisation]:
    return select(Organisation).where(Organisation.name == "Tempat lain")


def count(session: Session, noun: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(noun)) or 0
